/** The range of each numeric control, which modulations cannot exceed. */

import type { NumericControl } from './controls.ts';

/** A minimum and a maximum, both allowed. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

const UNIT: Range = { min: 0, max: 1 };

/** The range of each numeric control, in its own unit, as documented in {@link Controls}. */
export const CONTROL_RANGES: { readonly [K in NumericControl]: Range } = {
  tempo: { min: 40, max: 220 },
  density: UNIT,
  register: UNIT,
  leap: UNIT,
  syncopation: UNIT,
  chromaticism: UNIT,
  temperature: { min: 0.3, max: 1.5 },
  intensity: UNIT,
  brightness: UNIT,
  swing: UNIT,
};

/** The range of valence, arousal and tension. */
export const FEELING_RANGE = UNIT;

/** Clamps a number to a range. */
export function clampTo(range: Range, value: number): number {
  return Math.min(range.max, Math.max(range.min, value));
}
