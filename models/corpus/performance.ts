/**
 * Reads free performances: played without a click, so that the file's ticks are milliseconds and not beats. A guessed beat would
 * teach wrong accents, so they are unmetered, like chant, with lengths relative to their own pace, which listeners hear too.
 * They teach melodic contour and relative length, not meter.
 */

import { type Heard, upperLine } from './line.ts';

/** Length assigned to the median of the surrounding notes, as to a plain note of chant: an eighth. */
const PLAIN = 12;
/** Quantized lengths: halves, plain ones, dotted, doubles and long endings. */
const LENGTHS = [6, 12, 18, 24, 36, 48, 72, 96];
/** Notes on either side that determine the pace: enough to follow rubato, but not a single fermata. */
const AROUND = 16;
/** Onsets closer than this are one chord (seconds). */
const CHORD_SPREAD = 0.05;
/** Shortest silence that counts as a rest, in plain notes. */
const REST_FROM = 1.5;

/** The upper voice of a performance, with lengths quantized relative to its pace. Notes are in seconds. */
export function performedLine(notes: readonly Heard[]): Heard[] {
  const line = upperLine(gathered(notes));
  const gaps = line.map(({ onset, duration }, i) => (line[i + 1] ? line[i + 1]!.onset - onset : duration));
  let reached = 0;
  return line.map(({ pitch, duration }, i) => {
    const around = gaps.slice(Math.max(0, i - AROUND), i + AROUND + 1).sort((a, b) => a - b);
    const pace = Math.max(0.02, around[around.length >> 1]!);
    const onset = reached;
    const silence = gaps[i]! - duration;
    const rests = silence >= REST_FROM * pace;
    const length = nearest(((rests ? duration : gaps[i]!) / pace) * PLAIN);
    reached += length + (rests ? nearest((silence / pace) * PLAIN) : 0);
    return { pitch, onset, duration: length };
  });
}

/** Aligns the starts of almost simultaneous notes. */
function gathered(notes: readonly Heard[]): Heard[] {
  const sorted = [...notes].sort((a, b) => a.onset - b.onset);
  let chord = Number.NEGATIVE_INFINITY;
  return sorted.map((note) => {
    if (note.onset - chord > CHORD_SPREAD) chord = note.onset;
    return { ...note, onset: chord, duration: note.duration + note.onset - chord };
  });
}

function nearest(length: number): number {
  let best = LENGTHS[0]!;
  for (const known of LENGTHS) if (Math.abs(Math.log(known / length)) < Math.abs(Math.log(best / length))) best = known;
  return best;
}
