/** Estimates the key of a melody by its pitch-class profile (Krumhansl & Kessler 1982). */

import { modulo, type PitchClass } from '../../plugin/internal.ts';

/** Probe-tone ratings of the twelve pitch classes above a tonic. */
export const KEY_PROFILES = {
  major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
  minor: [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
} as const;

/** An estimated key, with the correlation of its profile, -1..1. */
export interface KeyEstimate {
  readonly tonic: PitchClass;
  readonly mode: 'major' | 'minor';
  readonly confidence: number;
}

/** A pitch and its duration. */
export interface Sounding {
  readonly pitch: number;
  readonly duration: number;
}

/** Total duration of each of the twelve pitch classes. */
export function weightsOf(notes: readonly Sounding[]): number[] {
  const weight = new Array<number>(12).fill(0);
  for (const { pitch, duration } of notes) weight[modulo(pitch, 12)]! += duration;
  return weight;
}

/** Correlation of the major and minor profile on each tonic with the durations, -1..1. */
export function correlations(weight: readonly number[]): Readonly<Record<'major' | 'minor', readonly number[]>> {
  const by = (profile: readonly number[]) =>
    weight.map((_, tonic) =>
      correlation(
        weight.map((_, degree) => weight[(degree + tonic) % 12]!),
        profile,
      ),
    );
  return { major: by(KEY_PROFILES.major), minor: by(KEY_PROFILES.minor) };
}

/** The key whose profile correlates best with the durations of pitch classes. */
export function estimateKey(notes: readonly Sounding[]): KeyEstimate {
  const fits = correlations(weightsOf(notes));
  let best: KeyEstimate = { tonic: 0, mode: 'major', confidence: Number.NEGATIVE_INFINITY };
  for (let tonic = 0; tonic < 12; tonic++)
    for (const mode of ['major', 'minor'] as const)
      if (fits[mode][tonic]! > best.confidence) best = { tonic, mode, confidence: fits[mode][tonic]! };
  return best;
}

/** Pearson's correlation; 0 where `a` is constant. */
export function correlation(a: readonly number[], b: readonly number[]): number {
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
