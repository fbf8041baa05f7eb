import { describe, expect, test } from 'vitest';
import { readNotes } from '../../models/cli/note-text.ts';
import { hearKey, hearMelodyKey } from '../../plugin/music/key.ts';
import { type Mode, TONICS } from '../../plugin/music/pitch.ts';

const notesOf = (text: string) =>
  readNotes('tune', text).map(({ pitch, durationTicks }) => ({ pitch, duration: durationTicks }));

const tunes = {
  'Mary Had a Little Lamb': ['E4:1 D4:1 C4:1 D4:1 E4:1 E4:1 E4:2', 'C ionian'],
  'Twinkle, Twinkle': ['C4:1 C4:1 G4:1 G4:1 A4:1 A4:1 G4:2', 'C ionian'],
  'Frère Jacques': ['C4:1 D4:1 E4:1 C4:1 C4:1 D4:1 E4:1 C4:1', 'C ionian'],
  'Ode to Joy': ['E4:1 E4:1 F4:1 G4:1 G4:1 F4:1 E4:1 D4:1 C4:1 C4:1 D4:1 E4:1 E4:1.5 D4:0.5 D4:2', 'C ionian'],
  'Ode to Joy in even notes': [
    'E4:1 E4:1 F4:1 G4:1 G4:1 F4:1 E4:1 D4:1 C4:1 C4:1 D4:1 E4:1 E4:1 D4:1 D4:1',
    'C ionian',
  ],
  'Jingle Bells': ['E4:1 E4:1 E4:2 E4:1 E4:1 E4:2 E4:1 G4:1 C4:1 D4:1 E4:1', 'C ionian'],
  'Jingle Bells to its long note': ['E4:1 E4:1 E4:2 E4:1 E4:1 E4:2 E4:1 G4:1 C4:1.5 D4:0.5 E4:4', 'C ionian'],
  'When the Saints': ['C4:1 E4:1 F4:1 G4:3 C4:1 E4:1 F4:1 G4:3', 'C ionian'],
  'London Bridge': ['G4:1.5 A4:0.5 G4:1 F4:1 E4:1 F4:1 G4:2', 'C ionian'],
  'one note': ['E4:1', 'E ionian'],
  'a minor chord': ['A4:1 C5:1 E5:1', 'A aeolian'],
  'Joshua Fought the Battle': ['D4:1 C#4:1 D4:1 E4:1 F4:1 F4:1 G4:1 G4:1 A4:2', 'D harmonic minor'],
  'a dorian line': ['D4:1 A4:1 B4:1 A4:1 F4:1 E4:1 D4:1 C4:1 D4:1 F4:1 A4:1 B4:1 A4:1 D4:2', 'D dorian'],
} satisfies Record<string, [string, string]>;

describe('the key of a melody', () => {
  test.each(Object.entries(tunes))('%s', (_, [text, key]) => {
    const { tonic, mode } = hearMelodyKey(notesOf(text));
    expect(`${tonic} ${mode}`).toBe(key);
  });

  test('moves with the notes', () => {
    const notes = notesOf(tunes['Mary Had a Little Lamb'][0]);
    for (const [semitones, tonic] of TONICS.entries())
      expect(hearMelodyKey(notes.map((note) => ({ ...note, pitch: note.pitch + semitones })))).toMatchObject({
        tonic,
        mode: 'ionian',
      });
  });

  test('is in a mode that is asked for', () => {
    const modes: Mode[] = ['whole tone'];
    expect(hearMelodyKey(notesOf('E4:1 D4:1 C4:2'), modes)).toMatchObject({ tonic: 'C', mode: 'whole tone' });
    expect(() => hearMelodyKey([])).toThrow(/at least one note/);
  });
});

test('a piece is never heard in a rare scale', () => {
  for (const [text] of Object.values(tunes))
    expect(['whole tone', 'locrian']).not.toContain(hearKey(notesOf(text)).mode);
});
