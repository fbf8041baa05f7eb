/** Curves bend a 0..1 into another 0..1: how a signal is felt, and how a control answers it. */

import type { NormalRange } from '../music/time.ts';

/** Shapes from 0..1 to 0..1. */
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
} as const satisfies Record<string, (x: NormalRange) => NormalRange>;
export type Curve = keyof typeof CURVES;
