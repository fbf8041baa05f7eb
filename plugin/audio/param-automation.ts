/**
 * A gain that moves in straight lines. Since its value at any time is known in closed form, a movement can be broken
 * off anywhere and another begun without a jump, on every browser (`cancelAndHoldAtTime` is not everywhere).
 */

import type { Seconds } from '../music/time.ts';
import type { FadeCurve } from '../soundtrack/transition-options.ts';

/** A corner of the line. */
export interface AutomationPoint {
  readonly time: Seconds;
  readonly value: number;
}

/** The part of an AudioParam, native or Tone's, that a line is drawn on. */
export interface Drawable {
  setValueAtTime(value: number, time: Seconds): unknown;
  linearRampToValueAtTime(value: number, time: Seconds): unknown;
  cancelScheduledValues(time: Seconds): unknown;
}

/** Draws straight lines on a parameter and knows its value at any time. */
export class ParamAutomation {
  #corners: AutomationPoint[];
  readonly #param: Drawable;

  /**
   * Holds `value` from `time` on, or goes through corners from there.
   * @param corners ascending, none before `time`.
   */
  constructor(param: Drawable, value: number, time: Seconds, corners: readonly AutomationPoint[] = []) {
    this.#param = param;
    this.#corners = [{ time, value }, ...corners];
    param.setValueAtTime(value, time);
    for (const corner of corners) param.linearRampToValueAtTime(corner.value, corner.time);
  }

  /** The value at a time; before the first corner that is still known, that corner's. */
  valueAt(time: Seconds): number {
    const corners = this.#corners;
    let next = corners.length;
    while (next > 0 && corners[next - 1]!.time > time) next--;
    const before = corners[next - 1] ?? corners[0]!;
    const after = corners[next];
    if (after === undefined || after.time <= before.time) return before.value;
    return before.value + ((after.value - before.value) * (time - before.time)) / (after.time - before.time);
  }

  /**
   * Goes through the corners from `time` on, in place of whatever was to come; the value at `time` stays what it was.
   * @param corners ascending, none before `time`.
   */
  rampThrough(time: Seconds, corners: readonly AutomationPoint[]): void {
    const from = { time, value: this.valueAt(time) };
    this.#param.cancelScheduledValues(time);
    // Ends the line under way just where it would have been; on a level line this is its old value.
    this.#param.linearRampToValueAtTime(from.value, time);
    for (const { value, time: at } of corners) this.#param.linearRampToValueAtTime(value, at);
    // One corner of the past is enough to know the value now.
    const past = this.#corners.filter((corner) => corner.time < time);
    this.#corners = [...past.slice(-1 - LOOK_BACK), from, ...corners];
  }
}

/** Corners kept from before a new movement, for callers that draw ahead of time and ask for the present value. */
const LOOK_BACK = 64;

/** Shorter fades click. */
export const SHORTEST_FADE: Seconds = 0.005;

/** How finely curves are drawn; 32 lines a quarter sine are within 0.03 % of it. */
const STEPS = 32;

/**
 * The corners of an equal-power move: the value goes along the sine from where it is, so that two of these, one up and
 * one down at the same time, keep the summed power of unlike sounds constant.
 * @param from 0..1; `to` 0 or 1.
 */
export function equalPowerCorners(
  from: number,
  to: 0 | 1,
  time: Seconds,
  duration: Seconds,
): readonly AutomationPoint[] {
  const start = Math.asin(Math.min(1, Math.max(0, from)));
  const end = to === 1 ? Math.PI / 2 : 0;
  return Array.from({ length: STEPS }, (_, i) => {
    const share = (i + 1) / STEPS;
    return { time: time + duration * share, value: share === 1 ? to : Math.sin(start + (end - start) * share) };
  });
}

/** The corners of a fade from a gain of 0..1 to silence or to all, along a curve. */
export function fadeCorners(
  from: number,
  to: 0 | 1,
  time: Seconds,
  duration: Seconds,
  curve: FadeCurve = 'power',
): readonly AutomationPoint[] {
  return curve === 'linear' ? [{ time: time + duration, value: to }] : equalPowerCorners(from, to, time, duration);
}
