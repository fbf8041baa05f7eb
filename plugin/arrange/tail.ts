/** The tail of a score: the last pitches of each part, from which the next phrase continues its voice leading. */

import type { MidiPitch } from '../music/pitch.ts';
import type { Note, Role, Score } from '../music/score.ts';
import { lastChord } from './harmony-parts.ts';
import { lastVoicing } from './pad.ts';

/** Parts with voice leading across phrases. */
export const LEADING_PARTS = ['counter', 'chords', 'bass', 'pad'] as const satisfies readonly Role[];

/** The last pitches of each of these parts, lowest first. Plain data. */
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

/** A score with only the pitches of a tail, as the `previous` of the next phrase. */
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
