/**
 * Pairs note-ons and note-offs of one MIDI channel. A key struck again while it is down sounds twice, and each note-off ends
 * the oldest note: this restores lengths where a note-on precedes the note-off of the previous note, and where voices cross
 * on one pitch.
 */

import { isNoteOff, isNoteOn, type MidiEvent, SILENCING } from './midi-event.ts';

/** A note in file ticks. */
export interface MidiNote {
  readonly pitch: number;
  readonly onset: number;
  readonly duration: number;
  /**
   * Its length if a note-off is missing on its pitch: there the note that lost it would take the end of the next one, that one
   * the end of the one after, and so on.
   */
  readonly mended?: number;
}

/** The length of a note; repaired from the notes around it if note-offs are missing. */
export function lengthOf({ duration, mended }: Pick<MidiNote, 'duration' | 'mended'>): number {
  return mended ?? duration;
}

type OpenNote = { -readonly [name in keyof MidiNote]: MidiNote[name] };

/** Length of a note without an end, in quarters. */
const UNENDED = 2;
/** If no note has an end, each lasts until the next, at most this many quarters; the last one until the end of the track. */
const LONGEST_UNENDED = { note: 16, last: 4 };

/** The notes of one channel, in order of their starts. */
export function pairedNotes(events: readonly MidiEvent[], end: number, ppq: number): MidiNote[] {
  const notes: OpenNote[] = [];
  const sounding = new Map<number, OpenNote[]>();
  const ends = new Map<number, number[]>();
  const silences: number[] = [];
  for (const event of events) {
    const { tick, first: pitch } = event;
    if (isNoteOn(event)) {
      const note: OpenNote = { pitch, onset: tick, duration: 0 };
      notes.push(note);
      const before = sounding.get(pitch);
      if (before) before.push(note);
      else sounding.set(pitch, [note]);
    } else if (isNoteOff(event)) {
      const note = sounding.get(pitch)?.shift();
      if (!note) continue;
      note.duration = tick - note.onset;
      const before = ends.get(pitch);
      if (before) before.push(tick);
      else ends.set(pitch, [tick]);
    } else if ((event.status & 0xf0) === 0xb0 && SILENCING.has(pitch)) silences.push(tick);
  }
  const unended = [...sounding.values()].flat();
  const none = unended.length === notes.length;
  const onsets = none ? notes.map(({ onset }) => onset) : [];
  for (const note of unended) {
    const silence = after(silences, note.onset);
    const next = after(onsets, note.onset);
    const last = none ? Math.min(positive(end - note.onset, UNENDED * ppq), LONGEST_UNENDED.last * ppq) : UNENDED * ppq;
    const longest = next === undefined ? last : Math.min(next - note.onset, LONGEST_UNENDED.note * ppq);
    note.duration = silence === undefined ? longest : Math.min(longest, silence - note.onset);
  }
  if (!none)
    for (const pitch of new Set(unended.map((note) => note.pitch)))
      mend(notes, pitch, ends.get(pitch) ?? [], UNENDED * ppq);
  return notes;
}

/** Finds the notes that lost their ends: from the last note backwards, each takes the last remaining end after it. */
function mend(notes: readonly OpenNote[], pitch: number, ends: readonly number[], longest: number): void {
  let taken = ends.length;
  let next = Number.POSITIVE_INFINITY;
  for (let i = notes.length - 1; i >= 0; i--) {
    const note = notes[i]!;
    if (note.pitch !== pitch) continue;
    const end = ends[taken - 1];
    if (end !== undefined && end >= note.onset) {
      note.mended = end - note.onset;
      taken--;
    } else note.mended = Math.min(next - note.onset, longest);
    next = note.onset;
  }
}

/** The first of sorted ticks after a tick. */
function after(ticks: readonly number[], tick: number): number | undefined {
  let [low, high] = [0, ticks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ticks[middle]! > tick) high = middle;
    else low = middle + 1;
  }
  return ticks[low];
}

function positive(value: number, otherwise: number): number {
  return value > 0 ? value : otherwise;
}
