/** Passing tones of sad melodies: falling thirds and fourths are filled with the steps between, so that lines sink rather than rise. */

import type { Phrase, PhraseNote } from '../music/phrase.ts';
import { moveByScale } from '../music/pitch.ts';
import { PPQ, type Ticks } from '../music/time.ts';
import type { Feeling } from './request.ts';
import { withNotes } from './transform.ts';

/** How sad and calm a mood is from which on its falls are filled, 0..1. */
const SAD = 0.6;
const EIGHTH: Ticks = PPQ / 2;

/** Whether a mood's melodies sink. */
export function isSad({ valence, arousal }: Feeling): boolean {
  return (1 - valence) * (1 - arousal) >= SAD;
}

/** The phrase with passing tones, if its mood is sad. Changed notes no longer count as the model's. */
export function sighing(phrase: Phrase, feeling: Feeling): Phrase {
  if (!isSad(feeling)) return phrase;
  const filled = phrase.notes.flatMap((note, i): PhraseNote[] => {
    const between = passingTones(phrase, i);
    if (between.length === 0) return [note];
    const held = note.durationTicks - between.length * EIGHTH;
    const passing = between.map((pitch, k) => ({ pitch, tick: note.tick + held + k * EIGHTH, durationTicks: EIGHTH }));
    return [
      { ...note, durationTicks: held, sampled: false },
      ...passing.map((step): PhraseNote => ({ ...note, ...step, sampled: false })),
    ];
  });
  return filled.length === phrase.notes.length ? phrase : withNotes(phrase, filled);
}

/** The scale steps between a note and the next, a third or fourth lower, which directly follows; none if they leave it less than an eighth. */
function passingTones({ notes, request: { mode } }: Phrase, i: number): readonly number[] {
  const [note, next] = [notes[i]!, notes[i + 1]];
  if (next === undefined || note.tick < 0 || next.tick !== note.tick + note.durationTicks) return [];
  if (note.pitch - next.pitch < 3 || note.pitch - next.pitch > 5) return [];
  const steps: number[] = [];
  for (let pitch = moveByScale(note.pitch, -1, mode); pitch > next.pitch; pitch = moveByScale(pitch, -1, mode))
    steps.push(pitch);
  return note.durationTicks - steps.length * EIGHTH >= EIGHTH ? steps : [];
}
