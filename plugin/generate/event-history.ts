/** The events of a line so far, and what look-back asks of them. */

import { REST } from './tokens.ts';

/** Events so far, oldest first. */
export interface EventHistory {
  readonly pitch: ArrayLike<number>;
  readonly duration: ArrayLike<number>;
  /** Onset in 1/24 of a quarter note from any bar line; not read without meter. */
  readonly onset: ArrayLike<number>;
}

/** How many bars back a line listens to itself. */
export const LOOKBACK_BARS = [1, 2, 4, 8] as const;
/** Agreement beyond this is not counted. */
export const MOST_AGREEMENT = 16;

/** The event that starts at an onset, or -1. */
export function eventAt({ onset }: EventHistory, from: number, to: number, wanted: number): number {
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = onset[middle]!;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The last event from `from` on and before `index` that is no rest, or -1. */
export function soundingBefore({ pitch }: EventHistory, from: number, index: number): number {
  let before = index - 1;
  while (before >= from && pitch[before] === REST) before--;
  return before >= from ? before : -1;
}

/** The last band that a number reaches. */
export function bandOf(bands: readonly number[], value: number): number {
  let band = 0;
  while (band + 1 < bands.length && value >= bands[band + 1]!) band++;
  return band;
}
