/** Controls are the parameters of the music. A mood sets all of them; signals, overrides and the overlay change them. */

import type { MelodyControls } from '../music/melody-controls.ts';
import type { Mode, Tonic } from '../music/pitch.ts';
import type { MoodStyle } from '../music/style.ts';
import type { BPM, Meter, NormalRange } from '../music/time.ts';
import type { Ambience } from './ambience.ts';
import type { Feel } from './feel.ts';
import type { FormName } from './forms.ts';
import type { PresetName } from './preset-names.ts';

/** All controls. Melody controls are quantiles of the training melodies: 0.5 is the median. */
export interface Controls extends MelodyControls {
  /** Quarter notes a minute, 40..220. */
  readonly tempo: BPM;
  readonly tonic: Tonic;
  readonly mode: Mode;
  readonly meter: Meter;
  /** Sampling temperature, 0.3..1.5. */
  readonly temperature: number;
  /** How many layers play: 0 = fewest, 1 = all. */
  readonly intensity: NormalRange;
  /** Cutoff of the mood's lowpass filter: 0 = dark, 1 = open. */
  readonly brightness: NormalRange;
  /** 0 = straight, 1 = full triplet swing of the eighths. */
  readonly swing: NormalRange;
  /** Name of the palette: the instruments that play. */
  readonly palette: string;
  readonly style: MoodStyle;
}

/** Controls that are plain numbers; signals can modulate them. */
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

/** The game's own MIDI file as the music of a mood. */
export interface MoodScore {
  /** The key under which it is loaded. */
  readonly key: string;
  /** 0 plays it as written; see `MoodDefinition.variation`. */
  readonly variation: NormalRange;
  /** Controls that the game sets itself, in place of the file's. */
  readonly own: readonly (keyof Controls)[];
}

/** A named set of controls, which scenes and calls request. Plain JSON. */
export interface Mood {
  readonly name: string;
  /** Unpleasant 0 .. pleasant 1. */
  readonly valence: NormalRange;
  /** Sleepy 0 .. excited 1. */
  readonly arousal: NormalRange;
  /** At rest 0 .. on edge 1. */
  readonly tension: NormalRange;
  readonly controls: Controls;
  /** The preset whose arrangement it uses: patterns, drums, layers. The instruments come from its palette. */
  readonly band: PresetName;
  /** Named bars of its form, counted from 0; transitions can wait for one by name. */
  readonly cues?: Readonly<Record<string, number>>;
  /** In which order its themes come and return. Default `round`. */
  readonly form?: FormName;
  /** The point of the dial that it was made for. */
  readonly felt?: Feel;
  /** The sounds of its place. */
  readonly ambience?: Ambience;
  /** Seed of the figures of its band; without it, the band plays its usual ones. */
  readonly figures?: string;
  /** The MIDI file that it plays, if it has one. */
  readonly score?: MoodScore;
}
