/** Names of notes as a musician writes them in a key: F♯ lydian has B♯, not C. */

import type { Tonic } from 'phaser-adaptive-music/headless';

/** The letters in fifths; each step up from B or down from F adds a sharp or a flat. */
const FIFTHS = 'FCGDAEB';
/** Steps in fifths from the key note to the note some semitones above it. */
const STEPS = [0, -5, 2, -3, 4, -1, 6, 1, -4, 3, -2, 5] as const;

/** The name of the note some semitones above a key note, with ♯ and ♭. */
export function noteName(tonic: Tonic, semitones: number): string {
  const accidental = { '#': 7, b: -7 }[tonic[1] ?? ''] ?? 0;
  const at = FIFTHS.indexOf(tonic[0]!) + accidental + STEPS[((semitones % 12) + 12) % 12]!;
  const bends = Math.floor(at / 7);
  return FIFTHS[at - 7 * bends]! + (bends > 0 ? '♯' : '♭').repeat(Math.abs(bends));
}
