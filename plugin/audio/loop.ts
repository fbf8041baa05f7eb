/**
 * A note that outlasts its recording repeats a part of it. The loop points are chosen where the waveforms match, and the end
 * of the loop is crossfaded into the audio before its start, so that neither click nor dip is audible.
 */

import { finished } from '../music/background-tasks.ts';
import type { Seconds } from '../music/time.ts';

/** Loop points of a recording, in seconds from its start. */
export interface Loop {
  readonly start: Seconds;
  readonly end: Seconds;
}

/** Length of the waveforms that are compared: several periods of the lowest note. */
const COMPARED: Seconds = 0.08;
/** Distance around the requested start in which the best one is searched. */
const SEARCHED: Seconds = 0.08;
/** Length of the crossfade. */
const JOIN: Seconds = 0.25;
/** Number of possible starts that a step of the search compares: some tenths of a millisecond. */
const STARTS_IN_A_STEP = 64;
/** Shortest useful loop: in shorter ones vibrato becomes uneven. */
const SHORTEST: Seconds = 0.45;

/**
 * The loop of a recording from about `from` to `to`, or null if there is no room for one.
 * @param range the start is searched within 80 ms of the requested one, where the waveform best matches that at the end.
 * @param period length of a period; if given, only whole periods are tried.
 */
export function findLoop(samples: Float32Array, sampleRate: number, range: Loop, period?: Seconds): Loop | null {
  return finished(findingLoop(samples, sampleRate, range, period));
}

/** As {@link findLoop}, as a generator with short steps, so that other work can run in between. */
export function* findingLoop(
  samples: Float32Array,
  sampleRate: number,
  range: Loop,
  period?: Seconds,
): Generator<undefined, Loop | null> {
  const { start: from, end: to } = range;
  if (from - SEARCHED < JOIN || to - from - SEARCHED < SHORTEST || to * sampleRate > samples.length) return null;
  const end = Math.round(to * sampleRate);
  const length = Math.round(COMPARED * sampleRate);
  const step = period === undefined ? 1 : period * sampleRate;
  const radius = SEARCHED * sampleRate;
  let best = Math.round(from * sampleRate);
  let most = Number.NEGATIVE_INFINITY;
  const nearest = Math.ceil((end - from * sampleRate - radius) / step);
  const farthest = Math.floor((end - from * sampleRate + radius) / step);
  for (let periods = nearest; periods <= farthest; periods++) {
    const start = Math.round(end - periods * step);
    let product = 0;
    let power = 1e-12;
    for (let i = 1; i <= length; i++) {
      const before = samples[start - i]!;
      product += before * samples[end - i]!;
      power += before * before;
    }
    const likeness = product / Math.sqrt(power);
    if (likeness > most) {
      most = likeness;
      best = start;
    }
    if ((periods - nearest) % STARTS_IN_A_STEP === STARTS_IN_A_STEP - 1) yield;
  }
  return { start: best / sampleRate, end: end / sampleRate };
}

/**
 * Crossfades the end of a loop with the audio before its start, in place. Correlated waveforms add in amplitude, others in
 * power: the more similar they are, the lower the gain in the middle, so that the level stays constant.
 */
export function crossfadeLoop(samples: Float32Array, sampleRate: number, { start, end }: Loop): void {
  const [first, last] = [Math.round(start * sampleRate), Math.round(end * sampleRate)];
  const length = Math.min(first, Math.round(JOIN * sampleRate));
  const [from, into] = [samples.slice(last - length, last), samples.subarray(first - length, first)];
  const alike = likeness(from, into);
  for (let i = 0; i < length; i++) {
    const share = (i + 1) / length;
    const power = share ** 2 + (1 - share) ** 2 + 2 * share * (1 - share) * alike;
    samples[last - length + i] = (from[i]! * (1 - share) + into[i]! * share) / Math.sqrt(power);
  }
}

/** Correlation of two waveforms, 0 (none, or inverted) .. 1. */
function likeness(a: Float32Array, b: Float32Array): number {
  let [product, powerA, powerB] = [0, 1e-12, 1e-12];
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!;
    powerA += a[i]! ** 2;
    powerB += b[i]! ** 2;
  }
  return Math.max(0, product / Math.sqrt(powerA * powerB));
}
