/**
 * Reads where a recording repeats from its file: the comments LOOPSTART and LOOPLENGTH (or LOOPEND) of Ogg Vorbis, Opus and FLAC,
 * and the chunk `smpl` of WAV. Both count samples of the file.
 */

import type { LoopPoints } from '../soundtrack/track-layout.ts';

/** The loop points of a file in seconds; null where it has none, or is of another kind. Never throws. */
export function loopPointsIn(file: ArrayBuffer | Uint8Array): LoopPoints | null {
  const bytes = file instanceof Uint8Array ? file : new Uint8Array(file);
  try {
    const name = latin(bytes, 0, 4);
    if (name === 'RIFF') return wavLoop(bytes);
    if (name === 'OggS') return commentLoop(oggPackets(bytes, 2));
    return name === 'fLaC' ? flacLoop(bytes) : null;
  } catch (error) {
    // Reading beyond the end of a file that was cut short.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function points(start: number, end: number, rate: number): LoopPoints | null {
  return rate > 0 && start >= 0 && end > start ? { start: start / rate, end: end / rate } : null;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function latin(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

/** The first loop of the sampler chunk; its end is the last sample that is played. */
function wavLoop(bytes: Uint8Array): LoopPoints | null {
  const data = view(bytes);
  let rate = 0;
  let loop: readonly [number, number] | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = latin(bytes, at, 4);
    const size = data.getUint32(at + 4, true);
    if (name === 'fmt ') rate = data.getUint32(at + 12, true);
    if (name === 'smpl' && data.getUint32(at + 36, true) > 0)
      loop = [data.getUint32(at + 52, true), data.getUint32(at + 56, true) + 1];
    at += 8 + size + (size % 2);
  }
  return loop && points(loop[0], loop[1], rate);
}

/** The first packets of the first stream, which may lie across pages. */
function oggPackets(bytes: Uint8Array, count: number): readonly Uint8Array[] {
  const packets: Uint8Array[] = [];
  let parts: Uint8Array[] = [];
  for (let at = 0; packets.length < count && latin(bytes, at, 4) === 'OggS'; ) {
    const segments = bytes.subarray(at + 27, at + 27 + bytes[at + 26]!);
    let body = at + 27 + segments.length;
    for (const length of segments) {
      parts.push(bytes.subarray(body, body + length));
      body += length;
      if (length === 255) continue;
      packets.push(joined(parts));
      parts = [];
    }
    at = body;
  }
  return packets;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Opus always counts 48,000 samples a second. */
const OPUS_RATE = 48_000;

function commentLoop([head, comments]: readonly Uint8Array[]): LoopPoints | null {
  if (head === undefined || comments === undefined) return null;
  if (latin(comments, 0, 8) === 'OpusTags') return loopOf(comments, 8, OPUS_RATE);
  return latin(comments, 1, 6) === 'vorbis' ? loopOf(comments, 7, view(head).getUint32(12, true)) : null;
}

/** Type of the metadata block with comments. */
const COMMENTS = 4;

function flacLoop(bytes: Uint8Array): LoopPoints | null {
  // The stream's properties come first; the rate has 20 bits.
  const rate = view(bytes).getUint32(18) >>> 12;
  for (let at = 4; ; ) {
    const header = view(bytes).getUint32(at);
    const size = header & 0xffffff;
    if (((header >>> 24) & 0x7f) === COMMENTS) return loopOf(bytes.subarray(at + 4, at + 4 + size), 0, rate);
    if (header >>> 31 === 1) return null;
    at += 4 + size;
  }
}

/** The loop among comments of the form NAME=VALUE. */
function loopOf(bytes: Uint8Array, from: number, rate: number): LoopPoints | null {
  const data = view(bytes);
  let at = from + 4 + data.getUint32(from, true);
  const values = new Map<string, number>();
  for (let left = data.getUint32(at, true); left > 0; left--) {
    at += 4;
    const length = data.getUint32(at, true);
    const [name, value] = latin(bytes, at + 4, Math.min(length, 64)).split('=');
    values.set(name!.toUpperCase().replace('_', ''), Number(value));
    at += length;
  }
  const start = values.get('LOOPSTART');
  if (start === undefined) return null;
  const length = values.get('LOOPLENGTH');
  const end = length === undefined ? values.get('LOOPEND') : start + length;
  return end === undefined ? null : points(start, end, rate);
}
