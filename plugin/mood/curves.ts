/** Curves map 0..1 to 0..1: how a signal is scaled, and how a control follows it. */

import type { NormalRange } from '../music/time.ts';

/** Shapes from 0..1 to 0..1. */
export const CURVES = {
  linear: (x: number) => x,
  /** Flat at both ends. */
  smooth: (x: number) => x * x * (3 - 2 * x),
  /** Stays low below 0.5. */
  late: (x: number) => x * x,
  /** Rises mostly below 0.5. */
  early: (x: number) => Math.sqrt(x),
  /** 0 below 0.5, 1 from 0.5 on. */
  switch: (x: number) => (x >= 0.5 ? 1 : 0),
  /** 1 where the signal is 0, for example as health runs out. */
  inverse: (x: number) => 1 - x,
} as const satisfies Record<string, (x: NormalRange) => NormalRange>;
export type Curve = keyof typeof CURVES;
