/**
 * Look-back features: the events 1, 2, 4 and 8 bars before, and the continuations of the longest repeated runs of notes
 * and of rhythm. Melodies repeat; an LSTM alone forgets eight bars.
 * (Look-back inputs: Waite 2016, Lookback RNN; match model: Bell, Cleary & Witten 1990, Text Compression.)
 */

import { bandOf, type EventHistory, eventAt, LOOKBACK_BARS, MOST_AGREEMENT } from './event-history.ts';
import { fillSequence, SEQUENCE_WIDTH } from './sequence.ts';

/** Numbers per distance: pitch symbol, duration symbol, number of agreeing events before it. */
const BAR_WIDTH = 3;
/** Offset of the continuation of the longest repeated run of notes (pitch, duration, length of the run). */
const NOTES_AT = LOOKBACK_BARS.length * BAR_WIDTH;
/** Offset of the continuation of the longest repeated rhythm (duration, length). */
const RHYTHM_AT = NOTES_AT + 3;
/** Offset of the transposed repetitions, see sequence.ts. */
export const SEQUENCE_AT = RHYTHM_AT + 2;
/** Length of an {@link Lookback}. */
const LOOKBACK_WIDTH = SEQUENCE_AT + SEQUENCE_WIDTH;

/** Shorter runs are coincidence. */
const LEAST_NOTES = 2;
const LEAST_RHYTHM = 4;
/** Events that look-back searches. */
export const LOOKBACK_EVENTS = 400;

/** Look-back features as symbols; -1 = none. Read them with {@link eachLookback}. */
export type Lookback = Int16Array;

/** The look-back of an empty history. */
export const NO_LOOKBACK: Lookback = new Int16Array(LOOKBACK_WIDTH).fill(-1);

/**
 * Computes look-back at `onset` over the events `from <= i < to`. `bar` is the bar length in the same unit, 0 without
 * meter. Writes into `out` if given.
 */
export function lookbackAt(
  history: EventHistory,
  from: number,
  to: number,
  onset: number,
  bar: number,
  out: Lookback = new Int16Array(LOOKBACK_WIDTH),
): Lookback {
  out.fill(-1);
  if (to <= from) return out;
  for (let k = 0; bar > 0 && k < LOOKBACK_BARS.length; k++) {
    fillBar(history, from, to, onset - LOOKBACK_BARS[k]! * bar, k * BAR_WIDTH, out);
  }
  fillRuns(history, from, to, out);
  fillSequence(history, from, to, onset, bar, out, SEQUENCE_AT);
  return out;
}

function fillBar(history: EventHistory, from: number, to: number, onset: number, at: number, out: Lookback): void {
  const index = eventAt(history, from, to, onset);
  if (index < 0) return;
  out[at] = history.pitch[index]!;
  out[at + 1] = history.duration[index]!;
  out[at + 2] = agreement(history, from, index, to, true);
}

/** Number of consecutive events before `early` that equal those before `late`. */
function agreement(history: EventHistory, from: number, early: number, late: number, pitchToo: boolean): number {
  const { pitch, duration } = history;
  let length = 0;
  while (length < MOST_AGREEMENT && early - length > from) {
    const a = early - length - 1;
    const b = late - length - 1;
    if (duration[a] !== duration[b] || (pitchToo && pitch[a] !== pitch[b])) break;
    length++;
  }
  return length;
}

/** Finds the longest runs at the end of the melody that also occurred earlier; of equally long ones, the latest. */
function fillRuns(history: EventHistory, from: number, to: number, out: Lookback): void {
  const { pitch, duration } = history;
  let notes = LEAST_NOTES - 1;
  let rhythm = LEAST_RHYTHM - 1;
  const lastDuration = duration[to - 1];
  for (let next = to - 1; next > from; next--) {
    if (duration[next - 1] !== lastDuration) continue;
    const sameRhythm = agreement(history, from, next, to, false);
    if (sameRhythm > rhythm) {
      rhythm = sameRhythm;
      out[RHYTHM_AT] = duration[next]!;
      out[RHYTHM_AT + 1] = rhythm;
    }
    if (sameRhythm <= notes || pitch[next - 1] !== pitch[to - 1]) continue;
    const same = agreement(history, from, next, to, true);
    if (same > notes) {
      notes = same;
      out[NOTES_AT] = pitch[next]!;
      out[NOTES_AT + 1] = duration[next]!;
      out[NOTES_AT + 2] = notes;
    }
  }
}

/** Lower bounds of the bands of agreement. */
const BAR_BANDS = [0, 2];
const NOTES_BANDS = [2, 3, 5, 9];
const RHYTHM_BANDS = [4, 6, 10];

/** Number of look-back features for given numbers of symbols. */
export function lookbackFeatureCount(pitches: number, durations: number): number {
  const both = pitches + durations;
  return LOOKBACK_BARS.length * BAR_BANDS.length * both + NOTES_BANDS.length * both + RHYTHM_BANDS.length * durations;
}

/** Calls `feature(index)` for each active feature, counted from 0. */
export function eachLookback(
  lookback: Lookback,
  pitches: number,
  durations: number,
  feature: (index: number) => void,
): void {
  const both = pitches + durations;
  let base = 0;
  const pair = (at: number, bands: readonly number[]) => {
    if (lookback[at]! >= 0) {
      const start = base + bandOf(bands, lookback[at + 2]!) * both;
      feature(start + lookback[at]!);
      feature(start + pitches + lookback[at + 1]!);
    }
    base += bands.length * both;
  };
  for (let k = 0; k < LOOKBACK_BARS.length; k++) pair(k * BAR_WIDTH, BAR_BANDS);
  pair(NOTES_AT, NOTES_BANDS);
  if (lookback[RHYTHM_AT]! >= 0) {
    feature(base + bandOf(RHYTHM_BANDS, lookback[RHYTHM_AT + 1]!) * durations + lookback[RHYTHM_AT]!);
  }
}
