/** The tail of a score is all that the next phrase's voices lead on from: what sounds last in each part that looks back. */

import type { MidiPitch } from '../music/pitch.ts';
import type { Note, Role, Score } from '../music/score.ts';
import { lastChord } from './harmony-parts.ts';
import { lastVoicing } from './pad.ts';

/** Parts whose voices lead on from the phrase before. */
export const LEADING_PARTS = ['counter', 'chords', 'bass', 'pad'] as const satisfies readonly Role[];

/** The pitches that each of these parts ends with, lowest first. Plain data. */
export type Tail = { readonly [P in (typeof LEADING_PARTS)[number]]?: readonly MidiPitch[] };

/** The tail of a score. */
export function tailOf(score: Score): Tail {
  const notes = (name: string) => score.parts.find((part) => part.name === name)?.notes ?? [];
  const last = (name: string) => notes(name).at(-1);
  const pitches = {
    counter: [last('counter')?.pitch],
    chords: lastChord(score, 'chords'),
    bass: [last('bass')?.pitch],
    pad: lastVoicing(notes('pad')),
  };
  return Object.fromEntries(
    Object.entries(pitches).flatMap(([name, ends]) => (ends?.[0] === undefined ? [] : [[name, ends]])),
  );
}

/** A score that nothing is played from, but led on from: its parts sound their last pitches alone. */
export function scoreWithTail(tail: Tail, like: Omit<Score, 'parts' | 'chords'>): Score {
  const note = (pitch: MidiPitch): Note => ({ pitch, tick: 0, durationTicks: 1, velocity: 0.5 });
  const parts = LEADING_PARTS.map((name) => ({
    name,
    role: name,
    layer: { from: 0, to: 1 },
    notes: (tail[name] ?? []).map(note),
  }));
  return { ...like, chords: [], parts };
}
