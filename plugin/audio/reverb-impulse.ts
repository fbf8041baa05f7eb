/**
 * The impulse response of a hall: some early reflections, then a tail whose treble decays first. Of seeded noise, so that two
 * renderings of one recording are identical.
 */

import { random } from '../music/random.ts';
import type { Seconds } from '../music/time.ts';
import { gainOfDb } from './decibels.ts';
import { belowNyquist } from './nyquist.ts';

/** Parameters of a reverb. */
export interface ReverbSettings {
  /** Time to decay by 60 dB. */
  readonly decay: Seconds;
  /** Time before the first reflection. */
  readonly preDelay: Seconds;
  /** Lowpass cutoff at the end of the decay, in Hz. */
  readonly damping: number;
  /** Share of the energy in early reflections. */
  readonly early: number;
}

/** A medium hall: 1.8 s suits slow strings and keeps a battle's drums distinct (Beranek gives 1.8 to 2.1 for halls). */
export const HALL: ReverbSettings = { decay: 1.8, preDelay: 0.022, damping: 2200, early: 0.5 };

/** Cutoff at the beginning of the tail and of a reflection, in Hz. */
const BRIGHT = 12_000;
/** The hall does not answer below, in Hz: reverb in the bass is heard as mud. */
const BASS = 70;
/** Time until the tail reaches full density. */
const BUILD: Seconds = 0.05;
/** Samples between changes of the cutoff. */
const BLOCK = 64;

/** Early reflections: their number, the time between first and last, and the level of the last in dB. */
const EARLY = { count: 14, span: 0.07, fall: -9 } as const;
/** Length of a reflection: a wall is not a mirror, and a single sample would sound as a comb. */
const SMEAR: Seconds = 0.0012;

/** One channel of an impulse response, with unit energy. Different seeds give uncorrelated channels, hence stereo width. */
export function createImpulseResponse(settings: ReverbSettings, sampleRate: number, seed: string): Float32Array {
  const { decay, preDelay, early } = settings;
  const start = Math.round(preDelay * sampleRate);
  const out = new Float32Array(start + Math.round(decay * 1.1 * sampleRate));
  const sound = out.subarray(start);
  const reflections = new Float32Array(sound.length);
  addReflections(reflections, sampleRate, seed);
  addTail(sound, settings, sampleRate, seed);
  for (const part of [sound, reflections]) removeBass(part, sampleRate);
  const [tailGain, earlyGain] = [
    Math.sqrt((1 - early) / energyOf(sound)),
    Math.sqrt(early / energyOf(reflections)),
  ] as const;
  for (let i = 0; i < sound.length; i++) sound[i] = sound[i]! * tailGain + reflections[i]! * earlyGain;
  const scale = 1 / Math.sqrt(energyOf(sound));
  for (let i = 0; i < sound.length; i++) sound[i]! *= scale;
  return out;
}

function addReflections(out: Float32Array, sampleRate: number, seed: string): void {
  const chance = random(`${seed}/early`);
  const length = Math.max(1, Math.round(SMEAR * sampleRate));
  for (let n = 0; n < EARLY.count; n++) {
    // They come closer together: their number grows with the square of time.
    const time = EARLY.span * Math.sqrt((n + chance.next()) / EARLY.count);
    const level = gainOfDb((EARLY.fall * time) / EARLY.span) * (chance.next() < 0.5 ? -1 : 1);
    const at = Math.round(time * sampleRate);
    for (let i = 0; i < length && at + i < out.length; i++)
      out[at + i]! += level * (1 - i / length) * (i === 0 ? 1 : chance.next() - 0.5);
  }
}

function addTail(out: Float32Array, { decay, damping }: ReverbSettings, sampleRate: number, seed: string): void {
  const chance = random(seed);
  const fading = 10 ** (-3 / (decay * sampleRate));
  let low = 0;
  let level = 1;
  let smoothing = 0;
  for (let i = 0; i < out.length; i++) {
    const age = i / sampleRate;
    if (i % BLOCK === 0) {
      const cutoff = belowNyquist(BRIGHT * (damping / BRIGHT) ** Math.min(1, age / decay), sampleRate);
      smoothing = 1 - Math.exp((-2 * Math.PI * cutoff) / sampleRate);
    }
    low += smoothing * (chance.next() * 2 - 1 - low);
    level *= fading;
    out[i] = low * level * Math.min(1, age / BUILD);
  }
}

/** A high-pass filter of 6 dB per octave, in place. */
function removeBass(samples: Float32Array, sampleRate: number): void {
  const smoothing = 1 - Math.exp((-2 * Math.PI * BASS) / sampleRate);
  let low = 0;
  for (let i = 0; i < samples.length; i++) {
    low += smoothing * (samples[i]! - low);
    samples[i]! -= low;
  }
}

function energyOf(samples: Float32Array): number {
  return samples.reduce((sum, value) => sum + value ** 2, 1e-12);
}
