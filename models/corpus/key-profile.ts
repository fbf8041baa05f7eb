/** Estimates the key of a melody by its pitch-class profile (Krumhansl & Kessler 1982). */

import { modulo, type PitchClass } from '../../plugin/headless.ts';

/** Probe-tone ratings of the twelve pitch classes above a tonic. */
const MAJOR = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88];
const MINOR = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17];

/** An estimated key and how well its profile correlates, -1..1. */
export interface KeyEstimate {
  readonly tonic: PitchClass;
  readonly mode: 'major' | 'minor';
  readonly confidence: number;
}

/** The key whose profile correlates best with how long each pitch class sounds. */
export function estimateKey(notes: readonly { readonly pitch: number; readonly duration: number }[]): KeyEstimate {
  const weight = new Array<number>(12).fill(0);
  for (const { pitch, duration } of notes) weight[modulo(pitch, 12)]! += duration;
  let best: KeyEstimate = { tonic: 0, mode: 'major', confidence: Number.NEGATIVE_INFINITY };
  for (let tonic = 0; tonic < 12; tonic++) {
    const turned = weight.map((_, degree) => weight[(degree + tonic) % 12]!);
    for (const [mode, profile] of [
      ['major', MAJOR],
      ['minor', MINOR],
    ] as const) {
      const confidence = correlation(turned, profile);
      if (confidence > best.confidence) best = { tonic, mode, confidence };
    }
  }
  return best;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return aa === 0 ? 0 : ab / Math.sqrt(aa * bb);
}
