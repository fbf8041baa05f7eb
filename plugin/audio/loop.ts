/**
 * A tone that is held longer than its recording goes round in a part of it. The way back is chosen where the wave looks
 * the same, and the last of the round is faded into what comes before its start, so that neither step nor dip is heard.
 */

import type { Seconds } from '../music/time.ts';

/** The round of a recording, in seconds from its start. */
export interface Loop {
  readonly start: Seconds;
  readonly end: Seconds;
}

/** How much of the wave before the two ends is compared; some periods of the lowest tone. */
const COMPARED: Seconds = 0.08;
/** How far around the wished start the best one is looked for. */
const SEARCHED: Seconds = 0.08;
/** How long the end is faded into the start. */
const JOIN: Seconds = 0.25;
/** The shortest round worth going: under it a vibrato would be heard to limp. */
const SHORTEST: Seconds = 0.45;

/**
 * The loop of a recording from about `from` to `to`, or null where there is no room for one.
 * @param wish the start is looked for 80 ms around the one wished, where the wave is most like that at the end.
 * @param period where it is known, only whole periods are tried.
 */
export function findLoop(samples: Float32Array, sampleRate: number, wish: Loop, period?: Seconds): Loop | null {
  const { start: from, end: to } = wish;
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
  }
  return { start: best / sampleRate, end: end / sampleRate };
}

/**
 * Fades the end of a loop into what comes before its start, in place. Waves that run together add up, those that do not
 * add in power: the more alike the two are, the less the middle of the fade is lifted, so that neither sags nor swells.
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

/** Correlation of two waves, 0 (nothing in common, or opposed) .. 1. */
function likeness(a: Float32Array, b: Float32Array): number {
  let [product, powerA, powerB] = [0, 1e-12, 1e-12];
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!;
    powerA += a[i]! ** 2;
    powerB += b[i]! ** 2;
  }
  return Math.max(0, product / Math.sqrt(powerA * powerB));
}
