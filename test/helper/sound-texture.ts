/** What makes a texture of sound what it is: where its power lies, how it moves, how spiky and how tonal it is. */

import FFT from 'fft.js';
import { rms } from './audio-measure.ts';

/** Mean power of bins, with their width in Hz. */
export interface PowerSpectrum {
  readonly power: Float64Array;
  readonly width: number;
}

/** Mean power spectrum in Hann windows. */
export function powerSpectrum(samples: ArrayLike<number>, rate: number, points = 4096): PowerSpectrum {
  const fft = new FFT(points);
  const [input, output] = [new Array<number>(points).fill(0), fft.createComplexArray()];
  const power = new Float64Array(points / 2);
  let windows = 0;
  for (let from = 0; from + points <= samples.length; from += points / 2) {
    windows++;
    for (let i = 0; i < points; i++) input[i] = samples[from + i]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / points));
    fft.realTransform(output, input);
    for (let bin = 0; bin < power.length; bin++)
      power[bin] = power[bin]! + output[2 * bin]! ** 2 + output[2 * bin + 1]! ** 2;
  }
  return { power: power.map((sum) => sum / Math.max(1, windows)), width: rate / points };
}

/** Power between two frequencies. */
export function powerBetween({ power, width }: PowerSpectrum, from: number, to: number): number {
  let sum = 0;
  for (let bin = Math.max(1, Math.round(from / width)); bin < Math.min(power.length, Math.round(to / width)); bin++)
    sum += power[bin]!;
  return sum;
}

/** Share of the power between two frequencies. */
export function shareBetween(spectrum: PowerSpectrum, from: number, to: number): number {
  return powerBetween(spectrum, from, to) / powerBetween(spectrum, 0, Number.POSITIVE_INFINITY);
}

/** The frequency of the most power between two. */
export function peakBetween({ power, width }: PowerSpectrum, from: number, to: number): number {
  let best = Math.round(from / width);
  for (let bin = best; bin < Math.round(to / width); bin++) if (power[bin]! > power[best]!) best = bin;
  return best * width;
}

/** Geometric over arithmetic mean of the power between two frequencies: 1 for white noise, near 0 for tones. */
export function flatness({ power, width }: PowerSpectrum, from: number, to: number): number {
  const bins = power.slice(Math.round(from / width), Math.round(to / width));
  const logs = bins.reduce((sum, value) => sum + Math.log(value + 1e-30), 0) / bins.length;
  return Math.exp(logs) / (bins.reduce((sum, value) => sum + value, 0) / bins.length);
}

/** Levels in windows, in dB, at least -120. */
export function levelCurve(samples: Float32Array, rate: number, window: number): number[] {
  const count = Math.floor(samples.length / (window * rate));
  return Array.from({ length: count }, (_, i) =>
    Math.max(-120, 20 * Math.log10(rms(samples, rate, i * window, (i + 1) * window))),
  );
}

/** Logarithms of the mean frequency in windows, in octaves. */
export function centroidCurve(samples: Float32Array, rate: number, window: number): number[] {
  const count = Math.floor(samples.length / (window * rate));
  return Array.from({ length: count }, (_, i) => {
    const part = samples.subarray(i * window * rate, (i + 1) * window * rate);
    const { power, width } = powerSpectrum(part, rate, 2048);
    const sums = power.reduce(([all, weighted], value, bin) => [all! + value, weighted! + value * bin], [0, 0]);
    return Math.log2((width * sums[1]!) / sums[0]!);
  });
}

/** Kurtosis: 3 for Gaussian noise, more for spikes. */
export function kurtosis(samples: ArrayLike<number>): number {
  let [square, fourth] = [0, 0];
  for (let i = 0; i < samples.length; i++) {
    square += samples[i]! ** 2;
    fourth += samples[i]! ** 4;
  }
  return (samples.length * fourth) / square ** 2;
}

/** Pearson's correlation. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [ma, mb] = [mean(a), mean(b)];
  const product = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
    x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
}

/** Power of the movement of a level, by its frequency: of the envelope in windows of 10 ms. */
export function modulation(samples: Float32Array, rate: number, points = 1024): PowerSpectrum {
  const count = Math.floor(samples.length / (0.01 * rate));
  const envelope = Array.from({ length: count }, (_, i) => rms(samples, rate, i * 0.01, (i + 1) * 0.01));
  const mean = envelope.reduce((sum, value) => sum + value, 0) / count;
  return powerSpectrum(
    envelope.map((value) => value / mean - 1),
    100,
    points,
  );
}

/** The part above or below a frequency: a filter of first order, four times. */
export function split(samples: Float32Array, rate: number, hertz: number): { low: Float32Array; high: Float32Array } {
  const step = 1 - Math.exp((-2 * Math.PI * hertz) / rate);
  const low = samples.slice();
  for (let pass = 0; pass < 4; pass++) {
    let last = 0;
    for (let i = 0; i < low.length; i++) {
      last += step * (low[i]! - last);
      low[i] = last;
    }
  }
  const high = samples.slice();
  for (let pass = 0; pass < 4; pass++) {
    let last = 0;
    for (let i = 0; i < high.length; i++) {
      last += step * (high[i]! - last);
      high[i] = high[i]! - last;
    }
  }
  return { low, high };
}
