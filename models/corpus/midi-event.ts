/**
 * One event of a MIDI track, told from its bytes (Standard MIDI Files 1.0, 1996). What the standard does not allow but real
 * files hold is read with a flaw; what has no reading at all is null.
 */

/** An event with its time since the one before it. */
export interface MidiEvent {
  /** The tick it stands at, once that is known. */
  tick: number;
  /** Ticks since the event before. */
  readonly delta: number;
  /** 0x80 to 0xef with the channel; 0xff for a meta event; other values for messages that hold no music. */
  readonly status: number;
  /** First data byte, or the type of a meta event. */
  readonly first: number;
  /** Second data byte; may be past 127 where the file is wrong. */
  readonly second: number;
  /** What a meta event holds. */
  readonly body: Uint8Array;
  /** Where the next event begins. */
  readonly next: number;
  /** The status that data bytes without one belong to from here on; 0 for none. */
  readonly running: number;
  /** Readable, but not as the standard has it. */
  flawed: boolean;
  /** A delta time of more than the standard allows: its length may be wrong. */
  overlong: boolean;
}

/** The status of what stands for bytes that were passed over. */
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

/** Lengths of meta events that have one length. */
const META_LENGTHS: Readonly<Record<number, number>> = {
  [META_TYPES.channelPrefix]: 1,
  33: 1,
  [META_TYPES.endOfTrack]: 0,
  [META_TYPES.tempo]: 3,
  84: 5,
  [META_TYPES.meter]: 4,
  [META_TYPES.key]: 2,
};
/** Texts (0 to 15), and other types in use. */
const isKnownMeta = (type: number) => type < 16 || type === 75 || type === 127 || META_LENGTHS[type] !== undefined;

/** How many bytes follow a system message (0xf1 to 0xf6); files should not hold any, found ones do. */
const SYSTEM_BYTES: Readonly<Record<number, number>> = { 241: 1, 242: 2, 243: 1 };
/** Bytes of a delta time: the standard's most, and the most that any program writes (32 bits, with empty leading bytes). */
const DELTA_BYTES = { standard: 4, any: 9 };
const LONGEST_DELTA = 2 ** 28;
/** A byte of a delta time that adds nothing at its beginning. */
const EMPTY = 0x80;
const NOTHING = new Uint8Array(0);

/** A number in bytes of seven bits, and where it ends; -1 where the track ends first. */
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

/** How many data bytes a channel message has. */
export function dataBytes(status: number): number {
  return status >= 0xc0 && status < 0xe0 ? 1 : 2;
}

/** The delta time at a place, and where it ends; -1 where the track ends first. */
export function deltaAt(track: Uint8Array, at: number): { value: number; next: number } {
  return variableLength(track, at, DELTA_BYTES.any);
}

/** The event that begins with its delta time at a place of a track, or null if none can. */
export function eventAt(track: Uint8Array, at: number, running: number): MidiEvent | null {
  const { value, next } = deltaAt(track, at);
  if (next < 0) return null;
  const read = bodyAt(track, next, running, value);
  if (read === null || (next - at <= DELTA_BYTES.standard && track[at] !== EMPTY)) return read;
  read.flawed = true;
  // Zeros in front make no number longer.
  read.overlong = next - at > DELTA_BYTES.standard && value >= LONGEST_DELTA;
  return read;
}

/** Makes all events alike, which keeps reading fast. */
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

/** What stands for bytes that were passed over. */
export function skippedEvent(delta: number, next: number, running: number): MidiEvent {
  return event(delta, SKIPPED, 0, 0, next, running, true);
}

/** The event whose delta time is known, from the byte after that on. */
export function bodyAt(track: Uint8Array, at: number, running: number, delta: number): MidiEvent | null {
  const byte = track[at];
  if (byte === undefined) return null;
  if (byte === META) return metaAt(track, at, running, delta);
  if (byte === 0xf0 || byte === 0xf7) {
    const { value: length, next: start } = variableLength(track, at + 1, DELTA_BYTES.standard);
    if (start < 0 || start + length > track.length) return null;
    // A system message that does not end as one may be a byte that is wrong.
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

/** @param length believed instead of what the event states. */
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

/** How long a meta event of a type should be; undefined where any length is right. */
export function metaLength(type: number): number | undefined {
  return META_LENGTHS[type];
}

/** Whether an event makes a key go down. */
export function isNoteOn({ status, second }: MidiEvent): boolean {
  return (status & 0xf0) === 0x90 && second > 0;
}

/** Whether an event lets a key go: a note-off, or a note-on without velocity. */
export function isNoteOff({ status, second }: MidiEvent): boolean {
  return (status & 0xf0) === 0x80 || ((status & 0xf0) === 0x90 && second === 0);
}

/** Controllers that silence a channel: all sound off, all notes off. */
export const SILENCING: ReadonlySet<number> = new Set([120, 123]);

/** Whether an event says something about notes; bends, most controllers and system messages do not. */
export function matters({ status, first }: MidiEvent): boolean {
  const kind = status & 0xf0;
  return kind === 0x80 || kind === 0x90 || kind === 0xc0 || status === META || (kind === 0xb0 && SILENCING.has(first));
}

/** Channel and pitch of a note event, as one number. */
export function keyOf({ status, first }: MidiEvent): number {
  return (status & 0x0f) * 128 + first;
}
