/**
 * The bytes of a Standard MIDI File. Hand-written, because every game that loads the plugin contains it: the writer of
 * `midi-file` alone would add 1.6 kB to the download. Tests read the files with that package.
 */

import type { Ticks } from '../music/time.ts';

/** A message at a tick. */
export interface MidiMessage {
  readonly tick: Ticks;
  /** Messages at one tick are sorted by it, ascending. */
  readonly order: number;
  readonly bytes: readonly number[];
}

/** A meta event of a type. */
export function meta(type: number, body: readonly number[]): readonly number[] {
  return [0xff, type, ...variable(body.length), ...body];
}

/** A number as big-endian bytes. */
export function big(value: number, bytes: number): readonly number[] {
  return Array.from({ length: bytes }, (_, i) => (value >> (8 * (bytes - 1 - i))) & 0xff);
}

/** A track chunk, with its name and end-of-track event. */
export function trackChunk(name: string, messages: readonly MidiMessage[]): number[] {
  const bytes = [0, ...meta(0x03, [...new TextEncoder().encode(name)])];
  let at = 0;
  for (const message of [...messages].sort((a, b) => a.tick - b.tick || a.order - b.order)) {
    bytes.push(...variable(message.tick - at), ...message.bytes);
    at = message.tick;
  }
  bytes.push(0, ...meta(0x2f, []));
  return chunk('MTrk', bytes);
}

/** The bytes of a file of format 1. */
export function fileBytes(ticksPerQuarter: number, tracks: readonly number[][]): Uint8Array {
  const head = [...big(1, 2), ...big(tracks.length, 2), ...big(ticksPerQuarter, 2)];
  return Uint8Array.from([chunk('MThd', head), ...tracks].flat());
}

function chunk(name: string, body: readonly number[]): number[] {
  return [...new TextEncoder().encode(name), ...big(body.length, 4), ...body];
}

function variable(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
