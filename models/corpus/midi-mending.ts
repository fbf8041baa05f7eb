/**
 * Reads a damaged MIDI track: a data byte with its highest bit set, a truncated message, a wrong length, a delta time with a
 * wrong bit. Each position has several readings; a beam search finds the sequence in which most notes end and fewest errors
 * occur, because events read from a wrong offset soon violate the standard, or end notes that never began.
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
  SKIPPED,
  skippedEvent,
} from './midi-event.ts';

/** Scores of a reading. */
const SCORE = {
  ended: 1,
  endedNothing: -1,
  newChannel: -1,
  flawed: -1,
  misread: -2,
  trackEnd: 3,
  noTrackEnd: -1,
  junkBehind: -2,
};
/** Cost of skipping bytes: to start, and for each of the first ones. */
const SKIP = { start: -3, byte: -0.25, bytes: 32 };
/** Beam search: readings this much worse than the best are dropped; the best counts less with each byte since; at most this many continue per offset. */
const BEAM = { width: 16, fading: 0.25, most: 6 };
/** Most pressed keys that are tracked per reading. */
const MOST_DOWN = 48;

/** A state of the search. */
interface Step {
  readonly at: number;
  readonly running: number;
  readonly score: number;
  /** Pressed keys, one entry per note. */
  readonly down: readonly number[];
  /** Channels that have played, as bits. */
  readonly channels: number;
  /** The event that led here. */
  readonly event: MidiEvent | null;
  readonly before: Step | null;
  /** Number of bytes considered wrong so far. */
  readonly misread: number;
  /** Number of bytes just skipped. */
  readonly skipped: number;
}

/** The events of the best reading, and the number of offsets that were not read as they stand. */
export function mendedEvents(track: Uint8Array): { events: MidiEvent[]; misread: number } {
  const start = {
    at: 0,
    running: 0,
    score: 0,
    down: [],
    channels: 0,
    event: null,
    before: null,
    misread: 0,
    skipped: 0,
  };
  const waiting = new Map<number, Step[]>([[0, [start]]]);
  let best: Step = start;
  let last: Step | null = null;
  let [most, reached] = [0, 0];
  for (let at = 0; at <= track.length; at++) {
    const steps = waiting.get(at);
    if (!steps) continue;
    waiting.delete(at);
    most -= BEAM.fading * (at - reached);
    reached = at;
    for (const step of steps) {
      most = Math.max(most, step.score);
      // Of equal ones the later: it has read more of the track.
      if (step.score >= best.score) best = step;
    }
    if (steps.length > BEAM.most) steps.sort((a, b) => b.score - a.score).length = BEAM.most;
    for (const step of steps) {
      if (step.score < most - BEAM.width) continue;
      for (const next of at < track.length ? stepsFrom(track, step) : [ended(step, SCORE.noTrackEnd)]) {
        if (next.at > track.length) {
          if (last === null || next.score > last.score) last = next;
          continue;
        }
        const others = waiting.get(next.at);
        if (!others) waiting.set(next.at, [next]);
        else keepBest(others, next);
      }
    }
    if (waiting.size === 0) break;
  }
  const events: MidiEvent[] = [];
  const way = last ?? best;
  for (let step: Step | null = way; step; step = step.before) if (step.event) events.push(step.event);
  return { events: events.reverse(), misread: way.misread };
}

/** Keeps only the best of equivalent states at one offset. */
function keepBest(steps: Step[], step: Step): void {
  const same = steps.findIndex(({ running, skipped }) => running === step.running && skipped > 0 === step.skipped > 0);
  if (same < 0) steps.push(step);
  else if (step.score > steps[same]!.score) steps[same] = step;
}

/** The state at the end of a reading, after the track. */
function ended(step: Step, score: number): Step {
  return { ...step, at: Number.POSITIVE_INFINITY, score: step.score + score, event: null, before: step };
}

function stepsFrom(track: Uint8Array, step: Step): Step[] {
  const { at, running } = step;
  const plain = eventAt(track, at, running);
  const steps: Step[] = [];
  if (plain) {
    const next = after(step, plain, plain.flawed ? SCORE.flawed : 0, false);
    if (plain.status !== META || plain.first !== META_TYPES.endOfTrack) steps.push(next);
    else {
      steps.push(ended(next, plain.next === track.length ? SCORE.trackEnd : SCORE.junkBehind));
      if (plain.flawed) steps.push(next);
    }
  }
  const isOdd = plain === null || plain.flawed;
  if (isOdd || isDoubtful(track, at, running))
    for (const reading of otherReadings(track, at, running)) {
      const flaw = reading.flawed && reading.status !== SKIPPED ? SCORE.flawed : 0;
      steps.push(after(step, reading, SCORE.misread + flaw, true));
    }
  if (isOdd) {
    const cost = (step.skipped === 0 ? SKIP.start : 0) + (step.skipped < SKIP.bytes ? SKIP.byte : 0);
    const skip = after(step, skippedEvent(0, at + 1, 0), cost, step.skipped === 0);
    steps.push({ ...skip, skipped: step.skipped + 1 });
  }
  return steps;
}

function after(step: Step, event: MidiEvent, cost: number, misread: boolean): Step {
  let { down, channels } = step;
  let score = step.score + cost;
  if (isNoteOn(event)) {
    const channel = 1 << (event.status & 0x0f);
    if ((channels & channel) === 0) score += SCORE.newChannel;
    channels |= channel;
    down = [...down.slice(down.length < MOST_DOWN ? 0 : 1), keyOf(event)];
  } else if (isNoteOff(event)) {
    const place = down.indexOf(keyOf(event));
    score += place >= 0 ? SCORE.ended : SCORE.endedNothing;
    if (place >= 0) down = down.filter((_, i) => i !== place);
  }
  const { next: at, running } = event;
  return {
    at,
    running,
    score,
    down,
    channels,
    event,
    before: step,
    misread: step.misread + Number(misread),
    skipped: 0,
  };
}

/** Whether a valid event could still be misread: its status or a byte of its delta time could be wrong. */
function isDoubtful(track: Uint8Array, at: number, running: number): boolean {
  const { next } = deltaAt(track, at);
  return next > at + 1 || (running >= 0x80 && track[next]! >= 0x80) || isFirstOfWrongKind(track[next]!, running);
}

/** Whether a first status turns everything after it into note-offs, or no notes at all. */
function isFirstOfWrongKind(byte: number, running: number): boolean {
  return running === 0 && ((byte >= 0x80 && byte < 0x90) || (byte >= 0xf0 && byte < META));
}

/** Readings of an event other than the plain one. */
function otherReadings(track: Uint8Array, at: number, running: number): MidiEvent[] {
  const readings: (MidiEvent | null)[] = [];
  const { value: delta, next: start } = deltaAt(track, at);
  const byte = track[start];
  if (byte !== undefined) {
    const status = byte >= 0x80 ? byte : running;
    const data = byte >= 0x80 ? start + 1 : start;
    const isMessage = status >= 0x80 && status < 0xf0;
    // A message with a wrong data byte.
    if (isMessage && track[data]! > 0x7f) readings.push(skippedEvent(delta, data + dataBytes(status), status));
    // The same in running status, where the wrong byte looks like a status.
    if (running >= 0x80 && byte >= 0x80) readings.push(skippedEvent(delta, start + dataBytes(running), running));
    // A message without its last bytes, before the next status.
    if (isMessage)
      for (let i = data; i < data + dataBytes(status); i++)
        if (track[i]! >= 0x80) readings.push(bodyAt(track, i, status, delta));
    // A message of two data bytes whose status is wrong.
    if (byte >= 0xc0 && track[start + 1]! < 0x80 && track[start + 2]! < 0x80)
      readings.push(skippedEvent(delta, start + 3, running));
    // A wrong first status, which all following events use.
    if (isFirstOfWrongKind(byte, running)) readings.push(bodyAt(track, start + 1, 0x90 | (byte & 0x0f), delta));
    const length = byte === META ? metaLength(track[start + 1]!) : undefined;
    if (length !== undefined) readings.push(metaAt(track, start, running, delta, length));
  }
  // A delta time that continues only because of a wrong bit.
  let value = 0;
  for (let i = at + 1; i < at + 4 && track[i - 1]! >= 0x80; i++) {
    value = value * 128 + (track[i - 1]! & 0x7f);
    readings.push(bodyAt(track, i, running, value));
  }
  return readings.filter((reading) => reading !== null).filter(({ next }) => next <= track.length);
}
