/** The events of one MIDI track: as it stands where that makes sense, else as {@link mendedEvents} reads it. */

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
  /** Bytes that are mended; what is more is read as it stands, as far as it goes. */
  mending: number;
  /** Notes; a file with more is refused. */
  notes: number;
}

/**
 * Where a track could be read as it stands, mending counts if each byte that it takes for wrong gives so many notes back: more
 * where nothing is against the standard.
 */
const WORTH = { flawed: 1, flawless: 3 };

/** So many changes of program or pressure with no note after them are none: a wrong status made notes look like them. */
const MOST_AFTER_NOTES = 8;

/** Thrown when a budget of notes is spent. */
export class TooManyNotes extends Error {}

interface Reading extends MidiTrack {
  /** The events lead to the end. */
  readonly complete: boolean;
  /** Something in it is against the standard. */
  readonly flawed: boolean;
  /** Nothing is, it is complete, and each note has its beginning and end. */
  readonly sound: boolean;
  /** How many notes have an end, less those that have none. */
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

/** Events as they stand, as far as they make sense. */
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

/** Gives events their ticks and counts what does not go together. */
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
