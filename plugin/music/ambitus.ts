/** The registers of themes: a mood's themes lie below and above its register, so that they contrast. */

import { random } from './random.ts';

/** Distance of a theme from the requested register, 0..1. */
const AMBITUS = { below: 0.1, above: 0.15 } as const;

/** The difference between a theme's register and the requested one. By the seed, the first theme is low and the second high, or the reverse. */
export function ambitus(seed: string, theme: string): number {
  const isLow = random(`${seed}/ambitus`).next() < 0.5;
  return /^[AD]/.test(theme) === isLow ? -AMBITUS.below : AMBITUS.above;
}
