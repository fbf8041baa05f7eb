/** Spearman's rank correlation (1904). */

import { mean } from './interval.ts';

/**
 * The correlation of two lists of equal length, -1..1; equal values share their mean rank. 0 if one list is constant.
 */
export function spearman(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError(`spearman: ${a.length} and ${b.length} values; give pairs`);
  const [x, y] = [ranks(a), ranks(b)];
  const middle = mean(x);
  let product = 0;
  let squaresX = 0;
  let squaresY = 0;
  x.forEach((rank, i) => {
    product += (rank - middle) * (y[i]! - middle);
    squaresX += (rank - middle) ** 2;
    squaresY += (y[i]! - middle) ** 2;
  });
  return product === 0 ? 0 : product / Math.sqrt(squaresX * squaresY);
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const found = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to++;
    for (let k = from; k <= to; k++) found[order[k]!] = (from + to) / 2;
    from = to + 1;
  }
  return found;
}
