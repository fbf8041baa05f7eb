/**
 * The events of one MIDI track. Where bytes make no sense, the readings that are possible there are tried on the events that
 * follow, and the one that makes most sense of them is taken: one wrong byte costs an event, not the track.
 */

import { eventAt, isNoteOff, isNoteOn, keyOf, META, META_TYPES, type MidiEvent, matters } from './midi-event.ts';
import { bestReading, isDoubtful, otherReadings } from './midi-readings.ts';

/** What a track holds. */
export interface MidiTrack {
  /** The events that matter, each with its tick. */
  readonly events: readonly MidiEvent[];
  /** Where the track ends, in ticks. */
  readonly end: number;
  /** Every byte could be read as it stands, and the track has its end. */
  readonly whole: boolean;
  /** How many bytes were read. */
  readonly read: number;
}

/** What may still be spent on a file. */
export interface ReadingBudget {
  /** Readings that are tried; when none are left, the first possible one is taken. */
  trials: number;
  /** Notes; a file with more is refused. */
  notes: number;
}

/** Trials of a second reading: enough for tens of thousands of events. */
const SECOND_TRIALS = 100_000;
/** A second reading counts where each byte that it takes for wrong gives this many notes their ends back. */
const WORTH = 3;

/** Thrown when a budget of notes is spent. */
export class TooManyNotes extends Error {}

interface Reading extends MidiTrack {
  readonly notes: number;
  /** How often a key goes down and never up, and up without having gone down. */
  readonly unended: number;
  readonly unbegun: number;
  /** Places that were not read as they stand. */
  readonly mended: number;
}

/**
 * Reads a track. Where notes are left without an end, a wrong byte may look right; then the track is read again
 * with doubt in each status byte, and the second reading counts if it leaves far fewer such notes.
 * @throws TooManyNotes if there are more notes than the budget has.
 */
export function readTrack(track: Uint8Array, budget: ReadingBudget): MidiTrack {
  const first = readEvents(track, budget, false);
  budget.notes -= first.notes;
  if (first.unended === 0) return first;
  const second = readEvents(track, { trials: SECOND_TRIALS, notes: first.notes * 2 }, true);
  const [before, after] = [first, second].map(({ unended, unbegun }) => unended + unbegun) as [number, number];
  return after < before / 2 && before - after >= WORTH * second.mended ? second : first;
}

function readEvents(track: Uint8Array, budget: ReadingBudget, doubting: boolean): Reading {
  const events: MidiEvent[] = [];
  const down = new Map<number, number>();
  let [at, tick, running, notes, unended, unbegun, mended] = [0, 0, 0, 0, 0, 0, 0];
  let ended = false;
  while (at < track.length && !ended) {
    const plain = eventAt(track, at, running);
    let event = plain;
    if (plain === null || plain.flawed || (doubting && isDoubtful(track, at, running))) {
      event = bestReading(track, at, plain, otherReadings(track, at, running), down, budget);
      if (event !== plain || event === null || event.overlong) mended++;
    }
    if (event === null) break;
    tick += event.delta;
    at = event.next;
    running = event.running;
    ended = event.status === META && event.first === META_TYPES.endOfTrack;
    event.tick = tick;
    if (matters(event)) events.push(event);
    if (isNoteOn(event)) {
      if (++notes > budget.notes) throw new TooManyNotes();
      down.set(keyOf(event), (down.get(keyOf(event)) ?? 0) + 1);
    } else if (isNoteOff(event)) {
      const count = down.get(keyOf(event)) ?? 0;
      if (count > 0) down.set(keyOf(event), count - 1);
      else unbegun++;
    }
  }
  for (const count of down.values()) unended += count;
  const whole = mended === 0 && (ended || at === track.length);
  return { events, end: tick, whole, mended, read: Math.min(at, track.length), notes, unended, unbegun };
}
