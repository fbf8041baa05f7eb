/** The chords and closes that a theme prefers, so that each theme has a few of its own. */

import { random } from '../music/random.ts';

/** What a theme prefers: what its seed draws, or `turned`, the opposite, as a contrasting theme does. */
export interface Taste {
  readonly seed: string;
  readonly turned: boolean;
}

/** Largest weight of a preference. */
const TASTE = 6;

/** Weight of something named, 1 / {@link TASTE} to {@link TASTE}; 1 without a taste. */
export function preference(taste: Taste | undefined, name: string): number {
  if (taste === undefined) return 1;
  const drawn = 2 * random(`${taste.seed}/${name}`).next() - 1;
  return TASTE ** (taste.turned ? -drawn : drawn);
}
