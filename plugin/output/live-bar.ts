/**
 * Changes a scheduled bar: layers enter and leave, and drums thin out, in the middle of it. Notes that begin later
 * are added or taken back; held notes of a layer that enters join, those of one that leaves fade out.
 */

import type { Seconds } from '../music/time.ts';
import type { TimedBar, TimedNote, TimedPart } from './audio-output.ts';

/** A note that is held for less than this is not worth joining. */
const WORTH_JOINING: Seconds = 0.2;
/** Delay before a note joins a bar that sounds: the audio clock needs a moment. */
const SOON: Seconds = 0.02;
/** How long a note that is taken back while it sounds is still heard. */
export const LEAVING: Seconds = 0.12;
/** Times that were computed in two ways differ by less. */
const EPSILON: Seconds = 1e-6;

/** What becomes of a bar. */
export interface BarRevision {
  /** The bar as it is heard. */
  readonly bar: TimedBar;
  readonly gone: readonly TimedNote[];
  /** The notes that are new, by part. */
  readonly added: readonly TimedPart[];
}

const keyOf = ({ pitch, tick }: TimedNote) => `${tick} ${pitch}`;
const endOf = ({ time, duration }: TimedNote) => time + duration;

/** Gives a bar other parts from a clock time on; null where that changes nothing. */
export function revised(bar: TimedBar, wanted: readonly TimedPart[], from: Seconds): BarRevision | null {
  const gone: TimedNote[] = [];
  const added: TimedPart[] = [];
  const names = new Set([...bar.parts, ...wanted].map(({ name }) => name));
  const parts = [...names].flatMap((name): TimedPart[] => {
    const had = bar.parts.find((part) => part.name === name);
    const now = wanted.find((part) => part.name === name);
    const { role } = (had ?? now)!;
    const mayStay = new Map((now?.notes ?? []).map((note) => [keyOf(note), note]));
    const kept = (had?.notes ?? []).flatMap((note): TimedNote[] => {
      const same = mayStay.get(keyOf(note));
      // What was cut may come again.
      if (same !== undefined && endOf(note) > endOf(same) - EPSILON) mayStay.delete(keyOf(note));
      const isHeard = note.time < from - EPSILON;
      if (same !== undefined || (isHeard && endOf(note) <= from + LEAVING)) return [note];
      gone.push(note);
      return !isHeard ? [] : [{ ...note, duration: from + LEAVING - note.time }];
    });
    const joins = role !== 'drums';
    const fresh = [...mayStay.values()].flatMap((note): TimedNote[] => {
      if (note.time >= from - EPSILON) return [note];
      const time = from + SOON;
      const duration = endOf(note) - time;
      return joins && duration > WORTH_JOINING ? [{ ...note, time, duration, since: note.time }] : [];
    });
    if (fresh.length > 0) added.push({ name, role, notes: fresh });
    const notes = [...kept, ...fresh].sort((a, b) => a.time - b.time);
    return notes.length === 0 ? [] : [{ name, role, notes }];
  });
  return gone.length === 0 && added.length === 0 ? null : { bar: { ...bar, parts }, gone, added };
}
