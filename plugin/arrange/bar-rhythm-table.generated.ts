// Made by models/corpus/bar-rhythms.ts from the game MIDI of the corpus (models/README.md names its sources). Do not edit.

// biome-ignore format: a table reads in rows
/**
 * By part and meter, rhythms of one bar that several pieces play: sixteenths, the fastest tempo in bpm, and the share of the
 * bars of battle, fanfare, field, calm in thousandths, each piece counted once. Letters are strokes; a hyphen holds one for a
 * sixteenth more.
 */
export const BAR_RHYTHM_TABLE = {
  'bass 4/4': [
    ['x-x-x-x-x-x-x-x-', 300, 133, 0, 95, 254], // 29 pieces
    ['xxxxxxxxxxxxxxxx', 140, 138, 0, 67, 9], // 24 pieces
    ['x-------------..', 300, 67, 98, 35, 94], // 29 pieces
    ['x-.x-.x--.x-x-x-', 300, 24, 0, 0, 0], // 2 pieces
    ['x------.x------.', 300, 17, 18, 0, 29], // 7 pieces
    ['x--x--x-x--x--x-', 300, 12, 0, 57, 0], // 2 pieces
    ['x--x--x--x--x-x-', 300, 7, 86, 36, 0], // 6 pieces
    ['x---x--.x---x--.', 300, 21, 0, 0, 0], // 4 pieces
    ['x-xxx-xxx-xxx-xx', 170, 15, 0, 3, 0], // 4 pieces
    ['x--.x--.x-x--.x-', 300, 5, 0, 54, 0], // 5 pieces
    ['xxx---------....', 130, 3, 0, 43, 26], // 3 pieces
    ['x-----x---------', 300, 0, 0, 77, 0], // 3 pieces
    ['x-x----.........', 300, 7, 0, 0, 51], // 4 pieces
    ['x-----x-----x---', 300, 5, 107, 4, 0], // 5 pieces
    ['x--x--x--------.', 300, 2, 0, 59, 0], // 2 pieces
    ['x-x-x-x-x-.x-.x-', 300, 12, 0, 0, 0], // 2 pieces
    ['x-xx-xx-xx-xx-x-', 120, 9, 0, 16, 0], // 2 pieces
    ['xx.xx.xx.xx.xxxx', 100, 1, 0, 53, 0], // 2 pieces
    ['x---x-x---x-x-x-', 300, 10, 0, 0, 0], // 3 pieces
    ['x-x--.x--.x--.x-', 300, 7, 0, 16, 3], // 5 pieces
    ['xxxxxxxxxxxxxxx.', 120, 4, 0, 29, 0], // 2 pieces
    ['x--.x--...x-..x-', 300, 10, 0, 0, 0], // 2 pieces
    ['x--------...x---', 300, 0, 9, 7, 48], // 3 pieces
    ['x--xx-x-..x-x-x-', 120, 0, 0, 13, 44], // 2 pieces
    ['x--.x-x-x-x-x-x-', 300, 8, 0, 0, 4], // 4 pieces
    ['x-x-x-x---x---x-', 300, 7, 0, 5, 0], // 5 pieces
    ['x--.x-x-x-x-x---', 300, 5, 0, 0, 13], // 4 pieces
    ['xx.xx.xx.xx.x-x-', 120, 7, 0, 0, 0], // 2 pieces
    ['x-..x-x-x-..x-x-', 300, 1, 0, 0, 38], // 2 pieces
    ['x---x-x-x-x---x-', 300, 5, 0, 5, 0], // 3 pieces
    ['x--.x--.x--.x-x-', 300, 5, 0, 5, 0], // 2 pieces
    ['xx....xx........', 100, 2, 0, 20, 0], // 3 pieces
    ['x-x-..x-x-..x-x-', 300, 4, 0, 5, 0], // 4 pieces
    ['x-x-x-x-x--.x.x-', 300, 3, 0, 0, 0], // 2 pieces
    ['x--.x-x--.x--.x-', 300, 3, 0, 0, 0], // 2 pieces
    ['x--xx-x-x-x-x-x-', 120, 0, 0, 4, 15], // 2 pieces
    ['x-x-xx-x.x-xx-x.', 130, 3, 0, 0, 0], // 2 pieces
    ['x-x-x-x-x-x---..', 300, 2, 0, 0, 0], // 2 pieces
    ['x--.x--.x-x-x-x-', 300, 1, 0, 5, 0], // 3 pieces
    ['x-------x---x---', 300, 1, 13, 0, 0], // 2 pieces
    ['xx..............', 130, 2, 0, 0, 0], // 2 pieces
    ['x.x-x-x-x-x--.x.', 300, 2, 0, 0, 0], // 2 pieces
    ['xxxxxxxx........', 140, 1, 0, 0, 0], // 2 pieces
    ['x-xx-xxx-x-xx-x-', 100, 1, 0, 0, 0], // 2 pieces
  ],
  'bass 3/4': [
    ['x-x-x-x-x-x-', 300, 4, 120, 52, 10], // 5 pieces
    ['x-------....', 300, 9, 111, 0, 34], // 4 pieces
  ],
  'chords 4/4': [
    ['x-x-x-x-x-x-x-x-', 300, 145, 0, 113, 201], // 27 pieces
    ['x-------------..', 300, 57, 40, 135, 82], // 31 pieces
    ['xxxxxxxxxxxxxxxx', 140, 82, 0, 27, 3], // 14 pieces
    ['x----.x----.x---', 300, 31, 0, 19, 68], // 15 pieces
    ['x--x-.x--x-.x-x-', 300, 17, 0, 48, 0], // 7 pieces
    ['x-..x---..x-..x-', 300, 24, 0, 0, 0], // 3 pieces
    ['x-----------x---', 300, 3, 0, 60, 67], // 9 pieces
    ['x-------x-------', 300, 17, 0, 4, 31], // 12 pieces
    ['x--.x--.x--.x--.', 300, 22, 0, 3, 0], // 6 pieces
    ['x----.x------...', 300, 10, 0, 40, 0], // 8 pieces
    ['x--x--x--------.', 300, 12, 0, 19, 0], // 5 pieces
    ['x---x-x---x-x-x-', 300, 13, 0, 0, 0], // 3 pieces
    ['xx....xx........', 80, 9, 0, 7, 0], // 2 pieces
    ['..............xx', 120, 3, 0, 0, 42], // 2 pieces
    ['x---x-x-x-x-x-x-', 300, 3, 0, 0, 33], // 2 pieces
    ['x--.x------.....', 300, 5, 0, 12, 0], // 2 pieces
    ['x---x-x---------', 300, 7, 0, 0, 0], // 2 pieces
    ['............x---', 300, 0, 40, 27, 0], // 4 pieces
    ['x---..x---....x-', 300, 7, 0, 0, 0], // 3 pieces
    ['..........x-----', 300, 4, 0, 19, 0], // 2 pieces
    ['..x-x-x-x-x-x-x-', 300, 6, 0, 0, 0], // 4 pieces
    ['x-----x-----x-x-', 300, 6, 0, 0, 0], // 5 pieces
    ['xx.xx.xx.xx.x-x-', 120, 6, 0, 0, 0], // 2 pieces
    ['..x-..x-..x-..x.', 300, 2, 0, 20, 0], // 2 pieces
    ['....x--.x--.x--.', 300, 5, 0, 0, 0], // 3 pieces
    ['........x-----..', 300, 1, 0, 0, 25], // 2 pieces
    ['x--x--x-x--x--x-', 300, 5, 0, 0, 0], // 3 pieces
    ['..x--.x.x--.x--.', 300, 4, 0, 0, 0], // 2 pieces
    ['x-------------xx', 140, 4, 0, 0, 0], // 2 pieces
    ['........x---..x-', 300, 1, 40, 0, 0], // 2 pieces
    ['x-x--.x-x--.x-x-', 300, 3, 0, 0, 0], // 3 pieces
    ['........x---x---', 300, 1, 40, 0, 0], // 2 pieces
    ['x-x-x-----------', 300, 2, 0, 5, 0], // 2 pieces
    ['..x----.x--.x--.', 300, 2, 0, 0, 0], // 2 pieces
    ['x--x--x-------x-', 300, 2, 0, 0, 0], // 2 pieces
    ['xx.xx.xx.xx.xxxx', 110, 2, 0, 0, 0], // 2 pieces
    ['....x-....x-....', 300, 2, 0, 0, 0], // 2 pieces
    ['x-x-x-x-x-x-xxxx', 170, 2, 0, 0, 0], // 2 pieces
    ['xx.xx.xx.xx--...', 150, 2, 0, 0, 0], // 2 pieces
    ['x------xx-------', 130, 2, 0, 0, 0], // 2 pieces
    ['......x---x-x-x-', 300, 1, 0, 0, 0], // 2 pieces
    ['......x-x---x---', 300, 1, 0, 0, 0], // 2 pieces
    ['x-------x-----xx', 120, 1, 0, 0, 0], // 2 pieces
  ],
  'chords 3/4': [
    ['x-x-x-x-x-x-', 300, 12, 200, 0, 80], // 5 pieces
    ['x----------.', 300, 26, 157, 6, 0], // 7 pieces
    ['x-------x---', 300, 1, 136, 0, 0], // 2 pieces
    ['x---x---x---', 300, 0, 13, 0, 40], // 2 pieces
    ['x---x-----..', 300, 0, 25, 0, 4], // 2 pieces
  ],
} as const;
