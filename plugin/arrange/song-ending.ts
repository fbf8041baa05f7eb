/**
 * The ending of a song: two bars in which the melody stays on the tonic while the band moves from the fourth degree home, as in
 * an amen; where melody or mode do not allow it, both bars have the chord of home.
 */

import type { Chord } from '../music/harmony.ts';
import { type Mode, modulo, scaleOf, tonicPitchClass } from '../music/pitch.ts';
import type { Note, Part, Score } from '../music/score.ts';
import { meterInfo } from '../music/time.ts';
import { closingScore } from './ending.ts';
import type { Manner } from './request.ts';

/** Bars of an ending. */
export const ENDING_BARS = 2;

/** The ending of a piece after its last phrase. */
export function endingScore(before: Score, mood: Manner, seed: string): Score {
  const { barTicks } = meterInfo(before.meter);
  const home = closingScore(before, mood, seed);
  const isOnTonic = tuneOf(home).every(({ pitch }) => modulo(pitch, 12) === tonicPitchClass(before.tonic));
  const fourth = isOnTonic ? fourthOf(before.mode) : null;
  const first = fourth === null ? home : closingScore(before, mood, `${seed}/fourth`, fourth);
  const last = closingScore(first, mood, seed);
  const tune = tuneOf(home);
  const parts = last.parts.map((part): Part => {
    const isTune = part.role === 'melody';
    const opens = isTune ? tune : (first.parts.find(({ name }) => name === part.name)?.notes ?? []);
    const closes = (isTune ? tune : part.notes).map((note) => ({ ...note, tick: note.tick + barTicks }));
    return { ...part, notes: part.role === 'drums' ? closes : [...opens, ...closes] };
  });
  const chords = [...first.chords, ...last.chords.map((span) => ({ ...span, tick: span.tick + barTicks }))];
  return { ...home, bars: ENDING_BARS, chords, parts };
}

/** The triad of the fourth degree; null in modes without a perfect fourth below their sixth. */
function fourthOf(mode: Mode): Chord | null {
  const scale: readonly number[] = scaleOf(mode);
  if (!scale.includes(5)) return null;
  return scale.includes(9) ? { root: 5, quality: 'maj' } : scale.includes(8) ? { root: 5, quality: 'min' } : null;
}

function tuneOf(score: Score): readonly Note[] {
  return score.parts.find(({ role }) => role === 'melody')?.notes ?? [];
}
