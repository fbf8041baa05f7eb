/** Finds the key of a piece from its chords, with the stated or estimated key as a hint that may be the relative one. */

import { type Chord, chordTones, modulo } from '../../plugin/internal.ts';

/** The learned grammars. */
export type Family = 'major' | 'minor';

const SCALES: Readonly<Record<Family, readonly number[]>> = {
  major: [0, 2, 4, 5, 7, 9, 11],
  minor: [0, 2, 3, 5, 7, 8, 10, 11], // natural, with the leading tone of the cadence
};

/** A key, and the share of known chords in it. */
export interface FoundKey {
  readonly tonic: number;
  readonly family: Family;
  readonly diatonic: number;
}

/** The key that contains most chords, starts or ends on its tonic chord and agrees with the hints; null without chords. */
export function findKey(
  chords: readonly (Chord | null)[],
  ...hints: readonly ({ tonic: number; family: Family } | null)[]
): FoundKey | null {
  const known = chords.filter((chord) => chord !== null);
  if (known.length < 4) return null;
  let best: (FoundKey & { score: number }) | null = null;
  for (const family of ['major', 'minor'] as const) {
    for (let tonic = 0; tonic < 12; tonic++) {
      const isTonic = (chord: Chord) =>
        chord.root === tonic && chordTones(chord).includes(modulo(tonic + (family === 'major' ? 4 : 3), 12));
      const inKey = known.filter((chord) =>
        chordTones(chord).every((tone) => SCALES[family].includes(modulo(tone - tonic, 12))),
      );
      const diatonic = inKey.length / known.length;
      let score = diatonic + (0.6 * known.filter(isTonic).length) / known.length;
      if (isTonic(known[known.length - 1]!)) score += 0.3;
      if (isTonic(known[0]!)) score += 0.15;
      hints.forEach((hint, i) => {
        if (hint?.tonic === tonic && hint.family === family) score += i === 0 ? 0.25 : 0.1;
      });
      if (!best || score > best.score) best = { tonic, family, diatonic, score };
    }
  }
  return best;
}
