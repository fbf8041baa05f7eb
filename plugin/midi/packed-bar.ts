/** A bar whose notes are packed into one array, to save memory where many are kept. */

import type { MidiBar } from './midi-export.ts';

/** A bar as {@link packBar} keeps it. */
export interface PackedBar extends Omit<MidiBar, 'parts'> {
  /** Parts, with the number of notes of each. */
  readonly parts: readonly (Omit<MidiBar['parts'][number], 'notes'> & { readonly notes: number })[];
  /** Pitch, start, length and velocity of the notes of all parts, one part after the other. */
  readonly packed: Float64Array;
}

/** Packs a bar. */
export function packBar({ parts, ...bar }: MidiBar): PackedBar {
  const fields = parts.flatMap(({ notes }) =>
    notes.flatMap(({ pitch, time, duration, velocity }) => [pitch, time, duration, velocity]),
  );
  const counted = parts.map(({ name, role, notes }) => ({ name, role, notes: notes.length }));
  return { ...bar, parts: counted, packed: Float64Array.from(fields) };
}

/** The bar that was packed. */
export function unpackBar({ parts, packed, ...bar }: PackedBar): MidiBar {
  let at = 0;
  const note = () => ({
    pitch: packed[at++]!,
    time: packed[at++]!,
    duration: packed[at++]!,
    velocity: packed[at++]!,
  });
  return { ...bar, parts: parts.map((part) => ({ ...part, notes: Array.from({ length: part.notes }, note) })) };
}
