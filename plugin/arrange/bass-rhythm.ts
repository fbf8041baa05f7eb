/** A figure of the bass in a rhythm of games: the rhythm says when, the figure what. */

import { PPQ, SIXTEENTH } from '../music/time.ts';
import type { BarRhythm } from './bar-rhythms.ts';
import type { BassStroke, Room } from './bass-turns.ts';

/** Share of its length that a stroke sounds. */
const SOUNDS = 0.94;
/** Accents of strokes where the figure has none. */
const ON_BEAT = 0.94;
const OFF_BEAT = 0.82;

/**
 * The strokes of a figure in the room of a chord, moved to a rhythm. The chord begins with the figure's first stroke, also where
 * the rhythm is silent. No note is longer than the figure's longest: a short manner stays short.
 */
export function inBarRhythm(
  figure: readonly BassStroke[],
  { strokes }: BarRhythm,
  { from, to, bar }: Room,
): readonly BassStroke[] {
  const [first] = figure;
  if (first === undefined) return [];
  const longest = Math.max(...figure.map(([, , ticks]) => ticks));
  const opening = strokes.find(({ at }) => bar + at === from) ?? { at: from - bar, ticks: to - from };
  // A stroke right after an opening that is not the rhythm's would be a stumble.
  const inside = strokes.filter(
    ({ at }) => bar + at >= from + (strokes.includes(opening) ? 1 : 2) * SIXTEENTH && bar + at < to,
  );
  return [opening, ...inside].map(({ at, ticks }, i) => {
    const tick = bar + at;
    const until = i < inside.length ? bar + inside[i]!.at : to;
    const [pitch] = figure.findLast((stroke) => stroke[1] <= tick) ?? first;
    const accent = figure.find((stroke) => stroke[1] === tick)?.[3] ?? (at % PPQ === 0 ? ON_BEAT : OFF_BEAT);
    return [pitch, tick, Math.min(ticks * SOUNDS, longest, until - tick), accent];
  });
}
