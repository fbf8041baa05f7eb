/** The close of a form that ends: from the last chord on, the band holds the chord of home, and the drums stop with one stroke. */

import type { Part, Score } from '../music/score.ts';
import { meterInfo, type Ticks } from '../music/time.ts';
import { closingScore } from './ending.ts';
import type { Manner } from './request.ts';

/** The score with its last chord held by all parts, the melody on the tonic. */
export function withClose(score: Score, mood: Manner, seed: string): Score {
  const last = score.chords.at(-1);
  if (last === undefined) return score;
  const closing = closingScore(score, mood, seed);
  const end = score.bars * meterInfo(score.meter).barTicks;
  return { ...score, parts: score.parts.map((part) => heldFrom(part, closing, last.tick, end)) };
}

/** Notes that feel moves before the chord's tick still belong to it. */
const STRAY: Ticks = 30;

function heldFrom(part: Part, closing: Score, from: Ticks, end: Ticks): Part {
  const before = part.notes.flatMap((note) =>
    note.tick < from - STRAY ? [{ ...note, durationTicks: Math.min(note.durationTicks, from - note.tick) }] : [],
  );
  const chord = closing.parts.find(({ name }) => name === part.name)?.notes ?? [];
  const held = chord.map((note) => ({ ...note, tick: from + note.tick, durationTicks: end - from - note.tick }));
  return { ...part, notes: [...before, ...held] };
}
