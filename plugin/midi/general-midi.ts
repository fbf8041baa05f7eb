/**
 * The General MIDI program nearest to each instrument, for playback of exported files elsewhere. The game's export and the
 * command line both use this table.
 */

import { tradedRole } from '../mood/palette-variants.ts';
import { ROLES, type Role } from '../music/score.ts';
import type { PaletteDefinition } from '../soundtrack/palette.ts';

/** Programs counted from 0. A sampled instrument has the program that it was sampled from. */
// biome-ignore format: a table reads in columns
const PROGRAMS: Readonly<Record<string, number>> = {
  flute: 73, oboe: 68, clarinet: 71, violin: 40, cello: 42, contrabass: 43, trumpet: 56, horn: 60, trombone: 57, brass: 61,
  strings: 48, 'slow-strings': 49, tremolo: 44, choir: 52, voices: 53, accordion: 21, 'warm-pad': 89, glass: 92, drone: 95,
  harp: 46, 'nylon-guitar': 24, sitar: 104, dulcimer: 15, piano: 0, celesta: 8, 'music-box': 10, glockenspiel: 9,
  vibraphone: 11, bell: 14, pizzicato: 45, 'double-bass': 32, 'picked-bass': 34, timpani: 47,
  koto: 107, shamisen: 106, shakuhachi: 77, whistle: 74, fiddle: 110, 'honky-tonk': 3,
  // Synthesizers: leads 80, 81, 85 and 87, pads 88 to 95, and imitated instruments.
  'pulse-lead': 80, 'pulse-thin': 80, 'pulse-soft': 80, 'pulse-pluck': 80, 'triangle-bass': 38, 'saw-lead': 81,
  'saw-stab': 62, 'growl-bass': 39, 'string-machine': 50, 'round-bass': 33, pluck: 24, 'pluck-bright': 105,
  'pluck-bass': 32, reed: 22, 'reed-soft': 21, hollow: 87, 'glass-lead': 85, breath: 75, 'ether-pad': 88, 'air-pluck': 98,
  chime: 10, 'chime-soft': 8,
};

/** Programs of melody, counter, chords, bass, pad and stingers in the package's palettes. */
// biome-ignore format: a table reads in columns
const BANDS: Readonly<Record<string, readonly number[]>> = {
  woodland: [73, 71, 46, 32, 49, 46], // flute, clarinet, harp, double-bass, slow-strings, harp
  journey: [68, 40, 24, 32, 48, 60], // oboe, violin, nylon-guitar, double-bass, strings, horn
  folk: [71, 73, 24, 45, 21, 24], // clarinet, flute, nylon-guitar, pizzicato, accordion, nylon-guitar
  cavern: [11, 14, 92, 43, 95, 14], // vibraphone, bell, glass, contrabass, drone, bell
  sands: [104, 68, 15, 42, 95, 15], // sitar, oboe, dulcimer, cello, drone, dulcimer
  war: [56, 57, 48, 34, 61, 61], // trumpet, trombone, strings, picked-bass, brass, brass
  doom: [61, 60, 48, 34, 52, 52], // brass, horn, strings, picked-bass, choir, choir
  lament: [40, 42, 0, 42, 49, 68], // violin, cello, piano, cello, slow-strings, oboe
  musicbox: [10, 9, 46, 32, 89, 8], // music-box, glockenspiel, harp, double-bass, warm-pad, celesta
  glass: [8, 53, 44, 43, 92, 8], // celesta, voices, tremolo, contrabass, glass, celesta
  fanfare: [56, 60, 61, 57, 48, 61], // trumpet, horn, brass, trombone, strings, brass
  silk: [73, 107, 107, 32, 49, 107], // flute, koto, koto, double-bass, slow-strings, koto
  bamboo: [77, 106, 107, 107, 49, 107], // shakuhachi, shamisen, koto, koto, slow-strings, koto
  session: [110, 74, 24, 32, 21, 74], // fiddle, whistle, nylon-guitar, double-bass, accordion, whistle
  parlor: [3, 71, 3, 3, 21, 3], // honky-tonk, clarinet, honky-tonk, honky-tonk, accordion, honky-tonk
  bandstand: [71, 57, 0, 32, 11, 56], // clarinet, trombone, piano, double-bass, vibraphone, trumpet
  chiptune: [80, 80, 80, 38, 80, 80], // pulse-lead, pulse-thin, pulse-pluck, triangle-bass, pulse-soft, pulse-lead
  'dark-synth': [81, 87, 62, 39, 50, 62], // saw-lead, hollow, saw-stab, growl-bass, string-machine, saw-stab
  ethereal: [85, 75, 98, 33, 88, 10], // glass-lead, breath, air-pluck, round-bass, ether-pad, chime
  'toy-box': [10, 8, 8, 32, 88, 10], // chime, chime-soft, chime-soft, pluck-bass, ether-pad, chime
  'folk-pluck': [105, 22, 24, 32, 21, 105], // pluck-bright, reed, pluck, pluck-bass, reed-soft, pluck-bright
};
const PITCHED: readonly Role[] = ROLES.filter((role) => role !== 'drums');
/** Palette that an unknown palette is treated like. */
const USUAL = 'journey';
/** A drum in the band, but a pitched instrument in a MIDI file. */
const TIMPANI = 'timpani';

/**
 * The program of a part, counted from 0; null for drums, which have their own channel.
 * @param own The game's palettes; a recording counts as the instrument that it replaces.
 */
export function midiProgram(
  palette: string,
  role: Role,
  part: string,
  own: Readonly<Record<string, PaletteDefinition>> = {},
): number | null {
  if (part === TIMPANI) return PROGRAMS[TIMPANI]!;
  if (role === 'drums') return null;
  const seen = new Set<string>();
  let name = palette;
  while (Object.hasOwn(own, name) && !seen.has(name)) {
    seen.add(name);
    const { [role]: instrument, like = USUAL } = own[name]!;
    if (typeof instrument === 'string' && Object.hasOwn(PROGRAMS, instrument)) return PROGRAMS[instrument]!;
    name = like;
  }
  const traded = tradedRole(name, role);
  const band = BANDS[Object.hasOwn(BANDS, traded.palette) ? traded.palette : USUAL]!;
  return band[PITCHED.indexOf(traded.role)]!;
}
