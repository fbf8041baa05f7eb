/** Samples a symbol from log-probabilities: temperature, then nucleus (Holtzman et al. 2020). */

import type { Random } from '../music/random.ts';

/** Sampling parameters. */
export interface Taste {
  /** Above 0; log-probabilities are divided by it. */
  readonly temperature: number;
  /** Share of probability that is kept, likeliest symbols first. */
  readonly topP: number;
}

/** A chosen symbol and its log-probability before temperature and nucleus. */
export interface Choice {
  readonly symbol: number;
  readonly logProbability: number;
}

/** The sampling distribution of a row. */
export interface Odds {
  /** Log-probabilities after bias, not normalized; -Infinity = forbidden. */
  readonly scores: Float64Array;
  /** Log-sum-exp of the scores. */
  readonly total: number;
  /** Symbols in descending order of probability; those at index `kept` and later are never drawn. */
  readonly order: readonly number[];
  readonly kept: number;
  /** Weights after temperature; `mass` is the sum of the kept ones. */
  readonly weights: Float64Array;
  readonly mass: number;
}

/**
 * The sampling distribution of the `width` symbols of a row; `bias` is added to each symbol's log-probability, -Infinity
 * forbids it. Null if all are forbidden.
 */
export function oddsOf(
  logits: ArrayLike<number>,
  offset: number,
  width: number,
  bias: (symbol: number) => number,
  taste: Taste,
): Odds | null {
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
  let all = 0;
  for (let symbol = 0; symbol < width; symbol++) {
    plainTotal += Math.exp(scores[symbol]! - top);
    weights[symbol] = Math.exp((scores[symbol]! - top) / taste.temperature);
    all += weights[symbol]!;
  }
  const order = byWeight(weights);
  let mass = 0;
  let kept = 0;
  while (kept < width && mass < taste.topP * all) mass += weights[order[kept++]!]!;
  return { scores, total: top + Math.log(plainTotal), order, kept, weights, mass };
}

/** Symbols in descending order of weight; of equal ones, the lower first. Forbidden ones, the majority, are not sorted. */
function byWeight(weights: Float64Array): number[] {
  const order: number[] = [];
  for (let symbol = 0; symbol < weights.length; symbol++) if (weights[symbol]! > 0) order.push(symbol);
  order.sort((a, b) => weights[b]! - weights[a]! || a - b);
  for (let symbol = 0; symbol < weights.length; symbol++) if (!(weights[symbol]! > 0)) order.push(symbol);
  return order;
}

/** Samples a symbol. */
export function draw(odds: Odds, chance: Random): Choice {
  const { order, kept, weights, mass } = odds;
  let left = chance.next() * mass;
  let symbol = order[0]!;
  for (let i = 0; i < kept; i++) {
    symbol = order[i]!;
    left -= weights[symbol]!;
    if (left < 0) break;
  }
  return taken(odds, symbol);
}

/** A given symbol as a choice, with its log-probability. */
export function taken({ scores, total }: Odds, symbol: number): Choice {
  return { symbol, logProbability: scores[symbol]! - total };
}

/** The probability that a symbol is drawn, 0..1. */
export function chanceOf({ order, kept, weights, mass }: Odds, symbol: number): number {
  return order.indexOf(symbol) < kept ? weights[symbol]! / mass : 0;
}

/** Log-sum-exp of a row. */
export function logTotal(values: Float32Array | Float64Array, offset: number, width: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < width; i++) top = Math.max(top, values[offset + i]!);
  let total = 0;
  for (let i = 0; i < width; i++) total += Math.exp(values[offset + i]! - top);
  return top + Math.log(total);
}

/** Log-softmax of a row, in place. */
export function logSoftmaxRow(values: Float32Array | Float64Array, offset: number, width: number): void {
  const shift = logTotal(values, offset, width);
  for (let i = 0; i < width; i++) values[offset + i]! -= shift;
}
