/** Parses the list of mood-tagged progressions (numerals in its own notation) into chord tokens. */

import { readFileSync } from 'node:fs';
import type { ChordToken } from '../../plugin/internal.ts';
import type { Family } from './progression-key.ts';

interface Listed {
  readonly mode: 'major' | 'minor' | 'modal';
  readonly chords: readonly string[];
}

const DEGREES = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii'];
const MAJOR = [0, 2, 4, 5, 7, 9, 11];
const MINOR = [0, 2, 3, 5, 7, 8, 10];

/** In minor entries VI is the natural sixth degree; elsewhere numerals count from the major scale. */
function tokenOf(numeral: string, mode: Listed['mode']): ChordToken | null {
  const match = /^([b#]?)(vii|vi|iv|v|iii|ii|i)(.*)$/i.exec(numeral);
  if (!match) return null;
  const [, accidental, name, suffix] = match as unknown as [string, string, string, string];
  const degree = DEGREES.indexOf(name.toLowerCase());
  const root =
    ((mode === 'minor' ? MINOR : MAJOR)[degree]! + (accidental === 'b' ? 11 : accidental === '#' ? 1 : 0)) % 12;
  const small = name === name.toLowerCase() || /^m($|[^a])/.test(suffix);
  if (/dim/.test(suffix) || (mode === 'major' && accidental === '' && degree === 6)) return `${root}:dim`;
  if (!small && (/dom7/.test(suffix) || (suffix === '7' && root === 7))) return `${root}:dom7`;
  return `${root}:${small ? 'min' : 'maj'}`;
}

/** All readable progressions of the list; modal ones belong to the family of their tonic chord. */
export function listedProgressions(path: string): { family: Family; tokens: ChordToken[] }[] {
  const listed = JSON.parse(readFileSync(path, 'utf8')) as readonly Listed[];
  return listed.flatMap(({ mode, chords }) => {
    const tokens = chords.map((chord) => tokenOf(chord, mode));
    if (tokens.includes(null)) return [];
    const joined = (tokens as ChordToken[]).filter((token, i) => token !== tokens[i - 1]);
    const family = mode === 'modal' ? (joined.includes('0:min') ? 'minor' : 'major') : mode;
    return joined.length >= 2 ? [{ family, tokens: joined }] : [];
  });
}
