/** A reverb impulse response of seeded noise, so that two renderings of one recording are identical. */

import { random } from '../music/random.ts';
import type { Seconds } from '../music/time.ts';
import { belowNyquist } from './nyquist.ts';

/** Parameters of a reverb. */
export interface ReverbSettings {
  /** Time to decay by 60 dB. */
  readonly decay: Seconds;
  /** Time before the first reflections. */
  readonly preDelay: Seconds;
  /** Lowpass cutoff at the end of the decay, in Hz. */
  readonly damping: number;
}

/** A medium hall: 1.8 s suits slow strings and keeps a battle's drums distinct (Beranek gives 1.8 to 2.1 for halls). */
export const HALL: ReverbSettings = { decay: 1.8, preDelay: 0.018, damping: 2200 };

/** Cutoff of the first reflections, in Hz. */
const BRIGHT = 9000;
/** Time until reflections reach full density. */
const BUILD: Seconds = 0.012;
/** Samples between changes of the cutoff. */
const BLOCK = 64;

/** One channel of an impulse response, with unit energy. Different seeds give uncorrelated channels, hence stereo width. */
export function createImpulseResponse(
  { decay, preDelay, damping }: ReverbSettings,
  sampleRate: number,
  seed: string,
): Float32Array {
  const chance = random(seed);
  const start = Math.round(preDelay * sampleRate);
  const length = start + Math.round(decay * 1.1 * sampleRate);
  const out = new Float32Array(length);
  const fading = 10 ** (-3 / (decay * sampleRate));
  let low = 0;
  let level = 1;
  let smoothing = 0;
  let energy = 0;
  for (let i = start; i < length; i++) {
    const age = (i - start) / sampleRate;
    if ((i - start) % BLOCK === 0) {
      const cutoff = belowNyquist(BRIGHT * (damping / BRIGHT) ** Math.min(1, age / decay), sampleRate);
      smoothing = 1 - Math.exp((-2 * Math.PI * cutoff) / sampleRate);
    }
    low += smoothing * (chance.next() * 2 - 1 - low);
    level *= fading;
    out[i] = low * level * Math.min(1, age / BUILD);
    energy += out[i]! ** 2;
  }
  const scale = 1 / Math.sqrt(energy);
  for (let i = start; i < length; i++) out[i]! *= scale;
  return out;
}
