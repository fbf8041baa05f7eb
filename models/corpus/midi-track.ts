/** The events of one MIDI track: as they stand if that makes sense, else repaired by {@link mendedEvents}. */

import {
  dataBytes,
  eventAt,
  isNoteOff,
  isNoteOn,
  keyOf,
  META,
  META_TYPES,
  type MidiEvent,
  matters,
} from './midi-event.ts';
import { mendedEvents } from './midi-mending.ts';

/** The content of a track. */
export interface MidiTrack {
  /** The relevant events, with their ticks. */
  readonly events: readonly MidiEvent[];
  /** Where the track ends, in ticks. */
  readonly end: number;
  /** Whether every byte was readable as it stands and the track has its end event. */
  readonly whole: boolean;
  /** Number of bytes that were read. */
  readonly read: number;
}

/** The remaining budget of a file. */
export interface ReadingBudget {
  /** Bytes to repair; beyond, tracks are read as they stand, as far as possible. */
  mending: number;
  /** Notes; a file with more is rejected. */
  notes: number;
}

/**
 * Notes that a repair must recover per byte considered wrong, if the track is readable as it stands: more if it does not
 * violate the standard.
 */
const WORTH = { flawed: 1, flawless: 3 };

/** More changes of program or pressure without a later note are misread notes. */
const MOST_AFTER_NOTES = 8;

/** Thrown when the budget of notes is exceeded. */
export class TooManyNotes extends Error {}

interface Reading extends MidiTrack {
  /** Whether the events reach the end. */
  readonly complete: boolean;
  /** Whether something violates the standard. */
  readonly flawed: boolean;
  /** Whether it is complete and flawless, and each note has a start and an end. */
  readonly sound: boolean;
  /** Number of notes with an end, minus those without. */
  readonly sense: number;
}

/**
 * Reads a track.
 * @throws TooManyNotes if there are more notes than the budget has.
 */
export function readTrack(track: Uint8Array, budget: ReadingBudget): MidiTrack {
  const plain = gathered(plainEvents(track), track, budget.notes);
  const best = plain.sound || track.length > budget.mending ? plain : mended(track, plain, budget);
  budget.notes -= best.events.filter(isNoteOn).length;
  return best;
}

function mended(track: Uint8Array, plain: Reading, budget: ReadingBudget): Reading {
  budget.mending -= track.length;
  const { events, misread } = mendedEvents(track);
  if (misread === 0 && plain.complete) return plain;
  const other = { ...gathered(events, track, budget.notes), whole: false };
  const worth = plain.flawed ? WORTH.flawed : WORTH.flawless;
  return plain.complete && other.sense < plain.sense + worth * misread ? plain : other;
}

/** The events as they stand, as far as they make sense. */
function* plainEvents(track: Uint8Array): Generator<MidiEvent> {
  let [at, running] = [0, 0];
  while (at < track.length) {
    const event = eventAt(track, at, running);
    if (event === null) return;
    yield event;
    ({ next: at, running } = event);
    if (event.status === META && event.first === META_TYPES.endOfTrack) return;
  }
}

/** Assigns ticks to events and counts inconsistencies. */
function gathered(all: Iterable<MidiEvent>, track: Uint8Array, most: number): Reading {
  const events: MidiEvent[] = [];
  const down = new Map<number, number>();
  let [tick, read, notes, pairs, unbegun, afterNotes] = [0, 0, 0, 0, 0, 0];
  let [ended, whole, flawed] = [false, true, false];
  for (const event of all) {
    tick += event.delta;
    read = event.next;
    event.tick = tick;
    if (event.overlong) whole = false;
    if (event.flawed) flawed = true;
    if (matters(event)) events.push(event);
    if (event.status === META) ended = event.first === META_TYPES.endOfTrack && !event.flawed;
    if (isNoteOn(event)) afterNotes = 0;
    else if (dataBytes(event.status) === 1) afterNotes++;
    const count = down.get(keyOf(event)) ?? 0;
    if (isNoteOn(event)) {
      if (++notes > most) throw new TooManyNotes();
      down.set(keyOf(event), count + 1);
    } else if (isNoteOff(event)) {
      if (count > 0) {
        down.set(keyOf(event), count - 1);
        pairs++;
      } else unbegun++;
    }
  }
  const complete = ended || read === track.length;
  const sound = complete && !flawed && pairs === notes && unbegun === 0 && afterNotes < MOST_AFTER_NOTES;
  return { events, end: tick, whole: whole && complete, complete, flawed, sound, sense: 2 * pairs - notes, read };
}
