/**
 * Counted contexts, from short to long, smoothed by Witten & Bell (1991): each level mixes its own counts with the
 * level below in proportion to how many different symbols it has seen.
 */

import type { StepContext } from './features.ts';
import { DURATION_COUNT, PITCH_SYMBOLS } from './tokens.ts';

/** What came before in a line, latest first. */
export interface History {
  readonly pitches: readonly number[];
  readonly durations: readonly number[];
}

/** Names a context; the duration symbol is that of the note whose pitch is asked, -1 when the duration itself is. */
export type ContextKey = (step: Readonly<StepContext>, history: History, duration: number) => string;

/** A chain of contexts for durations and one for pitches, each from the most general to the most particular. */
export interface NgramScheme {
  readonly duration: readonly ContextKey[];
  readonly pitch: readonly ContextKey[];
}

/** Counts of one context: symbols and how often each came. */
interface Counts {
  total: number;
  readonly counts: Map<number, number>;
}

type Level = Map<string, Counts>;

const meterPlace: ContextKey = (step) => `${step.meter} ${step.place}`;
const modeOf: ContextKey = (step) => `${step.mode}`;
const chordOf = (step: Readonly<StepContext>) => (step.chord ? `${step.chord.root}${step.chord.quality}` : '?');
const pitches = (history: History, n: number) => history.pitches.slice(0, n).join(',');
const durations = (history: History, n: number) => history.durations.slice(0, n).join(',');

/** The tables that ship as the fallback composer: little history, but place, mode and chord. */
export const FALLBACK_SCHEME: NgramScheme = {
  duration: [
    (step) => step.meter,
    meterPlace,
    (step, history) => `${meterPlace(step, history, -1)} ${durations(history, 1)}`,
    (step, history) => `${meterPlace(step, history, -1)} ${durations(history, 2)}`,
  ],
  pitch: [
    modeOf,
    (step, _, duration) => `${step.mode} d${duration}`,
    (step, history) => `${step.mode} ${pitches(history, 1)}`,
    (step, history) => `${step.mode} ${chordOf(step)} ${pitches(history, 1)}`,
    (step, history) => `${step.mode} ${pitches(history, 3)}`,
  ],
};

/** The text-book baseline: variable order up to 5 over the same symbols, with place in the bar and mode, without chords. */
export const BASELINE_SCHEME: NgramScheme = {
  duration: [
    (step) => step.meter,
    meterPlace,
    ...[1, 2, 3, 4, 5].map(
      (n): ContextKey =>
        (step, history) =>
          `${meterPlace(step, history, -1)} ${durations(history, n)}`,
    ),
  ],
  pitch: [
    modeOf,
    (step, _, duration) => `${step.mode} d${duration}`,
    ...[1, 2, 3, 4, 5].map(
      (n): ContextKey =>
        (step, history) =>
          `${step.mode} ${pitches(history, n)}`,
    ),
  ],
};

/** The same with the sounding chord in the contexts. */
export const BASELINE_CHORDS_SCHEME: NgramScheme = {
  duration: BASELINE_SCHEME.duration,
  pitch: [
    modeOf,
    (step, _, duration) => `${step.mode} d${duration}`,
    ...[0, 1, 2, 3, 4].map(
      (n): ContextKey =>
        (step, history) =>
          `${step.mode} ${chordOf(step)} ${pitches(history, n)}`,
    ),
  ],
};

/** Counted contexts of a scheme. */
export class NgramTables {
  readonly #duration: readonly Level[];
  readonly #pitch: readonly Level[];

  constructor(readonly scheme: NgramScheme) {
    this.#duration = scheme.duration.map(() => new Map());
    this.#pitch = scheme.pitch.map(() => new Map());
  }

  /** Counts an event. */
  learn(step: Readonly<StepContext>, history: History, duration: number, pitch: number): void {
    this.scheme.duration.forEach((key, level) => {
      count(this.#duration[level]!, key(step, history, -1), duration);
    });
    this.scheme.pitch.forEach((key, level) => {
      count(this.#pitch[level]!, key(step, history, duration), pitch);
    });
  }

  /** Probabilities of all durations, summing to 1. */
  durations(step: Readonly<StepContext>, history: History): Float64Array {
    return mix(
      this.#duration,
      this.scheme.duration.map((key) => key(step, history, -1)),
      DURATION_COUNT,
    );
  }

  /** Probabilities of all pitch symbols after a duration, summing to 1. */
  pitches(step: Readonly<StepContext>, history: History, duration: number): Float64Array {
    return mix(
      this.#pitch,
      this.scheme.pitch.map((key) => key(step, history, duration)),
      PITCH_SYMBOLS,
    );
  }

  /** The tables as JSON text without contexts seen fewer than `least` times and symbols seen once. */
  serialise(least: number): string {
    const pack = (levels: readonly Level[]) =>
      levels.map((level, depth) => {
        const entries = [...level].filter(([, { total }]) => depth === 0 || total >= least);
        return Object.fromEntries(
          entries
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, { counts }]) => [
              key,
              [...counts]
                .filter(([, n]) => depth === 0 || n > 1)
                .sort((a, b) => b[1] - a[1] || a[0] - b[0])
                .flat(),
            ]),
        );
      });
    return JSON.stringify({ duration: pack(this.#duration), pitch: pack(this.#pitch) });
  }

  /** Reads what {@link serialise} wrote. */
  static parse(text: string, scheme: NgramScheme): NgramTables {
    const tables = new NgramTables(scheme);
    const packed: { duration: Record<string, number[]>[]; pitch: Record<string, number[]>[] } = JSON.parse(text);
    const unpack = (levels: readonly Level[], from: readonly Record<string, number[]>[]) => {
      from.forEach((level, depth) => {
        for (const [key, flat] of Object.entries(level)) {
          for (let i = 0; i < flat.length; i += 2) count(levels[depth]!, key, flat[i]!, flat[i + 1]!);
        }
      });
    };
    unpack(tables.#duration, packed.duration);
    unpack(tables.#pitch, packed.pitch);
    return tables;
  }
}

function count(level: Level, key: string, symbol: number, times = 1): void {
  let counts = level.get(key);
  if (!counts) {
    counts = { total: 0, counts: new Map() };
    level.set(key, counts);
  }
  counts.total += times;
  counts.counts.set(symbol, (counts.counts.get(symbol) ?? 0) + times);
}

/** Witten–Bell, from a uniform floor up through the levels; a context never seen leaves the level below as it is. */
function mix(levels: readonly Level[], keys: readonly string[], width: number): Float64Array {
  const mixed = new Float64Array(width).fill(1 / width);
  for (let depth = 0; depth < levels.length; depth++) {
    const counts = levels[depth]!.get(keys[depth]!);
    if (!counts) continue;
    const types = counts.counts.size;
    const share = types / (counts.total + types);
    for (let symbol = 0; symbol < width; symbol++) mixed[symbol]! *= share;
    for (const [symbol, n] of counts.counts) mixed[symbol]! += n / (counts.total + types);
  }
  return mixed;
}
