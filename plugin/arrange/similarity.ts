/**
 * How alike two lines are as ears hear it: whatever their key, tempo and register. Notes are aligned as Mongeau and Sankoff
 * (Comparison of Musical Sequences, 1990) do, on two contours: the interval to the next note, and the ratio of the time to
 * it and the time before (the rhythm, whatever the pace). The shorter line must find a place as a whole in the longer one,
 * so that a fragment is compared with what it is a fragment of.
 */

import type { MidiPitch } from '../music/pitch.ts';
import type { Ticks } from '../music/time.ts';

/** What is compared of a note. */
export interface LineNote {
  readonly pitch: MidiPitch;
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
}

/** Share of the melody in the likeness; the rest is rhythm. */
const PITCH_SHARE = 0.6;
/** Likeness of two intervals by how many semitones they differ: another mode changes steps by one. */
const INTERVAL = [1, 0.8, 0.4, -0.5];
const ELSE = -1;
const UNLIKE = -0.3;
/** Likeness of two rhythms by how far the logarithms (base 2) of their ratios lie apart. */
const SAME_RHYTHM = 0.1;
const NEAR_RHYTHM = 0.6;
/** Cost of a note that one line has and the other has not, e.g. an ornament. */
const GAP = -0.7;

/** From one note to the next. */
interface Move {
  readonly interval: number;
  /** Logarithm of the time to the next note over the time before; null at the beginning. */
  readonly ratio: number | null;
}

/**
 * Similarity of interval and rhythm contour, 0 (nothing alike) to 1 (the same but for key, pace and octave). Lines of
 * fewer than three notes are like nothing.
 */
export function contourSimilarity(a: readonly LineNote[], b: readonly LineNote[]): number {
  const [short, long] = a.length <= b.length ? [movesOf(a), movesOf(b)] : [movesOf(b), movesOf(a)];
  if (short.length < 2) return 0;
  // Semi-global alignment: gaps before and after the longer line's part cost nothing.
  let row = long.map(() => 0).concat(0);
  for (const [i, move] of short.entries()) {
    const next = [(i + 1) * GAP];
    for (const [j, other] of long.entries()) {
      next.push(Math.max(row[j]! + likeness(move, other), row[j + 1]! + GAP, next[j]! + GAP));
    }
    row = next;
  }
  return Math.max(0, Math.max(...row) / short.length);
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
  const pitch = INTERVAL[Math.abs(a.interval - b.interval)] ?? ELSE;
  const apart = a.ratio === null || b.ratio === null ? 0 : Math.abs(a.ratio - b.ratio);
  const rhythm = apart <= SAME_RHYTHM ? 1 : apart <= NEAR_RHYTHM ? UNLIKE : ELSE;
  return PITCH_SHARE * pitch + (1 - PITCH_SHARE) * rhythm;
}
