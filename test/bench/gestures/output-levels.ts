/** What a gesture did to the output: when the level was there, how fast it moved, and whether it clicked. */

import { percentile } from '../statistics.ts';

/** Samples around a gesture. */
export interface Take {
  readonly samples: Float32Array;
  readonly rate: number;
  /** Second in the samples at which the signal was sent. */
  readonly sent: number;
}

/** Butterworth sections of the eighth order. */
const SECTIONS = [0.5098, 0.6013, 0.9, 2.5629];

/** What lies above a frequency, 48 dB an octave. */
export function above(samples: Float32Array, rate: number, hertz: number): Float32Array {
  let signal = Float64Array.from(samples);
  for (const q of SECTIONS) {
    const w = (2 * Math.PI * hertz) / rate;
    const alpha = Math.sin(w) / (2 * q);
    const [b0, b1, a0, a1, a2] = [(1 + Math.cos(w)) / 2, -(1 + Math.cos(w)), 1 + alpha, -2 * Math.cos(w), 1 - alpha];
    let [x1, x2, y1, y2] = [0, 0, 0, 0];
    signal = signal.map((x) => {
      const y = (b0 * x + b1 * x1 + b0 * x2 - a1 * y1 - a2 * y2) / a0;
      [x2, x1, y2, y1] = [x1, x, y1, y];
      return y;
    });
  }
  return Float32Array.from(signal);
}

/** Window of a level, and the time between two. */
const WINDOW = 0.02;
const HOP = 0.002;

/** Levels (linear) of windows by the time of their middle. */
export function levels(samples: Float32Array, rate: number): readonly (readonly [time: number, level: number])[] {
  const squares = new Float64Array(samples.length + 1);
  samples.forEach((sample, i) => {
    squares[i + 1] = squares[i]! + sample * sample;
  });
  const list: [number, number][] = [];
  const width = Math.round(WINDOW * rate);
  for (let at = 0; at + width < samples.length; at += Math.round(HOP * rate))
    list.push([(at + width / 2) / rate, Math.sqrt(Math.max(0, squares[at + width]! - squares[at]!) / width)]);
  return list;
}

/** The level before the signal, and where it comes to rest. */
export function ends({ samples, rate, sent }: Take): { readonly before: number; readonly after: number } {
  const of = (from: number, to: number) =>
    percentile(
      levels(samples, rate).flatMap(([time, level]) => (time > sent + from && time < sent + to ? [level] : [])),
      0.5,
    );
  return { before: of(-0.3, -0.02), after: of(0.5, 0.8) };
}

/** Milliseconds from the signal until a share of the change of level is there, and stays; NaN where it never is. */
export function msUntil(take: Take, share: number): number {
  const { before, after } = ends(take);
  const bound = before + (after - before) * share;
  const isThere = (level: number) => (after > before ? level >= bound : level <= bound);
  const list = levels(take.samples, take.rate).filter(([time]) => time > take.sent - 0.02);
  const first = list.find(([, level]) => isThere(level));
  return first === undefined ? Number.NaN : 1000 * (first[0] - take.sent);
}

/**
 * The largest difference in dB between the levels of two windows that begin 20 ms apart, of the mean power of takes that did
 * the same: some sounds tremble by themselves.
 */
export function largestJump(takes: readonly Take[], from: number, to: number): number {
  const [first, ...others] = takes.map(({ samples, rate }) => levels(samples, rate));
  if (first === undefined) return Number.NaN;
  const mean = first.map(([time, level], i) => {
    const power = others.reduce((sum, list) => sum + (list[i]?.[1] ?? 0) ** 2, level ** 2);
    return [time, Math.sqrt(power / takes.length)] as const;
  });
  const { sent } = takes[0]!;
  const list = mean.filter(([time]) => time >= sent + from && time <= sent + to);
  const apart = Math.round(WINDOW / HOP);
  return Math.max(0, ...list.slice(apart).map(([, level], i) => Math.abs(20 * Math.log10(level / list[i]![1]))));
}

/** Traces of transposed sounds rise and fall by as much, as power. */
const TRACES = 2;

/**
 * How loud the loudest 5 ms are above all that sounds, against the level of all, in dB; -120 where they are no louder than
 * before and after: transposed sounds have traces there.
 */
export function loudestClick({ samples, rate, sent }: Take, hertz: number): number {
  const high = above(samples, rate, hertz);
  const width = Math.round(0.005 * rate);
  const power = (part: Float32Array) => part.reduce((sum, x) => sum + x * x, 0) / part.length;
  const loudest = (from: number, to: number) => {
    let most = 0;
    for (let at = Math.round((sent + from) * rate); at + width < (sent + to) * rate; at += width)
      most = Math.max(most, power(high.subarray(at, at + width)));
    return most;
  };
  const excess = loudest(-0.02, 0.4) - TRACES * Math.max(loudest(-0.35, -0.03), loudest(0.5, 0.85));
  return excess <= 0 ? -120 : Math.max(-120, 10 * Math.log10(excess / power(samples)));
}
