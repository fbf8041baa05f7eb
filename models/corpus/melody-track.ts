/** Finds the melody part of a MIDI file. */

import { melodyIndex, simultaneousShare as shareOf } from '../../plugin/internal.ts';
import type { MidiPart } from './midi-content.ts';
import { lengthOf } from './note-pairing.ts';

/** The part most similar to a melody, or null if all are drums, effects or too short. */
export function melodyPart(parts: readonly MidiPart[]): MidiPart | null {
  return parts[melodyIndex(parts.map((part) => ({ ...part, notes: mended(part) })))] ?? null;
}

/** Share of notes that start well before the previous one ends: 0 in a monophonic part, near 1 in chords. */
export function simultaneousShare(part: Pick<MidiPart, 'notes'>): number {
  return shareOf(mended(part));
}

function mended({ notes }: Pick<MidiPart, 'notes'>) {
  return notes.map((note) => ({ pitch: note.pitch, onset: note.onset, duration: lengthOf(note) }));
}
