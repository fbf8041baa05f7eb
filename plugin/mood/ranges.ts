/** How far each numeric control may go, whatever the signals say. */

import type { NumericControl } from './controls.ts';

/** A lowest and a highest value, both allowed. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

const UNIT: Range = { min: 0, max: 1 };

/** The range of each numeric control, in its own unit; as in the comments of {@link Controls}. */
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

/** Keeps a number inside a range. */
export function clampTo(range: Range, value: number): number {
  return Math.min(range.max, Math.max(range.min, value));
}
