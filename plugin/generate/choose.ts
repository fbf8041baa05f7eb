/** Choosing a symbol from log-probabilities: temperature, nucleus (Holtzman et al. 2020), then chance. */

import type { Random } from '../music/random.ts';

/** How adventurous a choice is. */
export interface Taste {
  /** Above 0; log-probabilities are divided by it. */
  readonly temperature: number;
  /** Share of probability that is kept, most likely symbols first. */
  readonly topP: number;
}

/** A chosen symbol and its log-probability before temperature and nucleus. */
export interface Choice {
  readonly symbol: number;
  readonly logProbability: number;
}

/**
 * Chooses one of `width` symbols of a row; `bias` is added to each symbol's log-probability, -Infinity forbids it.
 * Returns null where all are forbidden.
 */
export function choose(
  logits: ArrayLike<number>,
  offset: number,
  width: number,
  bias: (symbol: number) => number,
  taste: Taste,
  chance: Random,
): Choice | null {
  const scores = new Float64Array(width);
  let top = Number.NEGATIVE_INFINITY;
  for (let symbol = 0; symbol < width; symbol++) {
    const score = logits[offset + symbol]! + bias(symbol);
    scores[symbol] = score;
    if (score > top) top = score;
  }
  if (top === Number.NEGATIVE_INFINITY) return null;
  let plainTotal = 0;
  const weights = new Float64Array(width);
  let total = 0;
  for (let symbol = 0; symbol < width; symbol++) {
    plainTotal += Math.exp(scores[symbol]! - top);
    weights[symbol] = Math.exp((scores[symbol]! - top) / taste.temperature);
    total += weights[symbol]!;
  }
  const order = Array.from(weights.keys()).sort((a, b) => weights[b]! - weights[a]! || a - b);
  let kept = 0;
  let count = 0;
  while (count < width && kept < taste.topP * total) kept += weights[order[count++]!]!;
  let left = chance.next() * kept;
  let symbol = order[0]!;
  for (let i = 0; i < count; i++) {
    symbol = order[i]!;
    left -= weights[symbol]!;
    if (left < 0) break;
  }
  return { symbol, logProbability: scores[symbol]! - top - Math.log(plainTotal) };
}

/** Log-softmax of a row, in place. */
export function logSoftmaxRow(values: Float32Array | Float64Array, offset: number, width: number): void {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < width; i++) top = Math.max(top, values[offset + i]!);
  let total = 0;
  for (let i = 0; i < width; i++) total += Math.exp(values[offset + i]! - top);
  const shift = top + Math.log(total);
  for (let i = 0; i < width; i++) values[offset + i]! -= shift;
}
