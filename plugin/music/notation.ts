/** Notes as text, as a game developer types them: `"E4:1 G4:1 A4:2"`, names and lengths in quarter notes. */

import type { MidiPitch } from './pitch.ts';

/** One written note or, with `pitch` null, a rest. */
export interface WrittenNote {
  readonly pitch: MidiPitch | null;
  /** Length in quarter notes, above 0. */
  readonly quarters: number;
}

const WORD = /^(?:([A-Ga-g])([#b]?)(-?\d)|r)(?::(\d+(?:\.\d+)?|\.\d+)(?:\/(\d+))?)?$/;
const LETTERS: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
/** Longest note: four bars of 4/4. */
const LONGEST = 16;

/**
 * Reads notes: letter, `#` or `b`, octave (C4 is middle C), then `:` and the length in quarter notes (`1`, `0.5`, `1/3`;
 * 1 where it is left out); `r` rests.
 * @throws TypeError that names the owner and the word that is wrong.
 */
export function parseNotes(text: string, owner: string): readonly WrittenNote[] {
  const words = text.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) throw new TypeError(`${owner} has no notes; write some, e.g. 'E4:1 G4:1 A4:2'`);
  return words.map((word) => {
    const found = WORD.exec(word);
    const [, letter, accidental, octave, length = '1', divisor = '1'] = found ?? [];
    const quarters = Number(length) / Number(divisor);
    if (!found || !(quarters > 0 && quarters <= LONGEST)) {
      throw new TypeError(
        `${owner}: '${word}' is no note; write letter, octave and quarter notes, e.g. E4:1, F#5:0.5, Bb3:2, or r:1 for a rest`,
      );
    }
    if (letter === undefined) return { pitch: null, quarters };
    const shift = accidental === '#' ? 1 : accidental === 'b' ? -1 : 0;
    return { pitch: 12 * (Number(octave) + 1) + LETTERS[letter.toUpperCase()]! + shift, quarters };
  });
}
