/** Controls are every knob that steers the music; a mood sets them all, signals and the overlay move them. */

import type { MelodyControls, Style } from '../music/phrase.ts';
import type { Mode, Tonic } from '../music/pitch.ts';
import type { BPM, Meter, NormalRange } from '../music/time.ts';
import type { PresetName } from './presets.ts';

/** The whole set of knobs. Melody controls are quantiles of the training tunes, 0.5 being the middle. */
export interface Controls extends MelodyControls {
  /** Quarter notes a minute, 40..220. */
  readonly tempo: BPM;
  readonly tonic: Tonic;
  readonly mode: Mode;
  readonly meter: Meter;
  /** Sampling temperature, 0.3..1.5. */
  readonly temperature: number;
  /** How many layers of the band play. */
  readonly intensity: NormalRange;
  /** How open the sound is (filter). */
  readonly brightness: NormalRange;
  /** 0 = straight, 1 = full triplet swing of the eighths. */
  readonly swing: NormalRange;
  /** Name of the instruments that play. */
  readonly palette: string;
  readonly style: Style;
}

/** Controls that are plain numbers, and so can be modulated by a signal. */
export const NUMERIC_CONTROLS = [
  'tempo',
  'density',
  'register',
  'leap',
  'syncopation',
  'chromaticism',
  'temperature',
  'intensity',
  'brightness',
  'swing',
] as const satisfies readonly (keyof Controls)[];
export type NumericControl = (typeof NUMERIC_CONTROLS)[number];

/** A named point that a scene is tagged with. Plain JSON. */
export interface Mood {
  readonly name: string;
  /** Unpleasant 0 .. pleasant 1. */
  readonly valence: NormalRange;
  /** Sleepy 0 .. excited 1. */
  readonly arousal: NormalRange;
  /** At rest 0 .. on edge 1. */
  readonly tension: NormalRange;
  readonly controls: Controls;
  /** The mood of the package whose band accompanies it: patterns, drums, layers. Which instruments play is its palette's. */
  readonly band: PresetName;
  /** Bars of its form, from 0, that transitions can wait for by name. */
  readonly cues?: Readonly<Record<string, number>>;
}
