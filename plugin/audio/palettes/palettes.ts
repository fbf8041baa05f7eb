/** All palettes of the package by name, and the channel settings of a part. */

import type { PaletteName } from '../../mood/palette-names.ts';
import { PALETTE_VARIANTS, type PaletteVariant } from '../../mood/palette-variants.ts';
import { ROLES, type Role } from '../../music/score.ts';
import type { ChannelSettings, Palette } from './channel-settings.ts';
import { SAMPLED_PALETTES } from './sampled-palettes.ts';
import { SYNTH_PALETTES } from './synth-palettes.ts';

export { PALETTE_NAMES } from '../../mood/palette-names.ts';

const BASES: Readonly<Record<PaletteName, Palette>> = { ...SAMPLED_PALETTES, ...SYNTH_PALETTES };

/** Gains in dB of the two roles that trade, measured so that each is as loud as in the palette itself. */
const TRIMS: Readonly<Record<string, readonly [number, number]>> = {
  'woodland-clarinet': [-3.2, -2.8],
  'journey-violin': [-1.6, -3.1],
  'folk-flute': [-0.3, -0.6],
  'sands-oboe': [-3.6, 2.6],
  'lament-oboe': [-1, -2.2],
  'musicbox-celesta': [-0.2, -1.1],
  'glass-voices': [0.3, -0.6],
};

/** The palettes in the package, by name, with their variants. */
export const PALETTES: Readonly<Record<string, Palette>> = {
  ...BASES,
  ...Object.fromEntries(
    Object.entries(PALETTE_VARIANTS).map(([name, variant]) => [name, traded(variant, TRIMS[name]!)]),
  ),
};

/** A palette in which two roles have traded their instruments; each keeps its place in the mix. */
function traded({ like, trades: [one, other] }: PaletteVariant, trims: readonly [number, number]): Palette {
  const { roles, parts } = BASES[like];
  const inPlaceOf = (role: Role, from: Role, trim: number): readonly ChannelSettings[] => {
    const { gain, pan } = roles[role][0]!;
    return roles[from].map((voicing) => ({ ...voicing, gain: gain + trim, pan }));
  };
  const [first, second] = [inPlaceOf(one, other, trims[0]), inPlaceOf(other, one, trims[1])];
  return { roles: { ...roles, [one]: first, [other]: second }, parts };
}

/** The channel settings of a part: by its name, else by its role. */
export function voicingsFor(palette: Palette, role: Role, part: string | null): readonly ChannelSettings[] {
  return (part === null ? undefined : palette.parts[part]) ?? palette.roles[role];
}

/** All channel settings of a palette, fallbacks included. */
export function voicingsOf(palette: Palette): readonly ChannelSettings[] {
  const all = [...ROLES.map((role) => palette.roles[role]), ...Object.values(palette.parts)].flat();
  return all.flatMap((voicing) => [voicing, ...(voicing.instead ?? [])]);
}

/** The names of all instruments and kits of a palette; sampled drums add the small percussion. */
export function instrumentsOf(palette: Palette): readonly string[] {
  const names = new Set(voicingsOf(palette).map(({ instrument }) => instrument));
  const sampled = palette.roles.drums.some(({ instrument }) => instrument.startsWith('kit-'));
  if (sampled) names.add('percussion');
  return [...names];
}
