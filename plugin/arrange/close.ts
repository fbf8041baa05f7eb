/** The close of a form that ends: from the last chord on, the band holds the chord of home, and the drums stop with one stroke. */

import type { Part, Score } from '../music/score.ts';
import { meterInfo, type Ticks } from '../music/time.ts';
import { closingScore } from './ending.ts';
import type { Lineup } from './lineups.ts';
import type { Manner } from './request.ts';

/** The score with its last chord held by all parts of its lineup, the melody on the tonic. */
export function withClose(score: Score, lineup: Lineup, mood: Manner, seed: string): Score {
  const last = score.chords.at(-1);
  if (last === undefined) return score;
  const closing = closingScore(score, mood, seed);
  const isResting = ({ role }: Part) => lineup.rests[role] === 'phrase';
  const quiet = softened(closing, Math.min(1, lineup.level[1]));
  const end = score.bars * meterInfo(score.meter).barTicks;
  return {
    ...score,
    parts: score.parts.map((part) => (isResting(part) ? part : heldFrom(part, quiet, last.tick, end))),
  };
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

function softened(score: Score, by: number): Score {
  const soft = (part: Part) => ({ ...part, notes: part.notes.map((n) => ({ ...n, velocity: n.velocity * by })) });
  return { ...score, parts: score.parts.map(soft) };
}
