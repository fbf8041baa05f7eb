/** What ears would notice, as numbers: level, peaks, onsets and jumps of rendered sound. */

/** Linear as decibels; -Infinity for 0. */
export function toDecibels(value: number): number {
  return 20 * Math.log10(value);
}

/** Root mean square between two times in seconds (all of it by default). */
export function rms(samples: Float32Array, sampleRate: number, from = 0, to = Number.POSITIVE_INFINITY): number {
  const start = Math.max(0, Math.round(from * sampleRate));
  const end = Math.min(samples.length, Math.round(to * sampleRate));
  let sum = 0;
  for (let i = start; i < end; i++) sum += samples[i]! ** 2;
  return Math.sqrt(sum / Math.max(1, end - start));
}

/** As {@link rms}, in dBFS. */
export function level(samples: Float32Array, sampleRate: number, from?: number, to?: number): number {
  return toDecibels(rms(samples, sampleRate, from, to));
}

/** The largest sample, whatever its sign. */
export function peak(...channels: readonly Float32Array[]): number {
  let highest = 0;
  for (const channel of channels) for (const value of channel) highest = Math.max(highest, Math.abs(value));
  return highest;
}

/** The first time in seconds, from `from` on, when a share of the peak after `from` is reached; NaN in silence. */
export function onset(samples: Float32Array, sampleRate: number, from = 0, share = 0.1): number {
  const start = Math.round(from * sampleRate);
  const threshold = peak(samples.subarray(start)) * share;
  if (threshold === 0) return Number.NaN;
  for (let i = start; i < samples.length; i++) if (Math.abs(samples[i]!) >= threshold) return i / sampleRate;
  return Number.NaN;
}

/** The largest step from one sample to the next between two times: a click is one that the sound itself would not make. */
export function largestStep(
  samples: Float32Array,
  sampleRate: number,
  from = 0,
  to = Number.POSITIVE_INFINITY,
): number {
  const start = Math.max(1, Math.round(from * sampleRate));
  const end = Math.min(samples.length, Math.round(to * sampleRate));
  let largest = 0;
  for (let i = start; i < end; i++) largest = Math.max(largest, Math.abs(samples[i]! - samples[i - 1]!));
  return largest;
}

/** Levels in dBFS of windows in a row, for curves and pictures. */
export function levels(samples: Float32Array, sampleRate: number, window: number): readonly number[] {
  const list: number[] = [];
  for (let at = 0; (at + window) * sampleRate <= samples.length; at += window) {
    list.push(level(samples, sampleRate, at, at + window));
  }
  return list;
}

/** How strong one frequency is between two times, in dB: the Goertzel sum over a Hann window. */
export function tone(samples: Float32Array, sampleRate: number, hz: number, from: number, to: number): number {
  const first = Math.round(from * sampleRate);
  const count = Math.min(samples.length, Math.round(to * sampleRate)) - first;
  let real = 0;
  let imaginary = 0;
  for (let i = 0; i < count; i++) {
    const sample = samples[first + i]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / count));
    const angle = (2 * Math.PI * hz * i) / sampleRate;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
  }
  return toDecibels((4 * Math.hypot(real, imaginary)) / count);
}
