/**
 * Perceived similarity of two melodies, independent of key, tempo and register. Notes are aligned as in Mongeau & Sankoff
 * (Comparison of Musical Sequences, 1990) by two contours: the interval to the next note in scale steps (Dowling, Scale and
 * Contour, 1978: listeners recognize a melody in another mode by them), and the ratio of consecutive durations (rhythm,
 * independent of tempo). The shorter melody is aligned as a whole with a part of the longer, so that a fragment matches its
 * source. The score that the same intervals reach in random order is subtracted, as Cohen's kappa does with chance
 * agreement: two scales in quarters share their elements, not an idea.
 */

import type { MidiPitch } from '../music/pitch.ts';
import { type Random, random } from '../music/random.ts';
import { PPQ, type Ticks } from '../music/time.ts';
import { isTernary } from './felt-beat.ts';
import { evened } from './motif-beat.ts';

/** The compared properties of a note. */
export interface LineNote {
  readonly pitch: MidiPitch;
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
}

/** Weight of pitch in the similarity; the rest is rhythm. */
const PITCH_SHARE = 0.5;
/** Scale steps for each number of semitones up to the octave: seconds, thirds … in any mode. */
const STEPS = [0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6, 7];
/** Similarity of intervals of equal scale steps that differ by a semitone. */
const OTHER_MODE = 0.95;
/** Similarity of intervals in one direction that differ by one or two semitones but not in equal steps: an augmented second, a pentatonic scale. */
const NEAR = [0.8, 0.6];
/** Similarity of a step and a repeated note: pentatonic scales turn one into the other. */
const STEP_AND_REPEAT = 0.2;
const ELSE = -1;
const UNLIKE = -0.3;
/** Limits for equal and similar rhythm: difference of the base-2 logarithms of two ratios. A player deviates by less than the first. */
const SAME_RHYTHM = 0.25;
const NEAR_RHYTHM = 0.6;
/** Cost of a note that only one melody has, e.g. an ornament. */
const GAP = -0.7;
/** Random orders whose average similarity is subtracted. */
const SHUFFLES = 24;
/** Most that is subtracted: a few notes are similar in any order. */
const MOST_EXPECTED = 0.5;

/** The step from one note to the next. */
interface Move {
  readonly interval: number;
  /** Base-2 logarithm of the duration after a note over the one before; null for the first. */
  readonly ratio: number | null;
}

/**
 * Similarity of interval and rhythm contour, from 0 (as random order) to 1 (equal up to key, tempo and octave). 0 for melodies
 * of fewer than three notes.
 * @param beats of both melodies, if known: if only one has ternary beats, its long-short pairs match the other's even
 * halves, as swung eighths do.
 */
export function contourSimilarity(
  first: readonly LineNote[],
  second: readonly LineNote[],
  beats: readonly [Ticks, Ticks] = [PPQ, PPQ],
): number {
  const mixed = isTernary(beats[0]) !== isTernary(beats[1]);
  const [a, b] = mixed ? ([inTwo(first, beats[0]), inTwo(second, beats[1])] as const) : ([first, second] as const);
  const [short, long] = a.length <= b.length ? [movesOf(a), movesOf(b)] : [movesOf(b), movesOf(a)];
  if (short.length < 2) return 0;
  const found = alignment(short, long);
  if (found <= 0) return 0;
  const chance = random('likeness by chance');
  let sum = 0;
  for (let i = 0; i < SHUFFLES; i++) sum += Math.max(0, alignment(shuffled(short, chance), long));
  const expected = Math.min(MOST_EXPECTED, sum / SHUFFLES);
  return Math.max(0, (found - expected) / (1 - expected));
}

function inTwo(line: readonly LineNote[], beat: Ticks): readonly LineNote[] {
  return isTernary(beat) ? evened(line, beat) : line;
}

/** Similarity of a melody with the best-matching part of another, at most 1. */
function alignment(short: readonly Move[], long: readonly Move[]): number {
  // Semi-global alignment: gaps before and after the matched part of the longer melody are free.
  let row = long.map(() => 0).concat(0);
  for (const [i, move] of short.entries()) {
    const next = [(i + 1) * GAP];
    for (const [j, other] of long.entries()) {
      next.push(Math.max(row[j]! + likeness(move, other), row[j + 1]! + GAP, next[j]! + GAP));
    }
    row = next;
  }
  return Math.max(...row) / short.length;
}

/** The same steps in random order (Fisher-Yates). */
function shuffled(moves: readonly Move[], chance: Random): readonly Move[] {
  const order = [...moves];
  for (let i = order.length - 1; i > 0; i--) {
    const j = chance.int(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

function movesOf(notes: readonly LineNote[]): Move[] {
  return notes.slice(1).map((note, i) => {
    const before = notes[i]!;
    const earlier = notes[i - 1];
    const time = note.tick - before.tick;
    return {
      interval: note.pitch - before.pitch,
      ratio: earlier ? Math.log2(time / Math.max(1, before.tick - earlier.tick)) : null,
    };
  });
}

function likeness(a: Move, b: Move): number {
  const pitch = intervalLikeness(a.interval, b.interval);
  const apart = a.ratio === null || b.ratio === null ? 0 : Math.abs(a.ratio - b.ratio);
  const rhythm = apart <= SAME_RHYTHM ? 1 : apart <= NEAR_RHYTHM ? UNLIKE : ELSE;
  return PITCH_SHARE * pitch + (1 - PITCH_SHARE) * rhythm;
}

function intervalLikeness(a: number, b: number): number {
  const apart = Math.abs(a - b);
  if (apart === 0) return 1;
  if (a * b === 0) return apart <= 2 ? STEP_AND_REPEAT : ELSE;
  if (a * b < 0) return ELSE;
  return stepsOf(a) === stepsOf(b) ? OTHER_MODE : (NEAR[apart - 1] ?? ELSE);
}

function stepsOf(interval: number): number {
  const size = Math.abs(interval);
  return STEPS[size % 12]! + 7 * Math.floor(size / 12);
}
