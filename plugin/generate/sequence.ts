/**
 * How a line goes on if it says what it said before at another pitch: a sequence, a tune in another key, the same
 * figure over the next chord. Look-back (lookback.ts) finds what comes back note for note; here steps are compared.
 * Steps are counted in semitones, and in degrees too, as a sequence within a key keeps only those.
 */

import { bandOf, type EventHistory, eventAt, LOOKBACK_BARS, MOST_AGREEMENT, soundingBefore } from './event-history.ts';
import { DURATION_COUNT, PITCH_COUNT, PITCH_LOW, PITCH_SYMBOLS, REST } from './tokens.ts';

/** Bars back at which a moved figure is looked for; eight bars back it is a tune that returns, and mostly as it was. */
const BARS = LOOKBACK_BARS.filter((bars) => bars < 8);
/** Numbers kept: pitch and agreement a bar, then pitch, duration and length of the run by semitones, pitch and length of that by degrees. */
const RUN_AT = BARS.length * 2;
const DEGREES_AT = RUN_AT + 3;
export const SEQUENCE_WIDTH = DEGREES_AT + 2;

/** Runs shorter than this are chance. */
const LEAST_RUN = 2;
/** Lengths of agreement that are told apart. */
const BAR_BANDS = [0, 3];
const RUN_BANDS = [2, 4, 8];
const DEGREE_BANDS = [2, 5];

/** How many features there are. */
export const SEQUENCE_FEATURES =
  BARS.length * BAR_BANDS.length * PITCH_SYMBOLS +
  RUN_BANDS.length * (PITCH_SYMBOLS + DURATION_COUNT) +
  DEGREE_BANDS.length * PITCH_SYMBOLS;

/** The degree of a scale on which each pitch class above the tonic is written. */
const DEGREES = [0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6];
/** Its pitch class, where the line has not shown which. */
const MAJOR = [0, 2, 4, 5, 7, 9, 11];
/** Semitones from the lowest pitch up to a tonic. */
const TONIC = -PITCH_LOW;

/** Staff places of all pitches, seven to an octave. */
const PLACES = Int16Array.from({ length: PITCH_COUNT }, (_, pitch) => {
  const above = pitch - TONIC;
  const octave = Math.floor(above / 12);
  return octave * 7 + DEGREES[above - octave * 12]!;
});

/** Steps that are none: to a rest, and from nothing. */
const TO_REST = 1000;
const FROM_NOTHING = 1001;

type Scale = 'semitones' | 'degrees';

/** Listens back as {@link lookbackAt} does; fills `out` from `at` on, with -1 where there is nothing. */
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

/** How many events just before `early` have the steps and durations of those just before `late`. */
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

/** The longest run of steps that ends the line and stood in it before, the latest of equally long ones, and what came next. */
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

/** The pitch that stands to `last` as event `then` stood to the one before it; -1 if there is none. */
function movedBySemitones(history: EventHistory, from: number, then: number, last: number): number {
  const step = stepAt(history, from, then, 'semitones');
  if (step === TO_REST) return REST;
  const pitch = step === FROM_NOTHING ? -1 : history.pitch[last]! + step;
  return pitch < PITCH_COUNT ? Math.max(-1, pitch) : -1;
}

/** The same by degrees, altered as the line last altered that degree. */
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

/** Calls `feature(index)` for each feature that is lit, counted from 0; what {@link fillSequence} filled lies from `at` on. */
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
