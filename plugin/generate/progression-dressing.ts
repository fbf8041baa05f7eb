/** Extends chords of a progression: sevenths and suspensions, as mode and mood admit them. */

import type { Chord, ChordSpan } from '../music/harmony.ts';
import { isModalMinor, type Mode } from '../music/pitch.ts';
import type { Ticks } from '../music/time.ts';
import { tokenOf } from './progression-chain.ts';
import { dressings, isHanging, NEUTRAL, type ProgressionFeeling } from './progression-feeling.ts';
import { holdingHome } from './progression-home.ts';
import { canDress } from './progression-model.ts';

/** Modes whose chords are chosen one by one, open or symmetrical. */
const HAND_PICKED: readonly Mode[] = ['major pentatonic', 'minor pentatonic', 'whole tone', 'octatonic'];

/** What decides which chords are extended. */
interface DressingOptions {
  readonly mode: Mode;
  readonly mood?: ProgressionFeeling;
  /** As in the request for a progression. Default 1. */
  readonly color?: number;
}

/**
 * Extends some chords with sevenths and suspensions. The first and the last stay plain, unless they are off the tonic in a
 * colored theme; copied bars equal the bars they copy. Moods of the dial keep their sevenths, which express their tension.
 */
export function dressed(
  draw: (span: ChordSpan) => number,
  spans: readonly ChordSpan[],
  tied: ReadonlySet<Ticks>,
  { mode, mood = NEUTRAL, color = 1 }: DressingOptions,
): readonly ChordSpan[] {
  const isPlain = ({ chord }: ChordSpan, i: number) =>
    (i === spans.length - 1 && (color <= 1 || chord.root === 0)) || (i === 0 && (color <= 1 || chord.root === 0));
  const holdsHome = isModalMinor(mode) && mood.felt === undefined;
  return spans.map((span, i) => {
    const roll = draw(span);
    if (HAND_PICKED.includes(mode) || isPlain(span, i) || tied.has(span.tick)) return span;
    let left = roll;
    for (const [quality, likely] of dressings(span.chord.quality, mood)) {
      if (!canDress(tokenOf(span.chord), quality, mode) || (span.chord.root === 0 && isHanging(quality, mood)))
        continue;
      left -= likely * color;
      if (left >= 0) continue;
      const chord: Chord = { root: span.chord.root, quality };
      return { ...span, chord: holdsHome ? holdingHome(chord, mode) : chord };
    }
    return span;
  });
}
