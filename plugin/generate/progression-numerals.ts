/** Conversion between Roman numerals and chords, for hand-written progressions. Numerals are relative to the major scale. */

import type { Chord, Quality } from '../music/harmony.ts';

const DEGREES = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii'];
const SEMITONES = [0, 2, 4, 5, 7, 9, 11];
const NAMES = ['I', 'bII', 'II', 'bIII', 'III', 'IV', '#IV', 'V', 'bVI', 'VI', 'bVII', 'VII'];

const SUFFIXES: readonly (readonly [suffix: string, major: Quality, minor: Quality])[] = [
  ['', 'maj', 'min'],
  ['7', 'dom7', 'min7'],
  ['maj7', 'maj7', 'maj7'],
  ['o', 'dim', 'dim'],
  ['o7', 'dim7', 'dim7'],
  ['ø', 'm7b5', 'm7b5'],
  ['+', 'aug', 'aug'],
  ['sus2', 'sus2', 'sus2'],
  ['sus4', 'sus4', 'sus4'],
  ['6', 'maj6', 'min6'],
  ['5', 'power', 'power'],
];

/**
 * Reads a numeral: `IV`, `bVII`, `iiø`, `V7`, `Isus2`, `i5`. Upper case is major, lower case minor.
 * @throws RangeError naming an invalid numeral.
 */
export function parseNumeral(numeral: string): Chord {
  const match = /^([b#]?)(vii|vi|iv|v|iii|ii|i)(.*)$/i.exec(numeral);
  const suffix = SUFFIXES.find(([text]) => text === match?.[3]);
  if (!match || !suffix) throw new RangeError(`numeral '${numeral}' is invalid; write one like IV, bVII, iiø or V7`);
  const degree = match[2]!;
  const accidental = match[1] === 'b' ? 11 : match[1] === '#' ? 1 : 0;
  const root = (SEMITONES[DEGREES.indexOf(degree.toLowerCase())]! + accidental) % 12;
  return { root, quality: degree === degree.toUpperCase() ? suffix[1] : suffix[2] };
}

/** Reads numerals separated by spaces. @throws RangeError naming an invalid numeral. */
export function parseNumerals(line: string): readonly Chord[] {
  return line
    .split(' ')
    .filter((word) => word !== '' && word !== '|')
    .map(parseNumeral);
}

/** A chord as a numeral, e.g. `bVII` or `iiø`. */
export function numeralOf({ root, quality }: Chord): string {
  const suffix = SUFFIXES.find(([, major, minor]) => major === quality || minor === quality)!;
  const minor = suffix[2] === quality && suffix[1] !== quality;
  const small = minor || quality === 'dim' || quality === 'dim7' || quality === 'm7b5';
  const name = NAMES[root]!;
  return (small ? name.replace(/[IV]+/, (letters) => letters.toLowerCase()) : name) + suffix[0];
}
