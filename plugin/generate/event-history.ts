/** The events of a melody so far, with the queries that look-back needs. */

import { REST } from './tokens.ts';

/** Events so far, oldest first. */
export interface EventHistory {
  readonly pitch: ArrayLike<number>;
  readonly duration: ArrayLike<number>;
  /** Onset in 1/24 of a quarter note from any bar line; unused without meter. */
  readonly onset: ArrayLike<number>;
}

/** A melody up to a step: the events `from <= i < to` of a history that only grows, and where the next one begins. */
export interface LineSoFar {
  readonly history: EventHistory;
  readonly from: number;
  readonly to: number;
  /** Onset of the next event. */
  readonly onset: number;
  /** Length of a bar in 1/24 of a quarter note; 0 without meter. */
  readonly bar: number;
}

/** The line before the first event. */
export const NO_LINE: LineSoFar = { history: { pitch: [], duration: [], onset: [] }, from: 0, to: 0, onset: 0, bar: 0 };

/** Distances, in bars, at which look-back compares a melody with itself. */
export const LOOKBACK_BARS = [1, 2, 4, 8] as const;
/** Longest agreement that is counted, in events. */
export const MOST_AGREEMENT = 16;

/** Index of the event that starts at an onset, or -1. */
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

/** Index of the last note (not rest) at or after `from` and before `index`, or -1. */
export function soundingBefore({ pitch }: EventHistory, from: number, index: number): number {
  let before = index - 1;
  while (before >= from && pitch[before] === REST) before--;
  return before >= from ? before : -1;
}

/** Index of the last band whose lower bound is at most the value. */
export function bandOf(bands: readonly number[], value: number): number {
  let band = 0;
  while (band + 1 < bands.length && value >= bands[band + 1]!) band++;
  return band;
}
