/** Perceived loudness after ITU-R BS.1770: K-weighted mean power in short windows. */

import type { Seconds } from '../music/time.ts';
import { gainOfDb } from './decibels.ts';
import { belowNyquist } from './nyquist.ts';

const WINDOW = 0.4;
const HOP = 0.1;

type Biquad = readonly [b0: number, b1: number, b2: number, a1: number, a2: number];

/** The two K-weighting filters of BS.1770 for any sample rate (coefficients after the analog prototypes of libebur128). */
export function kWeighting(sampleRate: number): readonly [shelf: Biquad, highPass: Biquad] {
  const shelf = (() => {
    const k = Math.tan((Math.PI * belowNyquist(1681.9744509555319, sampleRate)) / sampleRate);
    const q = 0.7071752369554193;
    const vh = gainOfDb(3.99984385397);
    const vb = vh ** 0.499666774155;
    const a0 = 1 + k / q + k * k;
    return [
      (vh + (vb * k) / q + k * k) / a0,
      (2 * (k * k - vh)) / a0,
      (vh - (vb * k) / q + k * k) / a0,
      (2 * (k * k - 1)) / a0,
      (1 - k / q + k * k) / a0,
    ] as const;
  })();
  const k = Math.tan((Math.PI * 38.13547087613982) / sampleRate);
  const q = 0.5003270373253953;
  const a0 = 1 + k / q + k * k;
  return [shelf, [1, -2, 1, (2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0]];
}

function filtered(samples: Float32Array, [b0, b1, b2, a1, a2]: Biquad): Float32Array {
  const out = new Float32Array(samples.length);
  let s1 = 0;
  let s2 = 0;
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!;
    const y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    out[i] = y;
  }
  return out;
}

/** K-weighted power in windows (of 400 ms by default), one per 100 ms; a shorter signal is padded with silence. */
export function momentaryPowers(
  samples: Float32Array,
  sampleRate: number,
  seconds: Seconds = WINDOW,
): readonly number[] {
  const [shelf, highPass] = kWeighting(sampleRate);
  const weighted = filtered(filtered(samples, shelf), highPass);
  const window = Math.round(seconds * sampleRate);
  const hop = Math.round(HOP * sampleRate);
  const powers: number[] = [];
  for (let start = 0; start === 0 || start + window <= weighted.length; start += hop) {
    let sum = 0;
    for (let i = start; i < Math.min(start + window, weighted.length); i++) sum += weighted[i]! ** 2;
    powers.push(sum / window);
  }
  return powers;
}

/** Converts a power to LUFS. */
export function loudnessOf(power: number): number {
  return -0.691 + 10 * Math.log10(power);
}

/** Loudness to which the loudest 400 ms of every note of every instrument is leveled, in LUFS. */
export const NOTE_LOUDNESS = -20;

/** Loudness of the loudest 400 ms, in LUFS; -Infinity for silence. */
export function peakLoudness(samples: Float32Array, sampleRate: number): number {
  return loudnessOf(Math.max(...momentaryPowers(samples, sampleRate)));
}

/** Integrated loudness of a piece, in LUFS, without silences (gates of BS.1770: -70 LUFS, then 10 LU below the mean). */
export function integratedLoudness(channels: readonly Float32Array[], sampleRate: number): number {
  const perChannel = channels.map((channel) => momentaryPowers(channel, sampleRate));
  const powers = perChannel[0]!.map((_, i) => perChannel.reduce((sum, each) => sum + each[i]!, 0));
  const mean = (list: readonly number[]) => list.reduce((sum, power) => sum + power, 0) / Math.max(1, list.length);
  const audible = powers.filter((power) => loudnessOf(power) > -70);
  const gate = loudnessOf(mean(audible)) - 10;
  return loudnessOf(mean(audible.filter((power) => loudnessOf(power) > gate)));
}
