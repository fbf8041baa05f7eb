/** How sure a share is: passages are drawn again and again with replacement (the bootstrap of Efron 1979), by seeded chance. */

import { type NormalRange, random } from '../../plugin/internal.ts';

/** A share of things in one passage: `found` out of `of`. */
export interface Counted {
  readonly found: number;
  readonly of: number;
}

/** A share over all passages, and the interval that holds it in 95 of 100 draws; NaN where there is nothing to count. */
export interface ShareInterval {
  readonly share: NormalRange;
  readonly low: NormalRange;
  readonly high: NormalRange;
}

/** Draws; with 2,000 the ends of the interval are steady in the third digit. */
const DRAWS = 2000;

/**
 * The pooled share and its 95 % interval. Whole passages are drawn, since what stands in one passage hangs together. Where
 * nothing was found no draw finds anything, but that is not to know it: then the upper end is where 25 in 1,000 such
 * counts would still be nought, each thing taken for itself (1 - 0.025^(1/n), Clopper & Pearson 1934).
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

/** The value below which a share of the values lies, between neighbours in a straight line; NaN for no values. */
export function quantile(values: readonly number[], share: NormalRange): number {
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  const high = Math.ceil(place);
  return low < 0 ? Number.NaN : sorted[low]! + (sorted[high]! - sorted[low]!) * (place - low);
}

/** The mean; NaN for no values. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Four digits after the point, as figures are reported. */
export function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
