/**
 * How alike two lines are as ears hear it: whatever their key, tempo and register. Notes are aligned as Mongeau and Sankoff
 * (Comparison of Musical Sequences, 1990) do, on two contours at once: the interval to the next note, in steps of a scale
 * (Dowling, Scale and Contour, 1978: a tune in another mode is known by them), and the ratio of the time to it and the time
 * before (the rhythm, whatever the pace). The shorter line must find a place as a whole in the longer one, so that a
 * fragment is compared with what it is a fragment of. What the same moves would reach in any order is taken off, as
 * Cohen's kappa does with agreement by chance: two scales in quarters share their bricks, not an idea.
 */

import type { MidiPitch } from '../music/pitch.ts';
import { type Random, random } from '../music/random.ts';
import { PPQ, type Ticks } from '../music/time.ts';
import { evened, isTernary } from './motif-beat.ts';

/** What is compared of a note. */
export interface LineNote {
  readonly pitch: MidiPitch;
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
}

/** Share of the melody in the likeness; the rest is rhythm. */
const PITCH_SHARE = 0.5;
/** Steps of a scale that an interval of so many semitones up to the octave is heard as: seconds, thirds … whatever the mode. */
const STEPS = [0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6, 7];
/** Likeness of two intervals of as many steps, of which one is a semitone wider. */
const OTHER_MODE = 0.95;
/** Likeness of two in one direction that are a semitone, or two, apart but not of as many steps: an augmented second, a scale of five tones. */
const NEAR = [0.8, 0.6];
/** Likeness of a step and a note that is repeated: scales of five tones make the one out of the other. */
const STEP_AND_REPEAT = 0.2;
const ELSE = -1;
const UNLIKE = -0.3;
/** Likeness of two rhythms by how far the logarithms (base 2) of their ratios lie apart: a player strays by less than the first. */
const SAME_RHYTHM = 0.25;
const NEAR_RHYTHM = 0.6;
/** Cost of a note that one line has and the other has not, e.g. an ornament. */
const GAP = -0.7;
/** How often a line's moves are shuffled to see what order has to do with the likeness. */
const SHUFFLES = 24;
/** No more than this is put down to chance: a few notes keep their likeness in any order. */
const MOST_EXPECTED = 0.5;

/** From one note to the next. */
interface Move {
  readonly interval: number;
  /** Logarithm of the time to the next note over the time before; null at the beginning. */
  readonly ratio: number | null;
}

/**
 * Similarity of interval and rhythm contour, 0 (no more alike than chance has it) to 1 (the same but for key, pace and
 * octave). Lines of fewer than three notes are like nothing.
 * @param beats of the two lines, where they are known: if only one of them has beats of three parts, its long and short are
 * heard as the even halves of the other, as swung eighths are.
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

/** Likeness of a line and the place in another that is most like it, at most 1. */
function alignment(short: readonly Move[], long: readonly Move[]): number {
  // Semi-global alignment: gaps before and after the longer line's part cost nothing.
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

/** The same moves in another order (Fisher and Yates). */
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
