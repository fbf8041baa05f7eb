/**
 * Moods of a place with a music of its own, beside the presets: a game asks for one by name. They are not among the presets that
 * the dial mixes and a description of a scene chooses from, and a game that names none of them never loads their instruments.
 *
 * Each has the registers of a preset's band, and everything else of its style: figures, drums, ornaments, closes. Tempo is in
 * quarter notes a minute: a jig at 168 has 112 beats. Sources: docs/moods-and-controls.md, "Moods of the world".
 */

import type { Mode, Tonic } from '../music/pitch.ts';
import type { MoodStyle } from '../music/style.ts';
import type { Meter } from '../music/time.ts';
import type { Mood } from './controls.ts';
import type { PresetName } from './preset-names.ts';

/** Names of the moods of the world. */
export const WORLD_MOOD_NAMES = ['garden', 'shrine', 'tavern', 'saloon', 'swing'] as const;
export type WorldMoodName = (typeof WORLD_MOOD_NAMES)[number];

type Numbers = readonly number[];

function mood(
  name: WorldMoodName,
  band: PresetName,
  [valence, arousal, tension]: Numbers,
  [meter, tempo, tonic, mode]: readonly [Meter, number, Tonic, Mode],
  [density, register, leap, syncopation, chromaticism]: Numbers,
  [intensity, brightness, swing, temperature]: Numbers,
  palette: string,
  style: MoodStyle,
): Mood {
  const line = { density: density!, register: register!, leap: leap!, syncopation: syncopation! };
  const sound = { intensity: intensity!, brightness: brightness!, swing: swing!, temperature: temperature! };
  const controls = { meter, tempo, tonic, mode, ...line, chromaticism: chromaticism!, ...sound, palette, style };
  return { name, valence: valence!, arousal: arousal!, tension: tension!, band, controls };
}

// biome-ignore format: a table reads in columns
const TABLE: readonly Mood[] = [
  // a Chinese garden: flute and zither with one tune, no chords of Europe
  mood('garden', 'forest',      [0.75, 0.35, 0.1],  ['4/4', 76, 'D', 'gong'],         [0.45, 0.6, 0.35, 0.15, 0],     [0.5, 0.55, 0, 0.85],  'silk',      'chinese'),
  // a Japanese shrine: bamboo flute, koto and shamisen, half steps that fall to the pillars of the mode
  mood('shrine', 'sorrow',      [0.4, 0.25, 0.4],   ['4/4', 66, 'E', 'miyako-bushi'], [0.35, 0.5, 0.4, 0.15, 0],      [0.45, 0.45, 0, 0.85], 'bamboo',    'japanese'),
  // jigs and reels: fiddle, whistle, guitar, frame drum
  mood('tavern', 'village',     [0.85, 0.58, 0.15], ['6/8', 168, 'D', 'mixolydian'],  [0.65, 0.55, 0.45, 0.1, 0],     [0.65, 0.65, 0, 0.8],  'session',   'irish'),
  // a piano out of tune, both hands
  mood('saloon', 'village',     [0.85, 0.58, 0.2],  ['2/4', 88, 'C', 'ionian'],       [0.8, 0.55, 0.6, 0.75, 0.15],   [0.65, 0.7, 0, 0.85],  'parlor',    'ragtime'),
  // a small dance band
  mood('swing',  'exploration', [0.8, 0.58, 0.2],   ['4/4', 144, 'F', 'ionian'],      [0.5, 0.55, 0.5, 0.6, 0.2],     [0.65, 0.65, 1, 0.9],  'bandstand', 'swing'),
];

/** The moods of the world, by name. */
export const WORLD_MOODS: Readonly<Record<WorldMoodName, Mood>> = Object.fromEntries(
  TABLE.map((row) => [row.name, row]),
) as Record<WorldMoodName, Mood>;
