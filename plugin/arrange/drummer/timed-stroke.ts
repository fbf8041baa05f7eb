/** A stroke as a note: swung with the band, then early or late as the drummer plays it. */

import type { Note } from '../../music/score.ts';
import { type NormalRange, SIXTEENTH, secondsToTicks, type Ticks } from '../../music/time.ts';
import type { Setting } from '../arrange-context.ts';
import { SHORTEST, swung } from '../humanize.ts';

/** Largest deviation, in seconds. Wider ones of drummers are slips, or another tempo. */
const WIDEST = 0.03;

/** The note of a stroke; `deviation` is in milliseconds. It stays in the bar of its exact tick. */
export function timedStroke(
  setting: Setting,
  pitch: number,
  exact: Ticks,
  velocity: NormalRange,
  deviation: number,
  swing: NormalRange,
): Note {
  const { barTicks, bpm, meter, fullSwing } = setting;
  const bar = Math.floor(exact / barTicks) * barTicks;
  const stray = secondsToTicks(Math.min(WIDEST, Math.max(-WIDEST, deviation / 1000)), bpm);
  const tick = Math.round(swung(exact, swing, meter, fullSwing) + stray);
  return {
    pitch,
    tick: Math.min(bar + barTicks - SHORTEST, Math.max(bar, tick)),
    durationTicks: SIXTEENTH,
    velocity: Math.min(1, Math.max(0.05, velocity)),
  };
}

/** Strokes in order of time. */
export const sortedStrokes = (notes: Note[]): Note[] => notes.sort((a, b) => a.tick - b.tick || a.pitch - b.pitch);
