/**
 * Sad melodies sink: they rise by leaps and fall by steps (a gap is filled; Meyer, Explaining Music, 1973). Falling thirds and
 * fourths are filled with the steps between, a passing tone on the way up is left out, and a line that climbs to a crest by
 * steps leaps to it and sinks from it.
 */

import { chordAt, chordTones } from '../music/harmony.ts';
import { isStrongBeat } from '../music/metric-weight.ts';
import type { Phrase, PhraseNote } from '../music/phrase.ts';
import { modulo, moveByScale } from '../music/pitch.ts';
import { EIGHTH, meterInfo, PPQ } from '../music/time.ts';
import type { Feeling } from './request.ts';
import { withNotes } from './transform.ts';

/** How sad and calm a mood is from which on its falls are filled, 0..1. */
const SAD = 0.6;

/** Whether a mood's melodies sink. */
export function isSad({ valence, arousal }: Feeling): boolean {
  return (1 - valence) * (1 - arousal) >= SAD;
}

/** The phrase with sinking lines, if its mood is sad. Changed notes no longer count as the model's. */
export function sighing(phrase: Phrase, feeling: Feeling): Phrase {
  return isSad(feeling) ? filled(leaping(sinking(phrase))) : phrase;
}

/** The phrase with crests that sink: of three rising steps' notes the last two change places where the line falls on. */
function sinking(phrase: Phrase): Phrase {
  const notes = [...phrase.notes];
  for (let i = 0; i + 3 < notes.length; i++) {
    if (!maySink(phrase, i)) continue;
    const [middle, crest] = [notes[i + 1]!, notes[i + 2]!];
    notes[i + 1] = { ...middle, pitch: crest.pitch, sampled: false };
    notes[i + 2] = { ...crest, pitch: middle.pitch, sampled: false };
    i += 2;
  }
  return notes.every((note, i) => note === phrase.notes[i]) ? phrase : withNotes(phrase, notes);
}

/** Whether a note begins two rising steps of equal length after which the line falls below both, and the crest's place bears the tone below it. */
function maySink({ notes, request: { mode, meter, chords } }: Phrase, i: number): boolean {
  const [from, middle, crest, next] = [notes[i]!, notes[i + 1]!, notes[i + 2]!, notes[i + 3]!];
  const climbs = middle.pitch === moveByScale(from.pitch, 1, mode) && crest.pitch === moveByScale(from.pitch, 2, mode);
  if (!climbs || next.pitch >= middle.pitch || middle.durationTicks !== crest.durationTicks) return false;
  const chord = chordAt(chords, crest.tick);
  const fits = chord === null || chordTones(chord).includes(modulo(middle.pitch, 12));
  return fits || !isStrongBeat(meter, crest.tick % meterInfo(meter).barTicks);
}

/** The phrase without passing tones on the way up: the note before them lasts. */
function leaping(phrase: Phrase): Phrase {
  const notes: PhraseNote[] = [];
  for (const [i, note] of phrase.notes.entries()) {
    const before = notes.at(-1);
    if (before === undefined || !passesUp(phrase, before, i)) notes.push(note);
    else
      notes[notes.length - 1] = { ...before, durationTicks: before.durationTicks + note.durationTicks, sampled: false };
  }
  return notes.length === phrase.notes.length ? phrase : withNotes(phrase, notes);
}

/** Whether a short note on a weak beat, right after another, lies a step above it and a step below the next. */
function passesUp({ notes, request: { mode, meter } }: Phrase, before: PhraseNote, i: number): boolean {
  const [note, next] = [notes[i]!, notes[i + 1]];
  if (next === undefined || before.tick < 0 || note.tick !== before.tick + before.durationTicks) return false;
  const climbs = note.pitch === moveByScale(before.pitch, 1, mode) && next.pitch === moveByScale(note.pitch, 1, mode);
  const isWeak = !isStrongBeat(meter, note.tick % meterInfo(meter).barTicks);
  return climbs && isWeak && note.durationTicks < PPQ && before.durationTicks <= PPQ;
}

/** The phrase with passing tones on the way down. */
function filled(phrase: Phrase): Phrase {
  const all = phrase.notes.flatMap((note, i): PhraseNote[] => {
    const between = passingTones(phrase, i);
    if (between.length === 0) return [note];
    const held = note.durationTicks - between.length * EIGHTH;
    const passing = between.map((pitch, k) => ({ pitch, tick: note.tick + held + k * EIGHTH, durationTicks: EIGHTH }));
    return [
      { ...note, durationTicks: held, sampled: false },
      ...passing.map((step): PhraseNote => ({ ...note, ...step, sampled: false })),
    ];
  });
  return all.length === phrase.notes.length ? phrase : withNotes(phrase, all);
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
