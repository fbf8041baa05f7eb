/**
 * N-gram counts from short to long contexts, smoothed by Witten & Bell (1991): each level mixes its own counts with the
 * level below in proportion to the number of distinct symbols that it has seen.
 */

import { QUALITIES } from '../music/harmony.ts';
import { METER_CLASSES, MODE_CLASSES, type StepContext } from './features.ts';
import { DURATION_COUNT, PITCH_SYMBOLS } from './tokens.ts';

/** The preceding events, latest first. */
export interface History {
  readonly pitches: readonly number[];
  readonly durations: readonly number[];
}

/** Symbols that are kept: the longest context of any scheme. */
const LONGEST_HISTORY = 6;

/** A history that grows while a melody is written; initially empty. */
export class RunningHistory implements History {
  readonly pitches: number[] = [];
  readonly durations: number[] = [];

  /** Adds the latest event. */
  push(pitch: number, duration: number): void {
    this.pitches.unshift(pitch);
    this.durations.unshift(duration);
    if (this.pitches.length <= LONGEST_HISTORY) return;
    this.pitches.pop();
    this.durations.pop();
  }
}

/** Hashes a context; `duration` is the note's duration symbol when its pitch is predicted, -1 when the duration is. */
export type ContextKey = (step: Readonly<StepContext>, history: History, duration: number) => number;

/** Contexts for durations and for pitches, each from the most general to the most specific. */
export interface NgramScheme {
  readonly duration: readonly ContextKey[];
  readonly pitch: readonly ContextKey[];
}

/** Counts of one context, per symbol. */
interface Counts {
  total: number;
  readonly counts: Map<number, number>;
  /** The same as flat pairs, made on first read: iterating a map allocates an object per entry. */
  pairs: Float64Array | null;
}

type Level = Map<number, Counts>;

/** A prime and a factor whose product stays exact in a double; contexts are hashed by Horner's rule. */
const MODULUS = 2_147_483_629;
const FACTOR = 1_048_583;
const NONE = 200;

function mixIn(hash: number, value: number): number {
  return (hash * FACTOR + value + 1) % MODULUS;
}

/** Adds the first `n` symbols of a history to a hash. */
function mixHistory(hash: number, history: readonly number[], n: number): number {
  let mixed = hash;
  for (let i = 0; i < n; i++) mixed = mixIn(mixed, history[i] ?? NONE);
  return mixed;
}

const meterOf: ContextKey = (step) => METER_CLASSES.indexOf(step.meter);
const meterPlace: ContextKey = (step, history) => mixIn(meterOf(step, history, -1), step.place);
const modeOf: ContextKey = (step) => (step.mode ? MODE_CLASSES.indexOf(step.mode) : NONE);
const modeDuration: ContextKey = (step, history, duration) => mixIn(modeOf(step, history, -1), duration);
const modeChord: ContextKey = (step, history) => {
  const mode = modeOf(step, history, -1);
  return step.chord
    ? mixIn(mixIn(mode, step.chord.root), QUALITY_NAMES.indexOf(step.chord.quality))
    : mixIn(mode, NONE);
};
const QUALITY_NAMES = Object.keys(QUALITIES);

const afterDurations =
  (n: number): ContextKey =>
  (step, history) =>
    mixHistory(meterPlace(step, history, -1), history.durations, n);
const afterPitches =
  (n: number): ContextKey =>
  (step, history) =>
    mixHistory(modeOf(step, history, -1), history.pitches, n);
const chordAfterPitches =
  (n: number): ContextKey =>
  (step, history) =>
    mixHistory(modeChord(step, history, -1), history.pitches, n);

/** The tables of the fallback model: short history, with position, mode and chord. */
export const FALLBACK_SCHEME: NgramScheme = {
  duration: [meterOf, meterPlace, afterDurations(1), afterDurations(2)],
  pitch: [modeOf, modeDuration, afterPitches(1), chordAfterPitches(1), afterPitches(3)],
};

/** The textbook baseline: variable order up to 5 over the same symbols, with position in the bar and mode, without chords. */
export const BASELINE_SCHEME: NgramScheme = {
  duration: [meterOf, meterPlace, ...[1, 2, 3, 4, 5].map(afterDurations)],
  pitch: [modeOf, modeDuration, ...[1, 2, 3, 4, 5].map(afterPitches)],
};

/** The same, with the current chord in the contexts. */
export const BASELINE_CHORDS_SCHEME: NgramScheme = {
  duration: BASELINE_SCHEME.duration,
  pitch: [modeOf, modeDuration, ...[0, 1, 2, 3, 4].map(chordAfterPitches)],
};

/** N-gram counts of a scheme. */
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

  /** The tables as JSON text, without contexts seen fewer than `least` times and symbols seen once. */
  serialize(least: number): string {
    const pack = (levels: readonly Level[]) =>
      levels.map((level, depth) => {
        const entries = [...level].filter(([, { total }]) => depth === 0 || total >= least);
        return Object.fromEntries(
          entries
            .sort(([a], [b]) => a - b)
            .map(([key, { counts }]) => [
              key.toString(36),
              [...counts]
                .filter(([, n]) => depth === 0 || n > 1)
                .sort((a, b) => b[1] - a[1] || a[0] - b[0])
                .flat(),
            ]),
        );
      });
    return JSON.stringify({ duration: pack(this.#duration), pitch: pack(this.#pitch) });
  }

  /** Parses the text of {@link serialize}. */
  static parse(text: string, scheme: NgramScheme): NgramTables {
    const tables = new NgramTables(scheme);
    const packed: { duration: Record<string, number[]>[]; pitch: Record<string, number[]>[] } = JSON.parse(text);
    const unpack = (levels: readonly Level[], from: readonly Record<string, number[]>[]) => {
      from.forEach((level, depth) => {
        for (const [key, flat] of Object.entries(level)) {
          for (let i = 0; i < flat.length; i += 2)
            count(levels[depth]!, Number.parseInt(key, 36), flat[i]!, flat[i + 1]!);
        }
      });
    };
    unpack(tables.#duration, packed.duration);
    unpack(tables.#pitch, packed.pitch);
    return tables;
  }
}

function count(level: Level, key: number, symbol: number, times = 1): void {
  let counts = level.get(key);
  if (!counts) {
    counts = { total: 0, counts: new Map(), pairs: null };
    level.set(key, counts);
  }
  counts.total += times;
  counts.pairs = null;
  counts.counts.set(symbol, (counts.counts.get(symbol) ?? 0) + times);
}

/** Witten-Bell smoothing from a uniform distribution up through the levels; an unseen context leaves the level below unchanged. */
function mix(levels: readonly Level[], keys: readonly number[], width: number): Float64Array {
  const mixed = new Float64Array(width).fill(1 / width);
  for (let depth = 0; depth < levels.length; depth++) {
    const counts = levels[depth]!.get(keys[depth]!);
    if (!counts) continue;
    const types = counts.counts.size;
    const all = counts.total + types;
    const share = types / all;
    for (let symbol = 0; symbol < width; symbol++) mixed[symbol]! *= share;
    counts.pairs ??= Float64Array.from([...counts.counts].flat());
    const { pairs } = counts;
    for (let i = 0; i < pairs.length; i += 2) mixed[pairs[i]!]! += pairs[i + 1]! / all;
  }
  return mixed;
}
