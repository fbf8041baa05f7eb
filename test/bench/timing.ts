/** How long pieces of work take, and how much music comes of them. Absolute times drift with the machine; ratios of one run hold. */

import { median, percentile, rounded } from './statistics.ts';

/** What was measured of one kind of work. */
export interface Timing {
  readonly work: string;
  readonly times: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Seconds of music a second of work, by the median; above 1 the music never waits. */
  readonly realTime: number;
}

/** One piece of work: how long it took, and how much music came of it. */
export interface Sample {
  readonly ms: number;
  readonly seconds: number;
}

/** Sums samples up. */
export function timingOf(work: string, samples: readonly Sample[]): Timing {
  const ms = samples.map((sample) => sample.ms);
  const ratios = samples.map((sample) => (1000 * sample.seconds) / sample.ms);
  const [medianMs, p95Ms, realTime] = [median(ms), percentile(ms, 0.95), median(ratios)].map((value) =>
    rounded(value, 1),
  ) as [number, number, number];
  const times = samples.length;
  return { work, times, medianMs, p95Ms, realTime };
}

/** Does a piece of work and adds its sample. @param seconds how much music was made. */
export async function timed<T>(
  samples: Sample[],
  seconds: (made: T) => number,
  work: () => T | Promise<T>,
): Promise<T> {
  const began = performance.now();
  const made = await work();
  samples.push({ ms: performance.now() - began, seconds: seconds(made) });
  return made;
}

/** A timing for people to read. */
export function timingLine({ work, times, medianMs, p95Ms, realTime }: Timing): string {
  return `${work.padEnd(24)} ${medianMs} ms (p95 ${p95Ms}), ${realTime} × real time, ${times} times`;
}
