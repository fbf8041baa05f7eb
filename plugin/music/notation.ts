/** Notes as text, as game developers write them: `"E4:1 G4:1 A4:2"`, names and lengths in quarter notes. */

import { NOTES_LETTERS, SHORTEST_QUARTERS, WRITTEN_NOTES } from './limits.ts';
import type { MidiPitch } from './pitch.ts';

/** One written note; a rest if `pitch` is null. */
export interface WrittenNote {
  readonly pitch: MidiPitch | null;
  /** Length in quarter notes, above 0. */
  readonly quarters: number;
}

const WORD = /^(?:([A-Ga-g])([#b]?)(-?\d)|r)(?::(\d+(?:\.\d+)?|\.\d+)(?:\/(\d+))?)?$/;
const LETTERS: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
/** Longest note: four bars of 4/4. */
const LONGEST = 16;
/** Characters of a word that an error shows. */
const SHOWN = 40;

/**
 * Parses notes: letter, `#` or `b`, octave (C4 is middle C), then `:` and the length in quarter notes (`1`, `0.5`, `1/3`;
 * default 1); `r` is a rest.
 * @throws TypeError or RangeError that names the owner and the word that is wrong.
 */
export function parseNotes(text: string, owner: string): readonly WrittenNote[] {
  if (text.length > NOTES_LETTERS)
    throw new RangeError(`${owner}: its notes have ${text.length} characters; at most ${NOTES_LETTERS} are read`);
  const words = text.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) throw new TypeError(`${owner} has no notes; write some, e.g. 'E4:1 G4:1 A4:2'`);
  checkCount(owner, words.length);
  return words.map((word) => {
    const found = WORD.exec(word);
    const [, letter, accidental, octave, length = '1', divisor = '1'] = found ?? [];
    const quarters = Number(length) / Number(divisor);
    if (!found || !(quarters > 0 && quarters <= LONGEST)) {
      throw new TypeError(
        `${owner}: '${word.slice(0, SHOWN)}' is not a note; write letter, octave and quarter notes, e.g. E4:1, F#5:0.5, Bb3:2, or r:1 for a rest`,
      );
    }
    checkShortest(`${owner}: '${word.slice(0, SHOWN)}'`, quarters);
    if (letter === undefined) return { pitch: null, quarters };
    const shift = accidental === '#' ? 1 : accidental === 'b' ? -1 : 0;
    return { pitch: 12 * (Number(octave) + 1) + LETTERS[letter.toUpperCase()]! + shift, quarters };
  });
}

/** @throws RangeError if there are too many notes. */
export function checkCount(owner: string, count: number): void {
  if (count > WRITTEN_NOTES) throw new RangeError(`${owner} has ${count} notes; at most ${WRITTEN_NOTES} are read`);
}

/** @throws RangeError if a note, named by `what`, is shorter than a 128th. */
export function checkShortest(what: string, quarters: number): void {
  if (quarters < SHORTEST_QUARTERS)
    throw new RangeError(`${what} lasts ${quarters} quarter notes; the shortest is a 128th, ${SHORTEST_QUARTERS}`);
}
