/**
 * Reads notes out of the bytes of a MIDI file and keeps what can be kept: collections of found files are cut short, badly
 * written and full of notes that never end, and one bad byte must not cost the piece. (Standard MIDI Files 1.0, 1996.)
 */

/** A note in file ticks. */
export interface MidiNote {
  readonly pitch: number;
  readonly onset: number;
  duration: number;
}

/** The notes of one channel of one track. */
export interface MidiPart {
  readonly name: string;
  readonly channel: number;
  /** General MIDI program that most of its notes are played with, from 0. */
  readonly program: number;
  readonly notes: readonly MidiNote[];
}

/** A meter from a tick on. */
export interface MidiMeter {
  readonly tick: number;
  readonly meter: string;
}

/** What a MIDI file holds, as far as melodies need it. */
export interface MidiContent {
  /** Ticks in a quarter note; in files timed by film frames, ticks in half a second. */
  readonly ppq: number;
  /** Timed by film frames: there are no beats. */
  readonly framed: boolean;
  /** Seconds a quarter lasts at the start. */
  readonly secondsPerQuarter: number;
  readonly parts: readonly MidiPart[];
  readonly meters: readonly MidiMeter[];
  /** The file ended before it should have, or a track was damaged: what came before was kept. */
  readonly damaged: boolean;
}

/** A note that is never ended lasts this many quarters. */
const HANGING = 2;
/** Something else may stand before the header (RIFF, MacBinary, mail), but not much of it. */
const MAX_PREFACE = 1024;
/** As many tracks as a header can state, and more notes than anyone plays: what has more is no music. */
const MAX_TRACKS = 65_535;
const MAX_NOTES = 500_000;
/** How many bytes follow a system message (0xf1 to 0xf6); files should not hold any, found ones do. */
const SYSTEM_BYTES: Readonly<Record<number, number>> = { 241: 1, 242: 2, 243: 1 };
const LATIN = new TextDecoder('latin1');

interface OpenPart {
  name: string;
  readonly channel: number;
  readonly programs: Map<number, number>;
  program: number;
  readonly notes: MidiNote[];
  /** Notes that sound, by pitch. */
  readonly sounding: Map<number, MidiNote>;
}

/**
 * The content of a MIDI file.
 * @throws Error if it is none, has no clock, or holds more notes than music has.
 */
export function readMidiBytes(bytes: Uint8Array): MidiContent {
  if (bytes.length === 0) throw new Error('an empty file');
  const header = findChunk(bytes.subarray(0, MAX_PREFACE), 'MThd', 0);
  if (header < 0 || header + 14 > bytes.length) throw new Error('not a MIDI file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const division = view.getInt16(header + 12);
  const framed = division < 0;
  const ppq = framed ? (-(division >> 8) * (division & 0xff)) / 2 : division;
  if (ppq === 0) throw new Error('a MIDI file without a clock (0 ticks a quarter)');
  const found: Found = { parts: [], meters: [], tempos: [], notes: 0 };
  const { parts, meters, tempos } = found;
  let damaged = false;
  let at = header + 8 + view.getUint32(header + 4);
  if (!isChunk(bytes, at)) at = findChunk(bytes, 'MTrk', header + 8);
  for (let tracks = 0; at >= 0 && at + 8 <= bytes.length && tracks < MAX_TRACKS; tracks++) {
    const start = at + 8;
    const stated = start + view.getUint32(at + 4);
    // A length is believed where something else begins behind it, or nothing.
    const believed = stated === bytes.length || isChunk(bytes, stated);
    damaged ||= !believed;
    // Chunks of other kinds are to be passed over.
    if (chunkName(bytes, at) !== 'MTrk') {
      at = believed ? stated : findChunk(bytes, 'MTrk', start);
      continue;
    }
    const { whole, read } = readTrack(bytes.subarray(start, believed ? stated : bytes.length), ppq, found);
    damaged ||= !whole;
    at = believed ? stated : findChunk(bytes, 'MTrk', start + read);
  }
  meters.sort((a, b) => a.tick - b.tick);
  return { ppq, framed, secondsPerQuarter: framed ? 0.5 : (tempos[0] ?? 0.5), parts, meters, damaged };
}

function chunkName(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/** Whether a chunk could begin here: four letters or blanks. */
function isChunk(bytes: Uint8Array, at: number): boolean {
  return at + 8 <= bytes.length && /^[A-Za-z ]{4}$/.test(chunkName(bytes, at));
}

/** Where the next chunk of a name begins, or -1. */
function findChunk(bytes: Uint8Array, name: string, from: number): number {
  const first = name.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1))
    if (chunkName(bytes, at) === name) return at;
  return -1;
}

interface Found {
  readonly parts: MidiPart[];
  readonly meters: MidiMeter[];
  readonly tempos: number[];
  notes: number;
}

/** Adds what a track holds to what was found; `whole` is false where it breaks off or stops making sense after `read` bytes. */
function readTrack(track: Uint8Array, ppq: number, found: Found): { whole: boolean; read: number } {
  const { parts, meters, tempos } = found;
  const channels = new Map<number, OpenPart>();
  const partOf = (channel: number): OpenPart => {
    const known = channels.get(channel);
    if (known) return known;
    const fresh = { name: '', channel, programs: new Map(), program: 0, notes: [], sounding: new Map() };
    channels.set(channel, fresh);
    return fresh;
  };
  let name = '';
  let at = 0;
  let tick = 0;
  let status = 0;
  let whole = false;
  const number = () => {
    let value = 0;
    for (let i = 0; i < 4; i++) {
      const byte = track[at++]!;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) break;
    }
    return value;
  };
  while (at < track.length) {
    tick += number();
    const byte = track[at];
    if (byte === undefined) break;
    if (byte === 0xff || byte === 0xf0 || byte === 0xf7) {
      at++;
      const type = byte === 0xff ? track[at++] : -1;
      const length = number();
      const body = track.subarray(at, at + length);
      at += length;
      if (at > track.length) break;
      if (type === 0x2f) {
        whole = true;
        break;
      }
      if (type === 0x03 && name === '') name = LATIN.decode(body.subarray(0, 200)).trim();
      if (type === 0x51 && body.length === 3) tempos.push(((body[0]! << 16) | (body[1]! << 8) | body[2]!) / 1e6 || 0.5);
      if (type === 0x58 && body.length >= 2 && body[0]! > 0 && body[1]! <= 6)
        meters.push({ tick, meter: `${body[0]}/${2 ** body[1]!}` });
      continue;
    }
    if (byte > 0xf0) {
      at += 1 + (SYSTEM_BYTES[byte] ?? 0);
      continue;
    }
    if (byte >= 0x80) {
      status = byte;
      at++;
    }
    // A data byte where no status was ever given: from here on nothing can be told apart.
    if (status < 0x80) break;
    const first = track[at++];
    // A velocity past 127 is just very loud.
    const second = status >= 0xc0 && status < 0xe0 ? 0 : track[at++];
    if (first === undefined || second === undefined || first > 0x7f) break;
    const part = partOf(status & 0x0f);
    const kind = status & 0xf0;
    if (kind === 0xc0) part.program = first;
    else if (kind === 0x90 || kind === 0x80) {
      if (kind === 0x90 && second > 0 && ++found.notes > MAX_NOTES)
        throw new Error(`a MIDI file of more than ${MAX_NOTES} notes`);
      turn(part, tick, first, kind === 0x90 && second > 0);
    }
  }
  for (const part of channels.values()) {
    for (const note of part.sounding.values()) note.duration = HANGING * ppq;
    if (part.notes.length === 0) continue;
    const program = [...part.programs].sort((a, b) => b[1] - a[1])[0]![0];
    parts.push({ name, channel: part.channel, program, notes: part.notes });
  }
  return { whole: whole || at === track.length, read: Math.min(at, track.length) };
}

/** A key goes down or up; one that goes down twice is ended by the second. */
function turn(part: OpenPart, tick: number, pitch: number, down: boolean): void {
  const before = part.sounding.get(pitch);
  if (before) {
    before.duration = tick - before.onset;
    part.sounding.delete(pitch);
  }
  if (!down) return;
  const note = { pitch, onset: tick, duration: 0 };
  part.notes.push(note);
  part.sounding.set(pitch, note);
  part.programs.set(part.program, (part.programs.get(part.program) ?? 0) + 1);
}
