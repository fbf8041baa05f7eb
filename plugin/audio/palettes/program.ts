/** Which General MIDI program comes nearest to a part of a palette, for files that are played elsewhere. */

import type { Role } from '../../music/score.ts';
import { INSTRUMENTS } from './instruments.ts';
import { PALETTES, voicingsFor } from './palettes.ts';

/** General MIDI program counted from 0; null for drum kits and unknown palettes. */
export function midiProgram(palette: string, role: Role, part: string): number | null {
  const known = PALETTES[palette];
  if (known === undefined) return null;
  const name = voicingsFor(known, role, part)[0]?.instrument;
  const instruments: Readonly<Record<string, { readonly program: number } | undefined>> = INSTRUMENTS;
  return name === undefined ? null : (instruments[name]?.program ?? null);
}
