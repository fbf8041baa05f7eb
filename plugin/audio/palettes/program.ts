/** Which General MIDI program comes nearest to a part of a palette, for files that are played elsewhere. */

import type { Role } from '../../music/score.ts';
import { INSTRUMENTS } from './instruments.ts';
import { PALETTES, voicingsFor } from './palettes.ts';

/** Synthesisers in General MIDI: leads 80, 81 and 85, pads 88 to 95, and what others imitate. */
const SYNTH_PROGRAMS: Readonly<Record<string, number>> = {
  'pulse-lead': 80,
  'pulse-thin': 80,
  'pulse-soft': 80,
  'pulse-pluck': 80,
  'triangle-bass': 38,
  'saw-lead': 81,
  'saw-stab': 62,
  'growl-bass': 39,
  'string-machine': 50,
  'round-bass': 33,
  pluck: 24,
  'pluck-bright': 105,
  'pluck-bass': 32,
  reed: 22,
  'reed-soft': 21,
  hollow: 87,
  'glass-lead': 85,
  breath: 75,
  'ether-pad': 88,
  'air-pluck': 98,
  chime: 10,
  'chime-soft': 8,
  'drum-tuned': 47,
};

/** General MIDI program counted from 0; null for drum kits and unknown palettes. */
export function midiProgram(palette: string, role: Role, part: string): number | null {
  const known = PALETTES[palette];
  if (known === undefined) return null;
  const name = voicingsFor(known, role, part)[0]?.instrument;
  const instruments: Readonly<Record<string, { readonly program: number } | undefined>> = INSTRUMENTS;
  return name === undefined ? null : (instruments[name]?.program ?? SYNTH_PROGRAMS[name] ?? null);
}
