/** All palettes of the package by name, and the channel settings of a part. */

import { ROLES, type Role } from '../../music/score.ts';
import type { ChannelSettings, Palette } from './channel-settings.ts';
import { SAMPLED_PALETTES } from './sampled-palettes.ts';
import { SYNTH_PALETTES } from './synth-palettes.ts';

/** Names of the palettes in the package. */
export const PALETTE_NAMES = [...Object.keys(SAMPLED_PALETTES), ...Object.keys(SYNTH_PALETTES)] as readonly (
  | keyof typeof SAMPLED_PALETTES
  | keyof typeof SYNTH_PALETTES
)[];

/** The palettes in the package, by name. */
export const PALETTES: Readonly<Record<string, Palette>> = { ...SAMPLED_PALETTES, ...SYNTH_PALETTES };

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
