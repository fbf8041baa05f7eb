/** Confidence intervals of shares by the bootstrap (Efron 1979): passages are resampled with replacement, seeded. */

import { mean as libraryMean, quantileSorted } from 'simple-statistics';
import { type NormalRange, random } from '../../plugin/internal.ts';

/** Counts in one passage: `found` out of `of`. */
export interface Counted {
  readonly found: number;
  readonly of: number;
}

/** A share over all passages with its 95 % interval; NaN if there is nothing to count. */
export interface ShareInterval {
  readonly share: NormalRange;
  readonly low: NormalRange;
  readonly high: NormalRange;
}

/** Number of resamples; with 2,000 the interval is stable in the third digit. */
const DRAWS = 2000;

/**
 * The pooled share and its 95 % interval. Whole passages are resampled, because the events of one passage are correlated. If
 * nothing was found, no resample finds anything; then the upper end is that of Clopper & Pearson (1934) for independent
 * events, 1 - 0.025^(1/n).
 */
export function shareInterval(passages: readonly Counted[], seed: string): ShareInterval {
  const chance = random(seed);
  const shares = Array.from({ length: DRAWS }, () => {
    let found = 0;
    let of = 0;
    for (let i = 0; i < passages.length; i++) {
      const drawn = passages[chance.int(passages.length)]!;
      found += drawn.found;
      of += drawn.of;
    }
    return found / of;
  });
  const found = passages.reduce((sum, passage) => sum + passage.found, 0);
  const of = passages.reduce((sum, passage) => sum + passage.of, 0);
  const high = found === 0 ? 1 - 0.025 ** (1 / of) : quantile(shares, 0.975);
  return { share: round(found / of), low: round(quantile(shares, 0.025)), high: round(high) };
}

/** The quantile of values, linearly interpolated; NaN for no values. */
export function quantile(values: readonly number[], share: NormalRange): number {
  return values.length === 0 ? Number.NaN : quantileSorted([...values].sort(ascending), share);
}

/** The mean; NaN for no values. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : libraryMean([...values]);
}

/** The mean; 0 for no values. */
export function meanOrZero(values: readonly number[]): number {
  return values.length === 0 ? 0 : libraryMean([...values]);
}

const ascending = (a: number, b: number): number => a - b;

/** Rounds to four decimal places, as figures are reported. */
export function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
