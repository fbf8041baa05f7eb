/**
 * The band of each mood: registers, patterns, and the intensities at which layers start. A palette only selects the
 * instruments: battle music gallops on a music box too.
 *
 * Bands follow the scene table of docs/music-criteria.md (column "band"); registers are the comfortable middle of the
 * instruments named there (Adler, The Study of Orchestration, ch. 5-10). Layers follow "none, shaker, half
 * groove, full groove": melody and pad always, then chords, bass, light drums, counter-melody, fuller drums. Custom moods use the band of the mood that they
 * are like.
 */

import type { PresetName } from '../mood/preset-names.ts';
import type { MidiPitch } from '../music/pitch.ts';
import type { NormalRange } from '../music/time.ts';

/** Patterns of the chords part; see chords.ts. */
export type ChordPattern =
  | 'hold'
  | 'arpeggio'
  | 'broken'
  | 'alberti'
  | 'block'
  | 'oom-pah'
  | 'offbeat'
  | 'strum'
  | 'ostinato'
  | 'stabs'
  | 'pulse'
  | 'bell'
  | 'echo'
  | 'fifths'
  | 'tremolo'
  | 'riff'
  | 'comp';

/** Patterns of the bass; see bass.ts. */
export type BassPattern = 'long' | 'root-fifth' | 'dance' | 'walk' | 'gallop' | 'pulse' | 'pedal' | 'drone' | 'march';

/** Patterns that stay on the tonic under every chord. */
export const PEDALS: readonly BassPattern[] = ['pedal', 'drone'];

/** Names of the drum kits in drum-patterns.ts. */
export type KitName =
  | 'hand'
  | 'soft'
  | 'dance'
  | 'frame'
  | 'war'
  | 'doom'
  | 'still'
  | 'deep'
  | 'parade'
  | 'bodhran'
  | 'bangu'
  | 'matsuri'
  | 'rag'
  | 'ride';

/** How a second instrument plays the tune along with the first; see heterophony.ts. */
export type Heterophony = 'flowers' | 'after';

/** Lowest and highest pitch, and the level of a plain note. */
export interface Register {
  readonly low: MidiPitch;
  readonly high: MidiPitch;
  readonly level: NormalRange;
}

/** The style of a band. Of several patterns, the first is the usual one. */
export interface BandStyle {
  /** `center` is where a tune of average height lies; default: the middle of the register. */
  readonly melody: Register & { readonly center?: MidiPitch };
  /**
   * A `duet` follows the melody in thirds and sixths, a `heterophony` plays the tune itself; otherwise the counter-melody fills the
   * melody's rests.
   */
  readonly counter: Register & {
    readonly from: NormalRange;
    readonly duet?: boolean;
    readonly heterophony?: Heterophony;
  };
  readonly chords: Register & {
    readonly from: NormalRange;
    readonly patterns: readonly ChordPattern[];
    readonly voices: number;
    /** Above the melody instead of below it. */
    readonly above?: boolean;
    /** Semitones above a chord's root of an added color tone, where mode and melody allow it. */
    readonly color?: number;
  };
  /** Plays up to intensity `to`; a drone holds tonic and fifth under every chord. */
  readonly pad: Register & { readonly to: number; readonly drone?: boolean };
  readonly bass: Register & { readonly from: NormalRange; readonly patterns: readonly BassPattern[] };
  readonly drums: {
    readonly kit: KitName;
    readonly level: NormalRange;
    readonly light: NormalRange;
    readonly half: NormalRange;
    readonly full: NormalRange;
  };
  /** Intensity from which timpani play; absent = none. */
  readonly timpani?: { readonly from: NormalRange; readonly level: NormalRange };
}

/** Layers with this `to` also play at full intensity. */
export const TOP = 1.1;

// biome-ignore format: a table reads in columns
/** The bands by preset. */
export const BANDS: Readonly<Record<PresetName, BandStyle>> = {
  // flute, harp, strings pad, light hand drum
  forest: {
    melody:  { low: 60, high: 91, center: 69, level: 0.7 },
    counter: { low: 57, high: 74, level: 0.54, from: 0.55 },
    chords:  { low: 52, high: 76, level: 0.5, from: 0.1, patterns: ['arpeggio', 'broken', 'arpeggio'], voices: 4 },
    pad:     { low: 45, high: 60, level: 0.42, to: TOP },
    bass:    { low: 33, high: 49, level: 0.58, from: 0.25, patterns: ['long', 'root-fifth'] },
    drums:   { kit: 'hand', level: 0.62, light: 0.35, half: 0.6, full: 0.8 },
  },
  // oboe or violin, guitar, strings, soft drums
  exploration: {
    melody:  { low: 52, high: 88, center: 68.5, level: 0.74 },
    counter: { low: 50, high: 70, level: 0.58, from: 0.55 },
    chords:  { low: 48, high: 64, level: 0.48, from: 0.15, patterns: ['strum', 'broken', 'strum'], voices: 4 },
    pad:     { low: 45, high: 60, level: 0.42, to: TOP },
    bass:    { low: 31, high: 47, level: 0.62, from: 0.25, patterns: ['root-fifth', 'walk', 'march'] },
    drums:   { kit: 'soft', level: 0.55, light: 0.4, half: 0.55, full: 0.75 },
  },
  // clarinet or guitar, pizzicato bass, tambourine
  village: {
    melody:  { low: 57, high: 88, center: 69.5, level: 0.74 },
    counter: { low: 60, high: 76, level: 0.56, from: 0.7, duet: true },
    chords:  { low: 53, high: 69, level: 0.5, from: 0.1, patterns: ['oom-pah', 'offbeat', 'strum'], voices: 3 },
    pad:     { low: 48, high: 60, level: 0.32, to: TOP },
    bass:    { low: 33, high: 49, level: 0.66, from: 0.2, patterns: ['dance', 'root-fifth', 'dance'] },
    drums:   { kit: 'dance', level: 0.52, light: 0.4, half: 0.6, full: 0.8 },
  },
  // low pad, drops with delay, single bell
  cave: {
    melody:  { low: 57, high: 84, level: 0.6 },
    counter: { low: 53, high: 67, level: 0.48, from: 0.65 },
    chords:  { low: 72, high: 89, above: true, level: 0.42, from: 0.2, patterns: ['bell', 'echo', 'bell'], voices: 3, color: 1 },
    pad:     { low: 43, high: 59, level: 0.48, to: TOP },
    bass:    { low: 28, high: 44, level: 0.56, from: 0.25, patterns: ['pedal', 'drone'] },
    drums:   { kit: 'deep', level: 0.42, light: 0.45, half: 0.65, full: 0.85 },
  },
  // plucked lute, drone, frame drum
  desert: {
    melody:  { low: 57, high: 86, center: 72.5, level: 0.74 },
    counter: { low: 58, high: 70, level: 0.54, from: 0.6 },
    chords:  { low: 48, high: 62, level: 0.44, from: 0.3, patterns: ['riff', 'offbeat', 'riff'], voices: 3 },
    pad:     { low: 45, high: 57, level: 0.36, to: TOP, drone: true },
    bass:    { low: 28, high: 44, level: 0.58, from: 0.1, patterns: ['drone', 'pedal', 'root-fifth', 'pedal'] },
    drums:   { kit: 'frame', level: 0.58, light: 0.35, half: 0.5, full: 0.75 },
  },
  // brass, string ostinato, galloping bass, timpani, snare
  battle: {
    melody:  { low: 57, high: 86, center: 69.5, level: 0.8 },
    counter: { low: 52, high: 65, level: 0.68, from: 0.6 },
    chords:  { low: 50, high: 65, level: 0.56, from: 0.1, patterns: ['ostinato', 'stabs', 'ostinato'], voices: 3 },
    pad:     { low: 45, high: 58, level: 0.44, to: 0.6 },
    bass:    { low: 28, high: 44, level: 0.7, from: 0.15, patterns: ['gallop', 'pulse', 'gallop'] },
    drums:   { kit: 'war', level: 0.6, light: 0.3, half: 0.55, full: 0.75 },
    timpani: { from: 0.65, level: 0.7 },
  },
  // choir, brass, low drums
  boss: {
    melody:  { low: 57, high: 86, center: 73, level: 0.8 },
    counter: { low: 57, high: 71, level: 0.64, from: 0.7 },
    chords:  { low: 45, high: 60, level: 0.6, from: 0.1, patterns: ['ostinato', 'stabs', 'riff'], voices: 3 },
    pad:     { low: 50, high: 63, level: 0.5, to: TOP },
    bass:    { low: 28, high: 44, level: 0.74, from: 0.1, patterns: ['gallop', 'march', 'pulse'] },
    drums:   { kit: 'doom', level: 0.58, light: 0.3, half: 0.55, full: 0.75 },
    timpani: { from: 0.6, level: 0.74 },
  },
  // solo violin or oboe, harp, piano-like
  sorrow: {
    melody:  { low: 57, high: 88, center: 71, level: 0.74 },
    counter: { low: 55, high: 70, level: 0.54, from: 0.55 },
    chords:  { low: 48, high: 64, level: 0.4, from: 0.1, patterns: ['broken', 'arpeggio', 'hold'], voices: 4 },
    pad:     { low: 48, high: 62, level: 0.42, to: TOP },
    bass:    { low: 34, high: 50, level: 0.54, from: 0.25, patterns: ['long', 'root-fifth'] },
    drums:   { kit: 'still', level: 0.36, light: 0.55, half: 0.75, full: 0.9 },
  },
  // music box, pads
  calm: {
    melody:  { low: 58, high: 91, center: 69, level: 0.7 },
    counter: { low: 76, high: 92, level: 0.50, from: 0.7 },
    chords:  { low: 56, high: 74, level: 0.42, from: 0.15, patterns: ['broken', 'arpeggio', 'broken'], voices: 4, color: 2 },
    pad:     { low: 48, high: 62, level: 0.3, to: TOP },
    bass:    { low: 32, high: 48, level: 0.5, from: 0.25, patterns: ['long', 'root-fifth'] },
    drums:   { kit: 'still', level: 0.34, light: 0.5, half: 0.7, full: 0.9 },
  },
  // celesta, tremolo strings
  mystery: {
    melody:  { low: 58, high: 91, center: 70, level: 0.62 },
    counter: { low: 57, high: 74, level: 0.52, from: 0.55 },
    chords:  { low: 53, high: 70, level: 0.34, from: 0.15, patterns: ['hold', 'tremolo', 'broken'], voices: 3, color: 6 },
    pad:     { low: 48, high: 62, level: 0.4, to: TOP },
    bass:    { low: 31, high: 47, level: 0.52, from: 0.3, patterns: ['long', 'drone'] },
    drums:   { kit: 'still', level: 0.38, light: 0.5, half: 0.7, full: 0.85 },
  },
  // brass, timpani roll, full chord
  victory: {
    melody:  { low: 57, high: 86, center: 65, level: 0.8 },
    counter: { low: 53, high: 72, level: 0.54, from: 0.5, duet: true },
    chords:  { low: 52, high: 67, level: 0.56, from: 0.1, patterns: ['stabs', 'pulse', 'offbeat'], voices: 4 },
    pad:     { low: 45, high: 60, level: 0.44, to: TOP },
    bass:    { low: 32, high: 48, level: 0.66, from: 0.15, patterns: ['march', 'root-fifth', 'march'] },
    drums:   { kit: 'parade', level: 0.6, light: 0.3, half: 0.55, full: 0.75 },
    timpani: { from: 0.55, level: 0.68 },
  },
};
