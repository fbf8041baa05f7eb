/** Pictures of few colors: smaller PNG files, and animations. */

import { createRequire } from 'node:module';
import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

/** Red, green and blue of each color, 0..255. */
type Palette = number[][];

/** What is used of gifenc, which has no types. */
interface Gifenc {
  quantize(rgba: Uint8Array, maxColors: number): Palette;
  applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
  GIFEncoder(): {
    /** `delay` in milliseconds; `dispose: 1` draws the next frame over this one. */
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: { palette: Palette; delay: number; dispose: number; transparent?: boolean; transparentIndex?: number },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  };
}

// A CommonJS package whose named exports Node does not find.
const { applyPalette, GIFEncoder, quantize } = createRequire(import.meta.url)('gifenc') as Gifenc;

/** A PNG file with a limited number of colors, at most 256. */
export function withColors(file: Uint8Array, colors: number): Uint8Array {
  const { data, width } = PNG.sync.read(Buffer.from(file));
  const palette = quantize(data, colors);
  return indexedPng(applyPalette(data, palette), width, palette);
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * A PNG file of one byte a pixel, which pngjs reads but does not write: a fifth of the size of one of three.
 * https://www.w3.org/TR/png-3/: 8 bits, color type 3; each row begins with its filter, none, which suits palettes best.
 */
function indexedPng(indices: Uint8Array, width: number, palette: Palette): Uint8Array {
  const height = indices.length / width;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const colors = Buffer.from(palette.flatMap((color) => color.slice(0, 3)));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colors),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

/**
 * PNG files of one size as an animated GIF that repeats; `delay` in milliseconds. All frames share a palette, so that nothing
 * flickers, and pixels that do not change are transparent.
 */
export function gifOf(files: readonly Uint8Array[], colors: number, delay: number): Uint8Array {
  const frames = files.map((file) => PNG.sync.read(Buffer.from(file)));
  const pixels = Buffer.concat(frames.map(({ data }) => data));
  const palette = quantize(pixels, colors);
  const transparentIndex = palette.length;
  const withTransparent: Palette = [...palette, [0, 0, 0]];
  const gif = GIFEncoder();
  let before: Uint8Array | null = null;
  for (const { data, width, height } of frames) {
    const indices: Uint8Array = applyPalette(data, palette);
    const seen = before;
    const changed = seen === null ? indices : indices.map((index, i) => (index === seen[i] ? transparentIndex : index));
    const transparency = seen === null ? {} : { transparent: true, transparentIndex };
    gif.writeFrame(changed, width, height, { palette: withTransparent, delay, dispose: 1, ...transparency });
    before = indices;
  }
  gif.finish();
  return gif.bytes();
}
