/** Spectrograms: time from left to right, frequency logarithmically from bottom to top, level as brightness. */

import { deflateSync } from 'node:zlib';
import { POINTS, spectrumAt } from './spectrum.ts';

const WIDTH = 480;
const HEIGHT = 140;
const SHADES = 24;
const LOWEST = 40;
const HIGHEST = 16000;
/** Levels of black and white, in dB. */
const [DARK, BRIGHT] = [-88, -22];

/** Samples as a PNG in 24 colors, from dark blue over violet and orange to white. */
export function spectrogramPng(channels: readonly Float32Array[], sampleRate: number): Uint8Array {
  const mono = channels[0]!.map(
    (value, i) => channels.reduce((sum, each) => sum + each[i]!, 0) / channels.length || value,
  );
  const image = new Uint8Array(WIDTH * HEIGHT);
  for (let x = 0; x < WIDTH; x++) {
    const powers = spectrumAt(mono, Math.round(((x + 0.5) * mono.length) / WIDTH));
    for (let y = 0; y < HEIGHT; y++) {
      const hertz = (row: number) => LOWEST * (HIGHEST / LOWEST) ** (row / HEIGHT);
      const [from, to] = [y, y + 1].map((row) => (hertz(row) * POINTS) / sampleRate) as [number, number];
      const level = 10 * Math.log10(peakBetween(powers, from, to) + 1e-12);
      const share = Math.min(1, Math.max(0, (level - DARK) / (BRIGHT - DARK)));
      image[(HEIGHT - 1 - y) * WIDTH + x] = Math.round(share * (SHADES - 1));
    }
  }
  return png(image);
}

/** The largest value between two positions; interpolated between bins if they are closer than one bin. */
function peakBetween(powers: Float64Array, from: number, to: number): number {
  if (to - from < 1) {
    const low = Math.floor(from);
    const share = from - low;
    return powers[low]! * (1 - share) + powers[low + 1]! * share;
  }
  let peak = 0;
  for (let bin = Math.ceil(from); bin <= to; bin++) peak = Math.max(peak, powers[bin]!);
  return peak;
}

/** Colors at equal distances, interpolated in between. */
const RAMP = [
  [8, 8, 24],
  [50, 20, 90],
  [140, 40, 120],
  [230, 90, 70],
  [250, 180, 80],
  [255, 250, 220],
] as const;

function png(image: Uint8Array): Uint8Array {
  const palette = Buffer.alloc(SHADES * 3);
  for (let shade = 0; shade < SHADES; shade++) {
    const at = (shade / (SHADES - 1)) * (RAMP.length - 1);
    const low = Math.min(RAMP.length - 2, Math.floor(at));
    for (let c = 0; c < 3; c++)
      palette[shade * 3 + c] = RAMP[low]![c]! + (RAMP[low + 1]![c]! - RAMP[low]![c]!) * (at - low);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  // Eight bits per pixel, with a palette.
  header.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc(HEIGHT * (WIDTH + 1));
  for (let y = 0; y < HEIGHT; y++) rows.set(image.subarray(y * WIDTH, (y + 1) * WIDTH), y * (WIDTH + 1) + 1);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const parts = [
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([signature, ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(checksum(body), body.length + 4);
  return out;
}

/** CRC-32 as in PNG (ISO 3309). */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
