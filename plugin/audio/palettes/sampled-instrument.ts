/** A sampled instrument: recorded notes in buffers, each for the pitches around it, from any source. */

import type { MidiPitch } from '../../music/pitch.ts';
import type { Seconds } from '../../music/time.ts';
import type { Loop } from '../loop.ts';
import { NEAREST_DRUM } from './kits.ts';

/** One recorded note. */
export interface SampledNote {
  /** Recorded pitch, or the drum key. */
  readonly pitch: MidiPitch;
  readonly buffer: AudioBuffer;
  /** Offset of the note in the buffer. */
  readonly start: Seconds;
  readonly seconds: Seconds;
  /** Linear gain that levels it to the common loudness. */
  readonly gain: number;
  /** Loop points from the note's start; null if the note decays. */
  readonly loop: Loop | null;
  /** Seconds in which a looped note decays, as a plucked string does; absent if it sustains. */
  readonly decay?: Seconds;
  /** The pitches that it may play; null = any. */
  readonly range: readonly [lowest: MidiPitch, highest: MidiPitch] | null;
}

/** An instrument, or a drum kit whose notes are drum keys. */
export interface Sampled {
  readonly drum: boolean;
  readonly notes: readonly SampledNote[];
}

/** The recorded note nearest to a pitch; of two equally near, the higher (shifting down dulls less than shifting up thins). */
export function nearestNote<N extends { readonly pitch: MidiPitch }>(notes: readonly N[], pitch: MidiPitch): N | null {
  let best: N | null = null;
  for (const note of notes) {
    if (!best || Math.abs(note.pitch - pitch) <= Math.abs(best.pitch - pitch)) best = note;
  }
  return best;
}

/** The note and playback rate for a pitch; on a kit the key's own stroke or the most similar one. Null if there is none. */
export function noteFor(
  sampled: Sampled,
  pitch: MidiPitch,
): { readonly note: SampledNote; readonly rate: number } | null {
  const { notes, drum } = sampled;
  if (drum) {
    const within = ({ pitch: key, range }: SampledNote, wanted: MidiPitch) =>
      range ? wanted >= range[0] && wanted <= range[1] : key === wanted;
    const near = NEAREST_DRUM[pitch];
    const stroke =
      notes.find((note) => within(note, pitch)) ??
      (near === undefined ? undefined : notes.find((note) => within(note, near)));
    return stroke ? { note: stroke, rate: 1 } : null;
  }
  const reached = withinReach(notes, pitch);
  const note = nearestNote(
    notes.filter(({ range }) => !range || (reached >= range[0] && reached <= range[1])),
    reached,
  );
  return note && { note, rate: 2 ** ((reached - note.pitch) / 12) };
}

/** A pitch, or its nearest octave transposition that some note may play. */
function withinReach(notes: readonly SampledNote[], pitch: MidiPitch): MidiPitch {
  const ranges = notes.map(({ range }) => range);
  const fits = (wanted: MidiPitch) => ranges.some((range) => !range || (wanted >= range[0] && wanted <= range[1]));
  for (let octaves = 0; octaves <= 10; octaves++) {
    for (const moved of [pitch - 12 * octaves, pitch + 12 * octaves]) if (fits(moved)) return moved;
  }
  // Ranges below an octave can leave gaps: take the nearest end of a range.
  const ends = ranges.flatMap((range) => range ?? []);
  return ends.reduce((best, end) => (Math.abs(end - pitch) < Math.abs(best - pitch) ? end : best), ends[0] ?? pitch);
}

const sizes = new WeakMap<Sampled, number>();

/** Bytes of an instrument's buffers; cached, because it is read every second. */
export function bytesOf(sampled: Sampled): number {
  const known = sizes.get(sampled);
  if (known !== undefined) return known;
  const buffers = new Set(sampled.notes.map(({ buffer }) => buffer));
  const bytes = [...buffers].reduce((sum, buffer) => sum + buffer.length * buffer.numberOfChannels * 4, 0);
  sizes.set(sampled, bytes);
  return bytes;
}
