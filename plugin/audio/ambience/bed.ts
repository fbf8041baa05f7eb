/** What a bed of sound is made of: either a loop, or single sounds with pauses; and how it moves. */

import type { Random } from '../../music/random.ts';
import type { Seconds } from '../../music/time.ts';
import type { Hertz } from '../nyquist.ts';
import type { Slices } from './loop-noise.ts';

/** Two channels. */
export type Stereo = readonly [left: Float32Array, right: Float32Array];

/** How level and filter of a loop wander, so that it is never heard to repeat. */
export interface Motion {
  /** Largest rise and fall in dB. */
  readonly db: number;
  /** `drift`: 1/f noise, as of gusts; `swell`: one wave after another. */
  readonly kind: 'drift' | 'swell';
  /** Length of the slowest movement of a drift; shortest and longest wave of a swell. */
  readonly seconds: Seconds | readonly [shortest: Seconds, longest: Seconds];
}

interface BedBase {
  /** Sample rate that it is rendered at: no higher than it has something to say. */
  readonly rate: Hertz;
  /** Loudness at level 1, in LUFS: of a loop the mean, of single sounds the loudest 400 ms. */
  readonly loudness: number;
}

/** A bed that sounds all the time. */
export interface LoopBed extends BedBase {
  readonly kind: 'loop';
  readonly seconds: Seconds;
  readonly motion: Motion;
  /** A filter that follows the motion, by up to `octaves` above and below `hertz`. */
  readonly filter?: {
    readonly type: 'lowpass' | 'bandpass';
    readonly hertz: Hertz;
    readonly q: number;
    readonly octaves: number;
  };
  render(count: number, rate: Hertz, rng: Random): Slices<Stereo>;
}

/** A bed of single sounds, one at a time. */
export interface GrainBed extends BedBase {
  readonly kind: 'grains';
  /** Number of sounds that are rendered; each is played with another speed and level every time. */
  readonly variants: number;
  /** Pause after a sound. */
  readonly pause: readonly [shortest: Seconds, longest: Seconds];
  /** How much softer a sound may be than another, in dB: how far away it may be. */
  readonly depth: number;
  /** Widest place from the middle, 0..1. */
  readonly spread: number;
  /** Largest change of speed, as a share. */
  readonly speed: number;
  render(rate: Hertz, rng: Random): Slices<Float32Array>;
}

export type Bed = LoopBed | GrainBed;
