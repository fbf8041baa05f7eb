/**
 * Noise and filters for sounds that are rendered once and repeated. Everything is circular: filters begin in the state in
 * which they end, and what rings past the end is added to the beginning, so that a loop has no seam to hide.
 *
 * The work is done in slices, because it runs on the game's thread: each `yield` is a place to stop until the next tick.
 */

import type { Random } from '../../music/random.ts';
import type { Hertz } from '../nyquist.ts';

/** Work in slices; returns its result. */
export type Slices<T> = Generator<void, T>;

/** Samples per slice: about a tenth of a millisecond of work. */
const SLICE = 4096;
/** Samples that a filter reads from the end before it begins; its poles have decayed by then. */
const LEAD_IN = 8192;

/** White noise, -1..1. */
export function* whiteNoise(count: number, rng: Random): Slices<Float32Array> {
  const samples = new Float32Array(count);
  // Xorshift (Marsaglia 2003), seeded by the stream: it sounds the same as a better generator, and is ten times as fast.
  let state = 1 + rng.int(0x7fff_ffff);
  for (let i = 0; i < count; i++) {
    if (i % SLICE === SLICE - 1) yield;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    samples[i] = state / 0x8000_0000;
  }
  return samples;
}

/** Coefficients of a filter of second order, normalized. */
export type Biquad = readonly [b0: number, b1: number, b2: number, a1: number, a2: number];

function biquad(kind: 'low' | 'high' | 'band', hertz: Hertz, q: number, rate: number): Biquad {
  const angle = (2 * Math.PI * Math.min(hertz, 0.45 * rate)) / rate;
  const cos = Math.cos(angle);
  const alpha = Math.sin(angle) / (2 * q);
  const a0 = 1 + alpha;
  const rest = [(-2 * cos) / a0, (1 - alpha) / a0] as const;
  if (kind === 'band') return [alpha / a0, 0, -alpha / a0, ...rest];
  const side = kind === 'low' ? 1 - cos : 1 + cos;
  return [side / 2 / a0, (kind === 'low' ? side : -side) / a0, side / 2 / a0, ...rest];
}

const BUTTERWORTH = Math.SQRT1_2;
/** A low-pass filter (Bristow-Johnson, Audio EQ Cookbook). */
export const lowpass = (hertz: Hertz, rate: number, q = BUTTERWORTH) => biquad('low', hertz, q, rate);
/** A high-pass filter. */
export const highpass = (hertz: Hertz, rate: number, q = BUTTERWORTH) => biquad('high', hertz, q, rate);
/** A band-pass filter with a gain of 1 in its middle. */
export const bandpass = (hertz: Hertz, rate: number, q: number) => biquad('band', hertz, q, rate);

/** Filters samples circularly, in place. */
export function* filter(samples: Float32Array, ...filters: readonly Biquad[]): Slices<Float32Array> {
  const { length } = samples;
  const lead = Math.min(LEAD_IN, length);
  for (const [b0, b1, b2, a1, a2] of filters) {
    let s1 = 0;
    let s2 = 0;
    for (let i = -lead; i < length; i++) {
      if ((i & (SLICE - 1)) === SLICE - 1) yield;
      const x = samples[i < 0 ? length + i : i]!;
      const y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      if (i >= 0) samples[i] = y;
    }
  }
  return samples;
}

/** Pink noise, 3 dB less per octave (Kellet's three poles). */
export function* pinkNoise(count: number, rng: Random): Slices<Float32Array> {
  const samples = yield* whiteNoise(count, rng);
  const lead = Math.min(LEAD_IN, count);
  let [p0, p1, p2] = [0, 0, 0];
  for (let i = -lead; i < count; i++) {
    if ((i & (SLICE - 1)) === SLICE - 1) yield;
    const x = samples[i < 0 ? count + i : i]!;
    p0 = 0.99765 * p0 + x * 0.099046;
    p1 = 0.963 * p1 + x * 0.2965164;
    p2 = 0.57 * p2 + x * 1.0526913;
    if (i >= 0) samples[i] = 0.25 * (p0 + p1 + p2 + x * 0.1848);
  }
  return samples;
}

/** Two channels of noise that have `shared` of their power in common, so that a bed is wide and has a middle. */
export function* stereoNoise(
  make: (count: number, rng: Random) => Slices<Float32Array>,
  count: number,
  shared: number,
  rng: Random,
): Slices<readonly [Float32Array, Float32Array]> {
  const middle = yield* make(count, rng);
  const sides = [yield* make(count, rng), yield* make(count, rng)] as const;
  const [common, own] = [Math.sqrt(shared), Math.sqrt(1 - shared)];
  for (const side of sides) {
    yield;
    for (let i = 0; i < count; i++) side[i] = own * side[i]! + common * middle[i]!;
  }
  return sides;
}

/** Adds a sound at a place, wrapped around the end. */
export function addAt(target: Float32Array, sound: Float32Array, at: number, gain: number): void {
  for (let i = 0, place = Math.floor(at) % target.length; i < sound.length; i++) {
    target[place] = target[place]! + gain * sound[i]!;
    if (++place === target.length) place = 0;
  }
}

/** Adds a sound to two channels, with equal power from left (0) to right (1). */
export function addPanned(
  channels: readonly [Float32Array, Float32Array],
  sound: Float32Array,
  at: number,
  gain: number,
  pan: number,
): void {
  addAt(channels[0], sound, at, gain * Math.cos((pan * Math.PI) / 2));
  addAt(channels[1], sound, at, gain * Math.sin((pan * Math.PI) / 2));
}

/** Multiplies samples by a curve over 0..1 of their length, in place. */
export function* shaped(samples: Float32Array, curve: (share: number) => number): Slices<Float32Array> {
  const { length } = samples;
  // The curve is slow: it is read every 64 samples and drawn straight between.
  let from = curve(0);
  for (let start = 0; start < length; start += 64) {
    if (start % SLICE === 0) yield;
    const to = curve(Math.min(1, (start + 64) / length));
    for (let i = start; i < Math.min(length, start + 64); i++)
      samples[i] = samples[i]! * (from + ((to - from) * (i - start)) / 64);
    from = to;
  }
  return samples;
}

/** A smooth random curve over 0..1, of values -1..1, that ends where it begins. */
export function periodicCurve(knots: number, rng: Random): (share: number) => number {
  const values = Array.from({ length: knots }, () => 2 * rng.next() - 1);
  return (share) => {
    const at = (share % 1) * knots;
    const knot = Math.floor(at);
    const within = at - knot;
    const smooth = within * within * (3 - 2 * within);
    return values[knot % knots]! * (1 - smooth) + values[(knot + 1) % knots]! * smooth;
  };
}

/** A random length between two, each octave as likely as another. */
export function between(low: number, high: number, rng: Random): number {
  return low * (high / low) ** rng.next();
}

/** Adds one channel to another with a gain, in place. */
export function mixed(target: Float32Array, other: Float32Array, gain: number): void {
  for (let i = 0; i < target.length; i++) target[i] = target[i]! + gain * other[i]!;
}
