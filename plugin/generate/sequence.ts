/**
 * Look-back for transposed repetition: how a melody continues if it repeats itself at another pitch (a sequence, a change
 * of key, the same figure over the next chord). `lookback.ts` finds exact repetition; this file compares intervals, in
 * semitones and also in scale degrees, because a sequence within a key preserves only those.
 */

import { bandOf, type EventHistory, eventAt, LOOKBACK_BARS, MOST_AGREEMENT, soundingBefore } from './event-history.ts';
import { DURATION_COUNT, PITCH_COUNT, PITCH_LOW, PITCH_SYMBOLS, REST } from './tokens.ts';

/** Distances in bars at which transposition is searched; at eight bars, melodies mostly return untransposed. */
const BARS = LOOKBACK_BARS.filter((bars) => bars < 8);
/** Per distance pitch and agreement; then pitch, duration and length of the run in semitones; then pitch and length of the run in degrees. */
const RUN_AT = BARS.length * 2;
const DEGREES_AT = RUN_AT + 3;
export const SEQUENCE_WIDTH = DEGREES_AT + 2;

/** Shorter runs are coincidence. */
const LEAST_RUN = 2;
/** Lower bounds of the bands of agreement. */
const BAR_BANDS = [0, 3];
const RUN_BANDS = [2, 4, 8];
const DEGREE_BANDS = [2, 5];

/** Number of features. */
export const SEQUENCE_FEATURES =
  BARS.length * BAR_BANDS.length * PITCH_SYMBOLS +
  RUN_BANDS.length * (PITCH_SYMBOLS + DURATION_COUNT) +
  DEGREE_BANDS.length * PITCH_SYMBOLS;

/** Scale degree of each pitch class above the tonic. */
const DEGREES = [0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6];
/** Pitch class of each degree, if the melody has not used it yet. */
const MAJOR = [0, 2, 4, 5, 7, 9, 11];
/** Semitones from the lowest pitch up to a tonic. */
const TONIC = -PITCH_LOW;

/** Staff position of each pitch symbol, seven per octave. */
const PLACES = Int16Array.from({ length: PITCH_COUNT }, (_, pitch) => {
  const above = pitch - TONIC;
  const octave = Math.floor(above / 12);
  return octave * 7 + DEGREES[above - octave * 12]!;
});

/** Marks of intervals to a rest, and from no previous note. */
const TO_REST = 1000;
const FROM_NOTHING = 1001;

type Scale = 'semitones' | 'degrees';

/** As {@link lookbackAt}; writes into `out` from index `at`, with -1 for nothing. */
export function fillSequence(
  history: EventHistory,
  from: number,
  to: number,
  onset: number,
  bar: number,
  out: Int16Array,
  at: number,
): void {
  const last = soundingBefore(history, from, to);
  if (last < 0) return;
  for (let k = 0; bar > 0 && k < BARS.length; k++) {
    const then = eventAt(history, from, to, onset - BARS[k]! * bar);
    if (then < 0) continue;
    const pitch = movedBySemitones(history, from, then, last);
    if (pitch < 0) continue;
    out[at + 2 * k] = pitch;
    out[at + 2 * k + 1] = agreement(history, from, then, to, 'degrees');
  }
  const run = longestRun(history, from, to, 'semitones');
  if (run) {
    out[at + RUN_AT] = movedBySemitones(history, from, run.next, last);
    out[at + RUN_AT + 1] = history.duration[run.next]!;
    out[at + RUN_AT + 2] = run.length;
  }
  const byDegrees = longestRun(history, from, to, 'degrees');
  if (byDegrees) {
    out[at + DEGREES_AT] = movedByDegrees(history, from, to, byDegrees.next, last);
    out[at + DEGREES_AT + 1] = byDegrees.length;
  }
}

function stepAt(history: EventHistory, from: number, index: number, scale: Scale): number {
  const pitch = history.pitch[index]!;
  if (pitch === REST) return TO_REST;
  const before = soundingBefore(history, from, index);
  if (before < 0) return FROM_NOTHING;
  const earlier = history.pitch[before]!;
  return scale === 'semitones' ? pitch - earlier : PLACES[pitch]! - PLACES[earlier]!;
}

/** Number of consecutive events before `early` with the intervals and durations of those before `late`. */
function agreement(history: EventHistory, from: number, early: number, late: number, scale: Scale): number {
  const { duration } = history;
  let length = 0;
  while (length < MOST_AGREEMENT && early - length > from) {
    const a = early - length - 1;
    const b = late - length - 1;
    if (duration[a] !== duration[b]) break;
    const step = stepAt(history, from, a, scale);
    if (step === FROM_NOTHING || step !== stepAt(history, from, b, scale)) break;
    length++;
  }
  return length;
}

/** The longest run of intervals at the end of the melody that also occurred earlier, the latest of equally long ones, with its continuation. */
function longestRun(
  history: EventHistory,
  from: number,
  to: number,
  scale: Scale,
): { readonly next: number; readonly length: number } | null {
  let best = LEAST_RUN - 1;
  let found = -1;
  for (let next = to - 1; next > from && best < MOST_AGREEMENT; next--) {
    const length = agreement(history, from, next, to, scale);
    if (length <= best) continue;
    best = length;
    found = next;
  }
  return found < 0 ? null : { next: found, length: best };
}

/** The pitch symbol at the same interval from `last` as event `then` from the note before it; -1 if there is none. */
function movedBySemitones(history: EventHistory, from: number, then: number, last: number): number {
  const step = stepAt(history, from, then, 'semitones');
  if (step === TO_REST) return REST;
  const pitch = step === FROM_NOTHING ? -1 : history.pitch[last]! + step;
  return pitch < PITCH_COUNT ? Math.max(-1, pitch) : -1;
}

/** The same in scale degrees, with the alteration that the melody last used on that degree. */
function movedByDegrees(history: EventHistory, from: number, to: number, then: number, last: number): number {
  const step = stepAt(history, from, then, 'degrees');
  if (step === TO_REST) return REST;
  if (step === FROM_NOTHING) return -1;
  const place = PLACES[history.pitch[last]!]! + step;
  const octave = Math.floor(place / 7);
  const pitch = TONIC + octave * 12 + pitchClass(history, from, to, place - octave * 7);
  return pitch < PITCH_COUNT ? Math.max(-1, pitch) : -1;
}

function pitchClass({ pitch }: EventHistory, from: number, to: number, degree: number): number {
  for (let i = to - 1; i >= from; i--) {
    const above = pitch[i]! - TONIC;
    const own = ((above % 12) + 12) % 12;
    if (pitch[i] !== REST && DEGREES[own] === degree) return own;
  }
  return MAJOR[degree]!;
}

/** Calls `feature(index)` for each active feature, counted from 0; `at` is where {@link fillSequence} wrote. */
export function eachSequence(lookback: Int16Array, at: number, feature: (index: number) => void): void {
  let base = 0;
  const pitch = (symbol: number, bands: readonly number[], agreed: number) => {
    if (symbol >= 0) feature(base + bandOf(bands, agreed) * PITCH_SYMBOLS + symbol);
    base += bands.length * PITCH_SYMBOLS;
  };
  for (let k = 0; k < BARS.length; k++) pitch(lookback[at + 2 * k]!, BAR_BANDS, lookback[at + 2 * k + 1]!);
  const [symbol, duration, length] = [lookback[at + RUN_AT]!, lookback[at + RUN_AT + 1]!, lookback[at + RUN_AT + 2]!];
  pitch(symbol, RUN_BANDS, length);
  if (duration >= 0) feature(base + bandOf(RUN_BANDS, length) * DURATION_COUNT + duration);
  base += RUN_BANDS.length * DURATION_COUNT;
  pitch(lookback[at + DEGREES_AT]!, DEGREE_BANDS, lookback[at + DEGREES_AT + 1]!);
}
