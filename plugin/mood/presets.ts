/**
 * The moods of the package, in one table.
 *
 * Meter, tempo, mode, melody and band follow the scene table of docs/music-criteria.md ("Scenes"). Tempo is in
 * quarter notes a minute in every meter, so 6/8 at 92 has about 61 dotted beats a minute. Valence, arousal and tension
 * place each scene on Russell's circumplex by listener ratings (after Juslin & Laukka 2003, Livingstone 2010).
 * Melody controls are quantiles of the training melodies. The design notes ask that battle be urgent through rhythm, band
 * and harmony before density, so no mood asks for the densest quarter.
 *
 * Tonics: neighbors share notes or a tonic. One collection (no sharps or flats) holds forest D dorian, village
 * C ionian, cave E phrygian, sorrow A aeolian and mystery F lydian; exploration G ionian is a fifth away. Battle is D
 * harmonic minor, the parallel of forest; its notes are those of desert, A phrygian dominant. Boss, A phrygian, is the
 * relative of D minor; victory, D ionian, is its major parallel; calm, F pentatonic, its relative major.
 */

import type { Mode, Tonic } from '../music/pitch.ts';
import type { MoodStyle } from '../music/style.ts';
import type { Meter } from '../music/time.ts';
import type { Mood } from './controls.ts';
import type { PresetName } from './preset-names.ts';

type Feeling = readonly [valence: number, arousal: number, tension: number];
type Time = readonly [meter: Meter, tempo: number];
type Key = readonly [tonic: Tonic, mode: Mode];
/** density, register, leap, syncopation, chromaticism */
type MelodyRow = readonly [number, number, number, number, number];
/** intensity, brightness, swing, temperature */
type Sound = readonly [number, number, number, number];

function mood(
  name: PresetName,
  [valence, arousal, tension]: Feeling,
  [meter, tempo]: Time,
  [tonic, mode]: Key,
  [density, register, leap, syncopation, chromaticism]: MelodyRow,
  [intensity, brightness, swing, temperature]: Sound,
  palette: string,
  style: MoodStyle,
): Mood {
  const line = { density, register, leap, syncopation, chromaticism };
  const sound = { intensity, brightness, swing, temperature, palette, style };
  return { name, valence, arousal, tension, band: name, controls: { meter, tempo, tonic, mode, ...line, ...sound } };
}

// One row per mood: feeling | meter, tempo | key | melody | sound | palette | style.
// biome-ignore format: a table reads in columns
const TABLE: readonly Mood[] = [
  // arched, stepwise with open fifths, many rests
  mood('forest',      [0.65, 0.35, 0.25], ['6/8', 92],  ['D', 'dorian'],            [0.45, 0.6, 0.4, 0.3, 0.1],   [0.4, 0.55, 0, 0.85],  'woodland', 'song'),
  // wide, singing, rising openings
  mood('exploration', [0.75, 0.55, 0.2],  ['4/4', 108], ['G', 'ionian'],            [0.5, 0.6, 0.6, 0.35, 0.1],   [0.55, 0.65, 0, 0.9],  'journey',  'song'),
  // short motifs, syncopated, sequences
  mood('battle',      [0.3, 0.85, 0.8],   ['4/4', 152], ['D', 'harmonic minor'],    [0.6, 0.5, 0.5, 0.7, 0.3],    [0.85, 0.85, 0, 0.9],  'war',      'game-battle'),
  // a slow theme above the band of a battle
  mood('boss',        [0.15, 0.95, 0.95], ['4/4', 164], ['A', 'phrygian'],          [0.4, 0.4, 0.5, 0.55, 0.4],   [0.95, 0.8, 0, 0.95],  'doom',     'game-battle'),
  // dance-like, repetitive, small range
  mood('village',     [0.85, 0.5, 0.1],   ['3/4', 112], ['C', 'ionian'],            [0.6, 0.5, 0.35, 0.25, 0.05], [0.6, 0.6, 0, 0.8],    'folk',     'folk-dance'),
  // fragments, low, long silences
  mood('cave',        [0.3, 0.2, 0.65],   ['4/4', 60],  ['E', 'phrygian'],          [0.12, 0.15, 0.3, 0.3, 0.25], [0.3, 0.25, 0, 0.95],  'cavern',   'game-calm'),
  // ornamented turns around the fifth and second
  mood('desert',      [0.5, 0.45, 0.45],  ['4/4', 92],  ['A', 'phrygian dominant'], [0.55, 0.45, 0.2, 0.5, 0.3],  [0.5, 0.6, 0, 0.9],    'sands',    'folk-dance'),
  // falling steps, appoggiaturas, long final notes
  mood('sorrow',      [0.15, 0.2, 0.4],   ['3/4', 64],  ['A', 'aeolian'],           [0.35, 0.45, 0.25, 0.3, 0.3], [0.35, 0.4, 0, 0.85],  'lament',   'romantic'),
  // rising fourths and fifths, dotted
  mood('victory',     [0.95, 0.8, 0.15],  ['4/4', 128], ['D', 'ionian'],            [0.55, 0.7, 0.75, 0.4, 0.05], [0.9, 0.9, 0, 0.8],    'fanfare',  'classical'),
  // sparse, floating, no leading tone
  mood('calm',        [0.75, 0.15, 0.05], ['4/4', 68],  ['F', 'major pentatonic'],  [0.15, 0.6, 0.4, 0.25, 0],    [0.3, 0.45, 0, 0.85],  'musicbox', 'game-calm'),
  // unresolved, tritones, answers that miss
  mood('mystery',     [0.4, 0.35, 0.7],   ['4/4', 76],  ['F', 'lydian'],            [0.3, 0.55, 0.6, 0.45, 0.55], [0.4, 0.5, 0, 1],      'glass',    'romantic'),
];

/** The moods in the package, by name. */
export const PRESETS: Readonly<Record<PresetName, Mood>> = Object.fromEntries(
  TABLE.map((row) => [row.name, row]),
) as Record<PresetName, Mood>;
