/**
 * Variants of palettes: the melody trades its instrument with another role, so that games differ in the instrument of the
 * melody without a sample more to load. The seed of a soundtrack draws among a palette and its variants.
 */

import { random } from '../music/random.ts';
import type { Role } from '../music/score.ts';
import type { PaletteName } from './palette-names.ts';

/** A palette in which two roles trade instruments. */
export interface PaletteVariant {
  readonly like: PaletteName;
  readonly trades: readonly [Role, Role];
}

/** The variants by name: the palette, and the instrument that has the melody. */
export const PALETTE_VARIANTS: Readonly<Record<string, PaletteVariant>> = {
  'woodland-clarinet': { like: 'woodland', trades: ['melody', 'counter'] },
  'journey-violin': { like: 'journey', trades: ['melody', 'counter'] },
  'folk-flute': { like: 'folk', trades: ['melody', 'counter'] },
  'sands-oboe': { like: 'sands', trades: ['melody', 'counter'] },
  'lament-oboe': { like: 'lament', trades: ['melody', 'stinger'] },
  'musicbox-celesta': { like: 'musicbox', trades: ['melody', 'stinger'] },
  'glass-voices': { like: 'glass', trades: ['melody', 'counter'] },
};

/** The palette, or one of its variants, that a seed draws. */
export function drawnPalette(palette: string, seed: string): string {
  const variants = Object.entries(PALETTE_VARIANTS).filter(([, { like }]) => like === palette);
  return random(seed).pick([palette, ...variants.map(([name]) => name)]);
}

/** The role of which a part has the instrument, and the palette of the package that has it. */
export function tradedRole(palette: string, role: Role): { readonly palette: string; readonly role: Role } {
  const variant = Object.hasOwn(PALETTE_VARIANTS, palette) ? PALETTE_VARIANTS[palette] : undefined;
  if (variant === undefined) return { palette, role };
  const [one, other] = variant.trades;
  return { palette: variant.like, role: role === one ? other : role === other ? one : role };
}
