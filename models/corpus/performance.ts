/**
 * Free performances: played without a click, so that the file's clock counts milliseconds and no beats. A guessed beat would
 * teach wrong accents, so they are read as unmetered, like chant: their lengths are told against the pace of the playing
 * itself, which a listener hears too. What they teach is the turns of the line and long against short, not the bar.
 */

import { type Heard, upperLine } from './line.ts';

/** The middle length of the notes around counts as this much, as a plain note of chant does: an eighth. */
const PLAIN = 12;
/** Lengths that are told apart: halves, plain ones, dotted, doubles and long ends. */
const LENGTHS = [6, 12, 18, 24, 36, 48, 72, 96];
/** Notes on either side whose lengths make the pace: it follows rubato, but not a single fermata. */
const AROUND = 16;
/** Onsets closer than this are one chord, rolled or played by fingers of one hand (seconds). */
const CHORD_SPREAD = 0.05;
/** A key let go is no rest yet: silence counts from this many plain notes on. */
const REST_FROM = 1.5;

/** The upper line of a performance, its lengths rounded against its own pace. Notes are in seconds. */
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

/** Notes struck almost together start together. */
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
