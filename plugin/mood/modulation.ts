/** Modulations say which signal moves which control, and by how much; together with a mood they give the controls of a moment. */

import type { Seconds } from '../music/time.ts';
import { type Controls, type Mood, NUMERIC_CONTROLS, type NumericControl } from './controls.ts';
import { checkNumber } from './moods.ts';
import { unknownName } from './names.ts';
import { CONTROL_RANGES, clampTo } from './ranges.ts';
import type { SignalDefinition, Signals } from './signals.ts';

/** Shapes from a signal's 0..1 to a weight 0..1. */
export const CURVES = {
  linear: (x: number) => x,
  /** Slow at both ends. */
  smooth: (x: number) => x * x * (3 - 2 * x),
  /** Late: little happens below a half. */
  late: (x: number) => x * x,
  /** Early: most happens below a half. */
  early: (x: number) => Math.sqrt(x),
  /** All or nothing, from a half on. */
  switch: (x: number) => (x >= 0.5 ? 1 : 0),
  /** Full where the signal is 0, as when health runs out. */
  inverse: (x: number) => 1 - x,
} as const;
export type Curve = keyof typeof CURVES;

/** One path from a signal to a control. Plain JSON. */
export interface Modulation {
  readonly signal: string;
  readonly control: NumericControl;
  /** What is added when the weight is 1, in the control's own unit (tempo: quarter notes a minute). May be negative. */
  readonly amount: number;
  /** Default `linear`. */
  readonly curve?: Curve;
  /** For tag signals: the tag that counts as 1, every other as 0. */
  readonly is?: string;
}

/** Checks modulations. @throws naming the entry and what is wrong. */
export function checkModulations(
  modulations: readonly Modulation[],
  signals: Readonly<Record<string, SignalDefinition>>,
): void {
  modulations.forEach((modulation, i) => {
    const owner = `modulations[${i}]`;
    const { signal, control, amount, curve, is } = modulation;
    if (!Object.hasOwn(signals, signal))
      throw new RangeError(`${owner}: ${unknownName('signal', signal, Object.keys(signals))}`);
    if (!NUMERIC_CONTROLS.includes(control))
      throw new RangeError(`${owner}: ${unknownName('control', control, NUMERIC_CONTROLS)}`);
    const { min, max } = CONTROL_RANGES[control];
    checkNumber(`${owner}: amount`, amount, { min: min - max, max: max - min });
    if (curve !== undefined && !Object.hasOwn(CURVES, curve)) {
      throw new RangeError(`${owner}: ${unknownName('curve', curve, Object.keys(CURVES))}`);
    }
    const isTag = typeof signals[signal]!.initial === 'string';
    if (isTag && is === undefined)
      throw new TypeError(`${owner}: signal '${signal}' is a tag; say which one counts with is: 'night'`);
    if (!isTag && is !== undefined) throw new TypeError(`${owner}: signal '${signal}' is a number; leave out 'is'`);
  });
}

/** How strongly a modulation works at a music time: its signal through its curve, 0..1. */
export function weightOf({ signal, curve = 'linear', is }: Modulation, signals: Signals, time: Seconds): number {
  const raw = is === undefined ? signals.value(signal, time) : signals.tag(signal, time) === is ? 1 : 0;
  return CURVES[curve](raw);
}

/** The controls of a mood at a music time: its own, moved by the signals, clamped, then overridden. */
export function controlsAt(
  mood: Mood,
  modulations: readonly Modulation[],
  signals: Signals,
  time: Seconds,
  override: Partial<Controls> = {},
): Controls {
  const moved: Record<NumericControl, number> = { ...mood.controls };
  for (const modulation of modulations)
    moved[modulation.control] += modulation.amount * weightOf(modulation, signals, time);
  const clamped: Partial<Record<NumericControl, number>> = {};
  for (const control of NUMERIC_CONTROLS) clamped[control] = clampTo(CONTROL_RANGES[control], moved[control]);
  return { ...mood.controls, ...clamped, ...override };
}
