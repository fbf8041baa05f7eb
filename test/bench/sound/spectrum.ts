/** Spectrum and width of stereo sound: power of mid and side by octave and by band, and the centroid. */

import FFT from 'fft.js';
import { percentile } from '../statistics.ts';

/** Samples of a window. */
const POINTS = 4096;
const HOP = POINTS / 2;
/** Lower edge of the octave around 31 Hz. */
const LOWEST = 22.1;
/** Centers of the ten octaves, in Hz, as the rows name them. */
export const OCTAVES = ['31', '63', '125', '250', '500', '1k', '2k', '4k', '8k', '16k'] as const;
/** Edges of the three bands in which width is measured, in Hz. */
const BANDS = [LOWEST, 250, 2500, LOWEST * 2 ** OCTAVES.length] as const;

const fft = new FFT(POINTS);
const hann = Float64Array.from({ length: POINTS }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / POINTS));

/** What windows of a piece come to; powers have no unit, only their ratios count. */
export interface StereoSpectrum {
  /** By octave. */
  readonly mid: readonly number[];
  readonly side: readonly number[];
  /** By band: below 250 Hz, up to 2.5 kHz, above. */
  readonly bandMid: readonly number[];
  readonly bandSide: readonly number[];
  /** Median of the windows' magnitude centroid of mid, in Hz; silent windows do not count. */
  readonly centroid: number;
}

/** Measures mid, (L+R)/2, and side, (L-R)/2, in Hann windows of 4096 samples. */
export function stereoSpectrum(left: Float32Array, right: Float32Array, sampleRate: number): StereoSpectrum {
  const octaves = OCTAVES.map((_, k) => [LOWEST * 2 ** k, LOWEST * 2 ** (k + 1)] as const);
  const bands = BANDS.slice(1).map((to, k) => [BANDS[k]!, to] as const);
  const mid = new Float64Array(POINTS / 2);
  const side = new Float64Array(POINTS / 2);
  const centroids: number[] = [];
  for (let from = 0; from + POINTS <= left.length; from += HOP) {
    const powers = windowPowers((i) => (left[from + i]! + right[from + i]!) / 2);
    add(mid, powers);
    add(
      side,
      windowPowers((i) => (left[from + i]! - right[from + i]!) / 2),
    );
    const centroid = centroidOf(powers, sampleRate);
    if (centroid !== null) centroids.push(centroid);
  }
  const sums = (powers: Float64Array, ranges: readonly (readonly [number, number])[]) =>
    ranges.map(([from, to]) => sumBetween(powers, sampleRate, from, to));
  return {
    mid: sums(mid, octaves),
    side: sums(side, octaves),
    bandMid: sums(mid, bands),
    bandSide: sums(side, bands),
    centroid: percentile(centroids, 0.5),
  };
}

function windowPowers(sampleAt: (i: number) => number): Float64Array {
  const bins = fft.createComplexArray();
  fft.realTransform(
    bins,
    Array.from(hann, (weight, i) => weight * sampleAt(i)),
  );
  return Float64Array.from({ length: POINTS / 2 }, (_, k) => bins[2 * k]! ** 2 + bins[2 * k + 1]! ** 2);
}

function add(sums: Float64Array, powers: Float64Array): void {
  for (let k = 0; k < sums.length; k++) sums[k]! += powers[k]!;
}

function centroidOf(powers: Float64Array, sampleRate: number): number | null {
  let magnitudes = 0;
  let weighted = 0;
  for (let k = 1; k < powers.length; k++) {
    const magnitude = Math.sqrt(powers[k]!);
    magnitudes += magnitude;
    weighted += magnitude * k;
  }
  return magnitudes < 1e-6 ? null : ((weighted / magnitudes) * sampleRate) / POINTS;
}

function sumBetween(powers: Float64Array, sampleRate: number, from: number, to: number): number {
  const bin = sampleRate / POINTS;
  let sum = 0;
  for (let k = Math.ceil(from / bin); k < powers.length && k * bin < to; k++) sum += powers[k]!;
  return sum;
}
