/**
 * What bytes of a MIDI track can mean where they are not as the standard has them: a data byte that is wrong, a message cut
 * short, a wrong length, a delta time with a wrong bit. Each reading is tried on what follows, because events read from the
 * wrong place soon break the standard, or end notes that never began.
 */

import {
  bodyAt,
  dataBytes,
  deltaAt,
  eventAt,
  isNoteOff,
  isNoteOn,
  keyOf,
  META,
  META_TYPES,
  type MidiEvent,
  metaAt,
  metaLength,
  skippedEvent,
} from './midi-event.ts';

/** Events that a reading is tried on, and what each can add to its score. */
const TRIAL = 24;
const SCORE = { plain: 1, flawed: 0.5, dropped: -1.5, nonsense: -4, ended: 0.5, endedNothing: -1 };
/** Another reading than the plain one has to be this much better. */
const DOUBT = 2;
/** Readings with a lower score than this are no better than passing bytes over until events make sense again. */
const SENSE = TRIAL / 2;
/** How far on sense is looked for, in bytes. */
const FARTHEST = 4096;

/** By key, how many of its notes sound. */
export type KeysDown = ReadonlyMap<number, number>;

/** Whether an event that keeps the standard could still be a misreading: a status or a long delta time that is a wrong byte. */
export function isDoubtful(track: Uint8Array, at: number, running: number): boolean {
  const { next } = deltaAt(track, at);
  const longDelta = next > at + 1 && track[at + 1]! >= 0x80;
  return longDelta || (running >= 0x80 && track[next]! >= 0x80);
}

/** Readings of an event other than the plain one, the likeliest first. */
export function otherReadings(track: Uint8Array, at: number, running: number): MidiEvent[] {
  const readings: (MidiEvent | null)[] = [];
  const { value: delta, next: start } = deltaAt(track, at);
  if (start > 0) {
    const byte = track[start]!;
    readings.push(dropped(track, start, delta));
    // A data byte with its highest bit set, where no status was to come.
    if (running >= 0x80 && byte >= 0x80) readings.push(skippedEvent(delta, start + dataBytes(running), running));
    if (byte === META && metaLength(track[start + 1]!) !== undefined)
      readings.push(metaAt(track, start, running, delta, metaLength(track[start + 1]!)));
    // A message without its last bytes, right before the next status.
    const status = byte >= 0x80 ? byte : running;
    const data = byte >= 0x80 ? start + 1 : start;
    if (status < 0xf0 && byte !== undefined)
      for (let i = data; i < data + dataBytes(status); i++)
        if (track[i]! >= 0x80) readings.push(bodyAt(track, i, status, delta));
  }
  // A delta time that goes on only because of a wrong bit.
  for (let i = at + 1; i < at + 4 && track[i - 1]! >= 0x80; i++)
    readings.push(
      bodyAt(track, i, running, deltaAt(track.subarray(at, i - 1), 0).value * 128 + (track[i - 1]! & 0x7f)),
    );
  return readings.filter((reading) => reading !== null);
}

/** A message whose first data byte is wrong, passed over. */
function dropped(track: Uint8Array, start: number, delta: number): MidiEvent | null {
  const byte = track[start]!;
  const isMessage = byte >= 0x80 && byte < 0xf0 && track[start + 1]! > 0x7f;
  return isMessage ? skippedEvent(delta, start + 1 + dataBytes(byte), byte) : null;
}

/**
 * The reading that makes most sense of what follows it, or null where nothing does.
 * @param plain the event as it stands, or null if it cannot be read so.
 */
export function bestReading(
  track: Uint8Array,
  at: number,
  plain: MidiEvent | null,
  others: readonly MidiEvent[],
  down: KeysDown,
  budget: { trials: number },
): MidiEvent | null {
  if (budget.trials <= 0) return plain ?? others[0] ?? null;
  budget.trials -= others.length + 1;
  let best = plain;
  let most = plain ? score(track, plain, down) + DOUBT : Number.NEGATIVE_INFINITY;
  for (const reading of others) {
    const own = score(track, reading, down);
    if (own > most) [best, most] = [reading, own];
  }
  // Where nothing is wrong with an event itself, what follows another reading has to be right throughout.
  if (plain?.flawed === false) return most >= TRIAL ? best : plain;
  if (most >= SENSE) return best;
  for (let next = at + 1; next < Math.min(at + FARTHEST, track.length); next++) {
    // Without a status nothing tells whether it is an event at all.
    const event = eventAt(track, next, 0);
    if (event === null || event.flawed) continue;
    budget.trials--;
    const reading = skippedEvent(0, next, 0);
    const own = score(track, reading, down);
    if (own > most) [best, most] = [reading, own];
    if (own >= SENSE || budget.trials <= 0) break;
  }
  return best;
}

/** How much sense the events after a reading make. */
function score(track: Uint8Array, reading: MidiEvent, down: KeysDown): number {
  const change = new Map<number, number>();
  const sounding = (key: number) => (down.get(key) ?? 0) + (change.get(key) ?? 0);
  let sum = 0;
  let event: MidiEvent | null = reading;
  for (let i = 0; event !== null && i <= TRIAL; i++) {
    if (isNoteOn(event)) change.set(keyOf(event), (change.get(keyOf(event)) ?? 0) + 1);
    else if (isNoteOff(event)) {
      const ends = sounding(keyOf(event)) > 0;
      if (ends) change.set(keyOf(event), (change.get(keyOf(event)) ?? 0) - 1);
      sum += ends ? SCORE.ended : SCORE.endedNothing;
    }
    const { next, running } = event;
    const last = event.status === META && event.first === META_TYPES.endOfTrack;
    // The end of the track is as good as any more events.
    if (next === track.length) return sum + (TRIAL - i) * SCORE.plain + (last ? 1 : 0);
    if (last) return sum;
    event = eventAt(track, next, running);
    if (event === null) {
      event = dropped(track, deltaAt(track, next).next, 0);
      sum += event ? SCORE.dropped : SCORE.nonsense;
    } else sum += event.flawed ? SCORE.flawed : SCORE.plain;
  }
  return sum;
}
