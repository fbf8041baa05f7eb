/** Spearman's rank correlation (1904). */

import { sampleRankCorrelation } from 'simple-statistics';

/** The correlation of two lists of equal length, -1..1; equal values share their mean rank. 0 if one list is constant. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError(`spearman: ${a.length} and ${b.length} values; give pairs`);
  // The correlation with a constant is undefined; the library returns NaN.
  return sampleRankCorrelation([...a], [...b]) || 0;
}
