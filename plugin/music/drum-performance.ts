/** The input and output of a drummer: hits of a drum kit with their velocity and deviation from the exact time. */

import type { Random } from './random.ts';

/** What can be struck, in the order of the network. */
export const DRUM_CLASSES = [
  'kick',
  'snare',
  'rimshot',
  'sidestick',
  'hat-closed',
  'hat-open',
  'hat-pedal',
  'ride',
  'ride-bell',
  'crash',
  'tom-high',
  'tom-mid',
  'tom-low',
] as const;
export type DrumClass = (typeof DRUM_CLASSES)[number];

/** Styles of drumming that the network was taught. */
export const DRUM_STYLES = [
  'rock',
  'funk',
  'hiphop',
  'jazz',
  'latin',
  'afro',
  'punk',
  'pop',
  'soul',
  'gospel',
  'country',
  'reggae',
  'neworleans',
  'swing',
  'dance',
  'middleeastern',
] as const;
export type DrumStyle = (typeof DRUM_STYLES)[number];

/** Parts of a quarter note that drum ticks count in: 6 is a sixteenth, 8 a triplet. */
export const DRUM_PPQ = 24;

/** A hit, at a tick of {@link DRUM_PPQ}. */
export interface DrumHit {
  readonly tick: number;
  readonly drum: DrumClass;
  /** 0..1 */
  readonly velocity: number;
  /** Milliseconds after the exact time; early is negative. */
  readonly deviation: number;
}

/** A drummer's input for one bar. */
export interface DrumBar {
  /** Hits per quarter and their velocity, as sixths of what drummers play: 0 = the sparsest and softest, 5 = the busiest and loudest. */
  readonly density: number;
  readonly level: number;
  readonly fill: boolean;
}

/** A drummer's input for a whole performance. */
export interface DrumBrief {
  readonly style: DrumStyle;
  /** Whether beats are divided in three. */
  readonly swings: boolean;
  /** Kind of meter: `4/4`, `3/4`, `6/8`, or any other. */
  readonly meter: '4/4' | '3/4' | '6/8' | 'other';
  /** Length of a bar in ticks, at most five quarters. */
  readonly barTicks: number;
  readonly bpm: number;
  /** Bars before the phrase, which show the drummer the groove. */
  readonly countIn: number;
  bar(index: number): DrumBar;
  readonly chance: Random;
  /** Decides the bars before the phrase: with the same one, phrases begin with the same manner of playing. */
  readonly manner: Random;
  /** Drums that the kit's own groove strikes at a tick; null in a bar that goes its own way. */
  groove?(tick: number): readonly DrumClass[] | null;
  /** Added to the log-probability of a hit at a tick: what the melody and the bass accent. */
  accent?(tick: number): number;
}

/** A performance, from its first tick on. */
export interface DrumPerformance {
  /** Plays a given stroke; the drummer decides velocity and deviation. Strokes come in order of time and, in it, of {@link DRUM_CLASSES}. */
  strike(tick: number, drum: DrumClass): DrumHit;
  /** Plays freely up to a tick. */
  playTo(tick: number): readonly DrumHit[];
}

/** A drummer: equal briefs give equal performances. */
export interface Drummer {
  perform(brief: DrumBrief): DrumPerformance;
}
