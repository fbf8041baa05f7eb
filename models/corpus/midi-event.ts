/**
 * Parses one event of a MIDI track (Standard MIDI Files 1.0, 1996). Violations of the standard that occur in real files are
 * flagged as flawed; an unreadable event is null.
 */

/** An event with its time since the one before it. */
export interface MidiEvent {
  /** Its tick, once known. */
  tick: number;
  /** Ticks since the previous event. */
  readonly delta: number;
  /** 0x80 to 0xef with the channel; 0xff for a meta event; others have no music. */
  readonly status: number;
  /** First data byte, or the type of a meta event. */
  readonly first: number;
  /** Second data byte; above 127 in damaged files. */
  readonly second: number;
  /** The data of a meta event. */
  readonly body: Uint8Array;
  /** Offset of the next event. */
  readonly next: number;
  /** The running status after it; 0 for none. */
  readonly running: number;
  /** Readable, but against the standard. */
  flawed: boolean;
  /** A delta time longer than the standard allows: it may be wrong. */
  overlong: boolean;
}

/** The status that represents skipped bytes. */
export const SKIPPED = 0;

export const META = 0xff;
export const META_TYPES = {
  copyright: 0x02,
  trackName: 0x03,
  instrumentName: 0x04,
  channelPrefix: 0x20,
  endOfTrack: 0x2f,
  tempo: 0x51,
  meter: 0x58,
  key: 0x59,
} as const;

/** Lengths of meta events with a fixed length. */
const META_LENGTHS: Readonly<Record<number, number>> = {
  [META_TYPES.channelPrefix]: 1,
  33: 1,
  [META_TYPES.endOfTrack]: 0,
  [META_TYPES.tempo]: 3,
  84: 5,
  [META_TYPES.meter]: 4,
  [META_TYPES.key]: 2,
};
/** Whether a meta type is in use: texts (0 to 15) and others. */
const isKnownMeta = (type: number) => type < 16 || type === 75 || type === 127 || META_LENGTHS[type] !== undefined;

/** Data bytes of a system message (0xf1 to 0xf6), which files should not contain but do. */
const SYSTEM_BYTES: Readonly<Record<number, number>> = { 241: 1, 242: 2, 243: 1 };
/** Bytes of a delta time: most by the standard, and most that any program writes (32 bits, with leading zeros). */
const DELTA_BYTES = { standard: 4, any: 9 };
const LONGEST_DELTA = 2 ** 28;
/** A leading byte of a delta time that adds nothing. */
const EMPTY = 0x80;
const NOTHING = new Uint8Array(0);

/** A variable-length number and its end; -1 if the track ends first. */
function variableLength(track: Uint8Array, at: number, most: number): { value: number; next: number } {
  let value = 0;
  for (let i = 0; i < most; i++) {
    const byte = track[at + i];
    if (byte === undefined) break;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: at + i + 1 };
  }
  return { value, next: -1 };
}

/** Number of data bytes of a channel message. */
export function dataBytes(status: number): number {
  return status >= 0xc0 && status < 0xe0 ? 1 : 2;
}

/** The delta time at an offset and its end; -1 if the track ends first. */
export function deltaAt(track: Uint8Array, at: number): { value: number; next: number } {
  return variableLength(track, at, DELTA_BYTES.any);
}

/** The event at an offset of a track, starting with its delta time; null if unreadable. */
export function eventAt(track: Uint8Array, at: number, running: number): MidiEvent | null {
  const { value, next } = deltaAt(track, at);
  if (next < 0) return null;
  const read = bodyAt(track, next, running, value);
  if (read === null || (next - at <= DELTA_BYTES.standard && track[at] !== EMPTY)) return read;
  read.flawed = true;
  // Leading zeros do not count.
  read.overlong = next - at > DELTA_BYTES.standard && value >= LONGEST_DELTA;
  return read;
}

/** Creates every event with the same shape, for speed. */
function event(
  delta: number,
  status: number,
  first: number,
  second: number,
  next: number,
  running: number,
  flawed: boolean,
  body: Uint8Array = NOTHING,
): MidiEvent {
  return { tick: 0, delta, status, first, second, body, next, running, flawed, overlong: false };
}

/** An event that represents skipped bytes. */
export function skippedEvent(delta: number, next: number, running: number): MidiEvent {
  return event(delta, SKIPPED, 0, 0, next, running, true);
}

/** The event after a known delta time. */
export function bodyAt(track: Uint8Array, at: number, running: number, delta: number): MidiEvent | null {
  const byte = track[at];
  if (byte === undefined) return null;
  if (byte === META) return metaAt(track, at, running, delta);
  if (byte === 0xf0 || byte === 0xf7) {
    const { value: length, next: start } = variableLength(track, at + 1, DELTA_BYTES.standard);
    if (start < 0 || start + length > track.length) return null;
    // A system message without its end may be a wrong byte.
    const isWhole = byte === 0xf0 && track[start + length - 1] === 0xf7;
    return event(delta, byte, 0, 0, start + length, running, !isWhole);
  }
  if (byte > 0xf0) {
    const next = at + 1 + (SYSTEM_BYTES[byte] ?? 0);
    return event(delta, byte, 0, 0, next, running, true);
  }
  const status = byte >= 0x80 ? byte : running;
  if (status < 0x80) return null;
  const start = byte >= 0x80 ? at + 1 : at;
  const first = track[start];
  const second = dataBytes(status) === 2 ? track[start + 1] : 0;
  if (first === undefined || second === undefined || first > 0x7f) return null;
  const next = start + dataBytes(status);
  return event(delta, status, first, second, next, status, second > 0x7f);
}

/** @param length used instead of the stated one. */
export function metaAt(
  track: Uint8Array,
  at: number,
  running: number,
  delta: number,
  length?: number,
): MidiEvent | null {
  const type = track[at + 1];
  if (type === undefined || type > 0x7f) return null;
  const { value: stated, next: start } = variableLength(track, at + 2, DELTA_BYTES.standard);
  const next = start + (length ?? stated);
  if (start < 0 || next > track.length) return null;
  const flawed = !isKnownMeta(type) || (META_LENGTHS[type] ?? stated) !== stated;
  return event(delta, META, type, 0, next, running, flawed, track.subarray(start, next));
}

/** The fixed length of a meta type; undefined if any length is valid. */
export function metaLength(type: number): number | undefined {
  return META_LENGTHS[type];
}

/** Whether an event presses a key. */
export function isNoteOn({ status, second }: MidiEvent): boolean {
  return (status & 0xf0) === 0x90 && second > 0;
}

/** Whether an event releases a key: a note-off, or a note-on with velocity 0. */
export function isNoteOff({ status, second }: MidiEvent): boolean {
  return (status & 0xf0) === 0x80 || ((status & 0xf0) === 0x90 && second === 0);
}

/** Controllers that silence a channel: all sound off, all notes off. */
export const SILENCING: ReadonlySet<number> = new Set([120, 123]);

/** Whether an event affects notes; bends, most controllers and system messages do not. */
export function matters({ status, first }: MidiEvent): boolean {
  const kind = status & 0xf0;
  return kind === 0x80 || kind === 0x90 || kind === 0xc0 || status === META || (kind === 0xb0 && SILENCING.has(first));
}

/** Channel and pitch of a note event, as one number. */
export function keyOf({ status, first }: MidiEvent): number {
  return (status & 0x0f) * 128 + first;
}
