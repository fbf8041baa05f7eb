/** Where a theme lies: one mood asks for one register, and its themes lie on either side of it, so that a tune has two poles. */

import { random } from './random.ts';

/** How far a theme may lie from the register that is asked, in quantiles. */
export const AMBITUS = { below: 0.14, above: 0.22 } as const;

/** What a theme's place adds to the register that is asked; by chance the first theme lies low and the second high, or the reverse. */
export function ambitus(seed: string, theme: string): number {
  const isLow = random(`${seed}/ambitus`).next() < 0.5;
  return /^[AD]/.test(theme) === isLow ? -AMBITUS.below : AMBITUS.above;
}
