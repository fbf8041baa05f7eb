/** Pictures of few colors: smaller PNG files, and animations. */

import { createRequire } from 'node:module';
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

/** A PNG file with a limited number of colors. */
export function withColors(file: Uint8Array, colors: number): Uint8Array {
  const image = PNG.sync.read(Buffer.from(file));
  const palette = quantize(image.data, colors);
  applyPalette(image.data, palette).forEach((index, i) => {
    image.data.set(palette[index]!.slice(0, 3), i * 4);
  });
  return PNG.sync.write(image, { colorType: 2, deflateLevel: 9 });
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
