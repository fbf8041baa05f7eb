/**
 * Reads the notes and statements of a MIDI file. Keeps everything readable: collected files are truncated, badly written and
 * full of notes without an end, and one wrong byte must not cost the piece. (Standard MIDI Files 1.0, 1996.)
 */

import { type MidiContent, TrackContents } from './midi-content.ts';

/** Most bytes before the header (RIFF, MacBinary, mail). */
const MAX_PREFACE = 1024;
/** Most tracks that a header can state. */
const MAX_TRACKS = 65_535;

/**
 * The content of a MIDI file.
 * @throws Error if it is not one, has no time base, or has too many notes.
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
  const found = new TrackContents(view.getUint16(header + 8), ppq);
  let damaged = false;
  let at = header + 8 + view.getUint32(header + 4);
  if (!isChunk(bytes, at)) at = findChunk(bytes, 'MTrk', header + 8);
  for (let tracks = 0; at >= 0 && at + 8 <= bytes.length && tracks < MAX_TRACKS; tracks++) {
    const start = at + 8;
    const stated = start + view.getUint32(at + 4);
    // A stated length is trusted if another chunk or the end follows.
    const believed = stated === bytes.length || isChunk(bytes, stated);
    damaged ||= !believed;
    // Chunks of other kinds are skipped.
    if (chunkName(bytes, at) !== 'MTrk') {
      at = believed ? stated : findChunk(bytes, 'MTrk', start);
      continue;
    }
    const { whole, read } = found.read(bytes.subarray(start, believed ? stated : bytes.length));
    damaged ||= !whole;
    at = believed ? stated : findChunk(bytes, 'MTrk', start + read);
  }
  return { ...found.content(), framed, damaged };
}

function chunkName(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/** Whether a chunk could start here: four letters or spaces. */
function isChunk(bytes: Uint8Array, at: number): boolean {
  return at + 8 <= bytes.length && /^[A-Za-z ]{4}$/.test(chunkName(bytes, at));
}

/** Offset of the next chunk with a name, or -1. */
function findChunk(bytes: Uint8Array, name: string, from: number): number {
  const first = name.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1))
    if (chunkName(bytes, at) === name) return at;
  return -1;
}
