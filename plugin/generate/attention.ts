/**
 * Attention over the melody's own past: where did a similar context occur, and how did it continue? The arithmetic of
 * `models/training/torch/attention.py`, which says what each part is for, on plain arrays. A key depends only on what
 * precedes an event and on its position, so it is computed once.
 */

import { modulo } from '../music/pitch.ts';
import { type EventHistory, type LineSoFar, soundingBefore } from './event-history.ts';
import { DURATION_COUNT, PITCH_SYMBOLS, REST } from './tokens.ts';

/** Number of events before an event that its key encodes. */
const NEAR = 4;
/** Largest step in semitones; larger ones are encoded as this. The last symbol stands for no step. */
const FAR = 12;
const STEPS = 2 * FAR + 2;
/** Positions in a bar, an eighth of a quarter note each; one more without meter. */
const PLACES = 48;
/** Distances in bars that have a row each; then one row up to twice as far, and one for more; each at the same position or not; then no meter. */
const BARS = 17;
const DISTANCES = 2 * (BARS + 2) + 1;
/** Number of age classes; each covers twice the range of the one before. */
const AGES = 10;

/** Rows of the table of keys. */
const KEY_ROWS = NEAR * (PITCH_SYMBOLS + 1 + (DURATION_COUNT + 1) + STEPS) + PLACES + 1;
/** What a head finds: shares of pitches, of durations, and of pitches that stand to the last note as they stood to theirs. */
export const FOUND = 2 * PITCH_SYMBOLS + DURATION_COUNT;
const MOVED_AT = PITCH_SYMBOLS + DURATION_COUNT;

/** The sizes of attention: `reach` is the number of last events that it sees. */
export interface AttentionSize {
  readonly heads: number;
  readonly width: number;
  readonly reach: number;
}

/** The weights that attention needs at each event, row-major; shapes as {@link attentionShapes}. */
export interface AttentionTables {
  readonly key: Float32Array;
  readonly distance: Float32Array;
  readonly age: Float32Array;
  readonly nothing: Float32Array;
}

/** The tables of attention, each read by its name. */
export function attentionTables(table: (name: keyof AttentionTables) => Float32Array): AttentionTables {
  return { key: table('key'), distance: table('distance'), age: table('age'), nothing: table('nothing') };
}

/** Shapes of attention's weights by name, if queries are made of `conditioned` numbers. */
export function attentionShapes(
  { heads, width }: Pick<AttentionSize, 'heads' | 'width'>,
  conditioned: number,
): Record<string, readonly number[]> {
  return {
    key: [KEY_ROWS, heads * width],
    query_kernel: [conditioned, heads * width],
    query_bias: [heads * width],
    distance: [heads, DISTANCES, width],
    age: [heads, AGES],
    nothing: [heads, width],
    copy: [heads, FOUND],
  };
}

/** The interval to an event from the note before it, in semitones; null for a rest and for the first note. */
export function stepTo(history: EventHistory, from: number, i: number): number | null {
  const pitch = history.pitch[i]!;
  const before = pitch === REST ? -1 : soundingBefore(history, from, i);
  return before < 0 ? null : pitch - history.pitch[before]!;
}

/** Calls `row(index)` for each row of the table whose sum is the key of event `i`, which begins at `onset`. */
export function eachKeyRow(
  { history, from, bar }: LineSoFar,
  i: number,
  onset: number,
  row: (index: number) => void,
): void {
  let at = 0;
  for (let j = i - 1; j >= i - NEAR; j--) {
    const known = j >= from;
    row(at + (known ? history.pitch[j]! : PITCH_SYMBOLS));
    at += PITCH_SYMBOLS + 1;
    row(at + (known ? history.duration[j]! : DURATION_COUNT));
    at += DURATION_COUNT + 1;
    const step = known ? stepTo(history, from, j) : null;
    row(at + (step === null ? STEPS - 1 : Math.max(-FAR, Math.min(FAR, step)) + FAR));
    at += STEPS;
  }
  row(at + (bar > 0 ? Math.min(PLACES - 1, Math.floor(modulo(onset, bar) / 3)) : PLACES));
}

/** How far event `i` is from the next one in bars, and whether at the same position: a row of the table of distances. */
export function distanceTo({ history, onset, bar }: LineSoFar, i: number): number {
  if (bar === 0) return DISTANCES - 1;
  const then = history.onset[i]!;
  const away = Math.floor(onset / bar) - Math.floor(then / bar);
  const band = away < BARS ? Math.max(0, away) : away < 2 * BARS ? BARS : BARS + 1;
  return 2 * band + Number(modulo(onset, bar) === modulo(then, bar));
}

/** The row of the table of ages for an event that is `ago` events back. */
export function ageRow(ago: number): number {
  return Math.min(AGES - 1, 31 - Math.clz32(ago));
}

/** The symbol that a share of {@link FOUND} is of: a pitch, or from PITCH_SYMBOLS on a duration. */
export function symbolOf(index: number): number {
  return index < MOVED_AT ? index : index - MOVED_AT;
}

/** Calls `at(index)` for each symbol of {@link FOUND} that an event stands for; `last` is the last note's pitch, -1 if none. */
export function eachValue({ history, from }: LineSoFar, i: number, last: number, at: (index: number) => void): void {
  at(history.pitch[i]!);
  at(PITCH_SYMBOLS + history.duration[i]!);
  const step = last < 0 ? null : stepTo(history, from, i);
  if (step !== null && last + step >= 0 && last + step < PITCH_SYMBOLS) at(MOVED_AT + last + step);
}

/** The pitch symbol of a line's last note, -1 if there is none. */
export function lastPitch({ history, from, to }: LineSoFar): number {
  const last = soundingBefore(history, from, to);
  return last < 0 ? -1 : history.pitch[last]!;
}

/** Attention with its weights, for one line after another. */
export class LineAttention {
  /** Shares of the last {@link attend}: per head, of the events from `first` on, and last of none of them. */
  readonly shares: Float32Array;
  /** Row of the table of distances of each event of the last {@link attend}, from `first` on. */
  readonly apart: Uint8Array;
  /** First event that the last {@link attend} saw. */
  first = 0;
  readonly #far = new Float64Array(DISTANCES);

  constructor(
    readonly size: AttentionSize,
    readonly tables: AttentionTables,
  ) {
    this.shares = new Float32Array(size.heads * (size.reach + 1));
    this.apart = new Uint8Array(size.reach);
  }

  /** Writes the key of event `i`, which begins at `onset`, into `keys` at `row`. */
  writeKey(line: LineSoFar, i: number, onset: number, keys: Float32Array, row: number): void {
    const { key } = this.tables;
    const size = this.size.heads * this.size.width;
    const base = row * size;
    keys.fill(0, base, base + size);
    eachKeyRow(line, i, onset, (index) => {
      for (let j = 0, from = index * size; j < size; j++) keys[base + j]! += key[from + j]!;
    });
  }

  /**
   * Makes the query [heads × width] of the event that comes next: its key, at `row` of `keys`, moved by what the network
   * asks, from index `at` of `asked`, and scaled.
   */
  writeQuery(asked: ArrayLike<number>, at: number, keys: Float32Array, row: number, query: Float32Array): void {
    const scale = Math.sqrt(this.size.width);
    for (let j = 0, from = row * query.length; j < query.length; j++)
      query[j] = (asked[at + j]! + keys[from + j]!) / scale;
  }

  /**
   * Attends to a line with a query of {@link writeQuery}; row `i - line.from` of `keys` is the key of event `i`. Adds
   * what is found, [heads × {@link FOUND}], to `found` from index `at`.
   */
  attend(line: LineSoFar, query: Float32Array, keys: Float32Array, found: Float32Array, at: number): void {
    const { heads, reach } = this.size;
    const { shares, apart } = this;
    const first = Math.max(line.from, line.to - reach);
    this.first = first;
    const count = line.to - first;
    for (let k = 0; k < count; k++) apart[k] = distanceTo(line, first + k);
    for (let head = 0; head < heads; head++) this.#score(line, query, keys, head);
    const last = lastPitch(line);
    for (let k = 0; k < count; k++)
      eachValue(line, first + k, last, (index) => {
        for (let head = 0; head < heads; head++) found[at + head * FOUND + index]! += shares[head * (reach + 1) + k]!;
      });
  }

  /** The shares of a head: softmax of the scores. */
  #score(line: LineSoFar, query: Float32Array, keys: Float32Array, head: number): void {
    const { heads, width, reach } = this.size;
    const { distance, age, nothing } = this.tables;
    const { shares, apart, first } = this;
    const far = this.#far.fill(Number.NaN);
    const from = head * width;
    const base = head * (reach + 1);
    const count = line.to - first;
    const none = dot(query, from, nothing, from, width);
    let top = none;
    for (let k = 0; k < count; k++) {
      const d = apart[k]!;
      if (Number.isNaN(far[d])) far[d] = dot(query, from, distance, (head * DISTANCES + d) * width, width);
      const key = (first + k - line.from) * heads * width + from;
      const score = dot(query, from, keys, key, width) + far[d]! + age[head * AGES + ageRow(count - k)]!;
      shares[base + k] = score;
      if (score > top) top = score;
    }
    shares[base + count] = none;
    let total = 0;
    for (let k = 0; k <= count; k++) total += shares[base + k] = Math.exp(shares[base + k]! - top);
    for (let k = 0; k <= count; k++) shares[base + k]! /= total;
  }
}

function dot(a: Float32Array, i: number, b: Float32Array, j: number, width: number): number {
  let sum = 0;
  for (let k = 0; k < width; k++) sum += a[i + k]! * b[j + k]!;
  return sum;
}
