/**
 * Piecewise linear automation of a parameter. Its value at any time is known in closed form, so a ramp can be interrupted
 * anywhere without a jump, in every browser (`cancelAndHoldAtTime` is not available everywhere).
 */

import type { Seconds } from '../music/time.ts';
import type { FadeCurve } from '../soundtrack/transition-options.ts';

/** A point of an automation curve. */
export interface AutomationPoint {
  readonly time: Seconds;
  readonly value: number;
}

/** The methods of an AudioParam, native or Tone's, that automation uses. */
export interface Drawable {
  setValueAtTime(value: number, time: Seconds): unknown;
  linearRampToValueAtTime(value: number, time: Seconds): unknown;
  cancelScheduledValues(time: Seconds): unknown;
}

/** Schedules linear ramps on a parameter and knows its value at any time. */
export class ParamAutomation {
  #corners: AutomationPoint[];
  readonly #param: Drawable;

  /**
   * Holds `value` from `time` on, or ramps through points from there.
   * @param corners ascending, none before `time`.
   */
  constructor(param: Drawable, value: number, time: Seconds, corners: readonly AutomationPoint[] = []) {
    this.#param = param;
    this.#corners = [{ time, value }, ...corners];
    param.setValueAtTime(value, time);
    for (const corner of corners) param.linearRampToValueAtTime(corner.value, corner.time);
  }

  /** The value at a time; before the first known point, that point's value. */
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
   * Ramps through points from `time` on and drops what was scheduled; the value at `time` is unchanged.
   * @param corners ascending, none before `time`.
   */
  rampThrough(time: Seconds, corners: readonly AutomationPoint[]): void {
    const from = { time, value: this.valueAt(time) };
    this.#param.cancelScheduledValues(time);
    // Ends the current ramp at its present value; a constant value stays as it is.
    this.#param.linearRampToValueAtTime(from.value, time);
    for (const { value, time: at } of corners) this.#param.linearRampToValueAtTime(value, at);
    // One earlier point is enough to compute the present value.
    const past = this.#corners.filter((corner) => corner.time < time);
    this.#corners = [...past.slice(-1 - LOOK_BACK), from, ...corners];
  }
}

/** Points kept from before a new ramp, for callers that schedule ahead and read the present value. */
const LOOK_BACK = 64;

/** Shortest ramp of a gain, in seconds; shorter ones click. Fades of the conductor are longer. */
export const SHORTEST_RAMP: Seconds = 0.005;

/** Ramps per curve; 32 approximate a quarter sine within 0.03 %. */
const STEPS = 32;

/**
 * The points of an equal-power fade: the value follows a sine from where it is, so that a fade in and a fade out at the same
 * time keep the total power of uncorrelated sounds constant.
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

/** Ramps per step of a signal. */
const RATIO_STEPS = 6;

/** The points of a move between two values above 0 by equal ratios, as loudness and pitch are perceived. */
export function ratioCorners(from: number, to: number, time: Seconds, duration: Seconds): readonly AutomationPoint[] {
  return Array.from({ length: RATIO_STEPS }, (_, i) => {
    const share = (i + 1) / RATIO_STEPS;
    return { time: time + duration * share, value: share === 1 ? to : from * (to / from) ** share };
  });
}

/** Time constant of a gain that falls at once: 2.9 dB in 20 ms. One that rises may be faster, as it comes beside others. */
const FALL: Seconds = 0.06;
const RISE: Seconds = 0.04;
/** Points of {@link settlingCorners}, and the time between two. */
const [SETTLING_STEPS, SETTLING_STEP] = [15, 0.02];

/** How long {@link settlingCorners} take. */
export const SETTLING: Seconds = SETTLING_STEPS * SETTLING_STEP;

/** The points of a gain that settles exponentially: 90 % within 0.14 s, all within 0.3 s, never more than 3 dB down in 20 ms. */
export function settlingCorners(from: number, to: number, time: Seconds): readonly AutomationPoint[] {
  return Array.from({ length: SETTLING_STEPS }, (_, i) => {
    const passed = (i + 1) * SETTLING_STEP;
    const left = i + 1 === SETTLING_STEPS ? 0 : Math.exp(-passed / (to < from ? FALL : RISE));
    return { time: time + passed, value: to + (from - to) * left };
  });
}

/** The points of a fade from a gain of 0..1 to 0 or 1, along a curve. */
export function fadeCorners(
  from: number,
  to: 0 | 1,
  time: Seconds,
  duration: Seconds,
  curve: FadeCurve = 'power',
): readonly AutomationPoint[] {
  return curve === 'linear' ? [{ time: time + duration, value: to }] : equalPowerCorners(from, to, time, duration);
}
