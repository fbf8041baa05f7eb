/** Standard MIDI Files byte by byte, so that tests can write what no library would. */

export type Bytes = readonly number[];

/** A number as MIDI writes it: seven bits a byte, the highest first. */
export function vlq(value: number): Bytes {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

const long = (value: number): Bytes => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
const ascii = (text: string): Bytes => [...text].map((letter) => letter.charCodeAt(0));

/** A chunk; its stated length may lie. */
export function chunk(name: string, body: Bytes, length = body.length): Bytes {
  return [...ascii(name), ...long(length), ...body];
}

/** A header; `division` is ticks a quarter. */
export function header(division = 480, format = 1, tracks = 1, length = 6): Bytes {
  return chunk('MThd', [0, format, tracks >> 8, tracks & 0xff, (division >> 8) & 0xff, division & 0xff], length);
}

export const END: Bytes = [0, 0xff, 0x2f, 0];

/** A meta event. */
export function meta(delta: number, type: number, ...body: number[]): Bytes {
  return [...vlq(delta), 0xff, type, ...vlq(body.length), ...body];
}

export const trackName = (name: string): Bytes => meta(0, 0x03, ...ascii(name));
/** A meter from here on; `unit` 2 is a quarter, 3 an eighth. */
export const meter = (delta: number, count: number, unit: number): Bytes => meta(delta, 0x58, count, unit, 24, 8);
/** A tempo from here on, in millionths of a second a quarter. */
export const tempo = (delta: number, micros: number): Bytes =>
  meta(delta, 0x51, (micros >> 16) & 0xff, (micros >> 8) & 0xff, micros & 0xff);

/** Notes one after another. */
export function line(pitches: Bytes, length = 480, channel = 0): Bytes {
  return pitches.flatMap((pitch) => [0, 0x90 | channel, pitch, 80, ...vlq(length), 0x80 | channel, pitch, 0]);
}

/** A note placed in time. */
export interface Placed {
  readonly pitch: number;
  readonly tick: number;
  readonly length: number;
  readonly channel?: number;
}

/** Notes in any order, overlapping as they like. */
export function played(notes: readonly Placed[]): Bytes {
  const events = notes.flatMap(({ pitch, tick, length, channel = 0 }) => [
    { at: tick, bytes: [0x90 | channel, pitch, 80] },
    { at: tick + length, bytes: [0x80 | channel, pitch, 0] },
  ]);
  events.sort((a, b) => a.at - b.at || a.bytes[0]! - b.bytes[0]!);
  let now = 0;
  return events.flatMap(({ at, bytes }) => {
    const delta = at - now;
    now = at;
    return [...vlq(delta), ...bytes];
  });
}

/** A whole file: each body becomes a track with its end. */
export function smf(bodies: readonly Bytes[], division = 480, format = 1): Uint8Array {
  const tracks = bodies.flatMap((body) => chunk('MTrk', [...body, ...END]));
  return Uint8Array.from([...header(division, format, bodies.length), ...tracks]);
}
