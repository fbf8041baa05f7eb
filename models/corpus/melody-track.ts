/** Finds the melody part of a MIDI file, by its name, monophony and register. */

import type { MidiPart } from './midi-content.ts';
import { lengthOf } from './note-pairing.ts';

/** Shortest melody, in notes. */
export const MIN_TUNE_NOTES = 8;
/** The channel of drums, counted from 0. */
const DRUMS = 9;
/** General MIDI programs of basses, from 0; then of percussion and sound effects. */
const BASSES = { from: 32, to: 39 };
const NOISES = { from: 112, to: 127 };
/** Usual mean pitch of melodies; distant parts are less likely. */
const TUNE_CENTER = 70;
const TUNE_NAMES = /melod|lead|vocal|voice|tune|sopran|solo|sing|chant|gesang|right|violin i\b/i;
const OTHER_NAMES = /bass|drum|perc|chord|accomp|rhythm|pad|left/i;

/** The part most similar to a melody, or null if all are drums, effects or too short. */
export function melodyPart(parts: readonly MidiPart[]): MidiPart | null {
  let best: MidiPart | null = null;
  let likeness = Number.NEGATIVE_INFINITY;
  for (const part of parts) {
    if (!isMelodicPart(part)) continue;
    const own = likenessToTune(part);
    if (own > likeness) [best, likeness] = [part, own];
  }
  return best;
}

function isMelodicPart({ channel, program, notes }: MidiPart): boolean {
  return channel !== DRUMS && !(program >= NOISES.from && program <= NOISES.to) && notes.length >= MIN_TUNE_NOTES;
}

/** A score that is higher for parts named as melody, monophonic, in the middle register, and not a bass. */
function likenessToTune(part: MidiPart): number {
  const { notes, name, program } = part;
  const mean = notes.reduce((sum, note) => sum + note.pitch, 0) / notes.length;
  const named = TUNE_NAMES.test(name) ? 2 : OTHER_NAMES.test(name) ? -1 : 0;
  const bass = program >= BASSES.from && program <= BASSES.to ? -2 : 0;
  return (
    named + bass - 2 * simultaneousShare(part) - Math.abs(mean - TUNE_CENTER) / 12 + Math.min(1, notes.length / 100)
  );
}

/** Share of notes that start well before the previous one ends: 0 in a monophonic part, near 1 in chords. */
export function simultaneousShare({ notes }: Pick<MidiPart, 'notes'>): number {
  let together = 0;
  for (let i = 1; i < notes.length; i++)
    if (notes[i]!.onset < notes[i - 1]!.onset + lengthOf(notes[i - 1]!) * 0.5) together++;
  return together / Math.max(1, notes.length);
}
