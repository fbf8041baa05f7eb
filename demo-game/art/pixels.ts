/** Converts a picture to pixel art: every pixel gets one of the game's colors, with dithering in between. */

import { channels, SWATCHES } from '../palette.ts';

/** How a picture is finished. */
export interface Finish {
  /** Strength of dithering, 0..255: high for smooth gradients, 0 for figures. */
  readonly dither?: number;
  /** Color of an outline of one pixel. */
  readonly outline?: string;
  /** Keeps the picture's own colors and quantizes its transparency instead, for lights and shadows. */
  readonly soft?: boolean;
}

const COLORS = SWATCHES.flat().map(channels);
/** Threshold matrix of four by four pixels, -0.5..0.5. */
const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5].map((rank) => (rank + 0.5) / 16 - 0.5);
/** Levels of transparency of a soft picture. */
const STEPS = 16;
/** Cache of the nearest color by the five highest bits per channel; -1 = not computed. */
const NEAREST = new Int16Array(32 * 32 * 32).fill(-1);

function nearest(r: number, g: number, b: number): number {
  const key = ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3);
  const known = NEAREST[key]!;
  if (known >= 0) return known;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  COLORS.forEach((color, index) => {
    // Red and blue are weighted by the mean red, which approximates perceived distance.
    const red = (r + color.r) / 512;
    const far = (2 + red) * (r - color.r) ** 2 + 4 * (g - color.g) ** 2 + (3 - red) * (b - color.b) ** 2;
    if (far < least) [least, best] = [far, index];
  });
  NEAREST[key] = best;
  return best;
}

const clamp = (value: number) => Math.max(0, Math.min(255, value));

/** Finishes a picture in place. */
export function pixelate(image: ImageData, { dither = 10, outline, soft = false }: Finish): void {
  const { data, width, height } = image;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const threshold = BAYER[(y & 3) * 4 + (x & 3)]!;
      if (soft) {
        data[at + 3] = (Math.round(clamp(data[at + 3]! + (threshold * 255) / STEPS) * (STEPS / 255)) * 255) / STEPS;
        continue;
      }
      if (data[at + 3]! < 128) {
        data[at + 3] = 0;
        continue;
      }
      const shift = threshold * dither;
      const color =
        COLORS[nearest(clamp(data[at]! + shift), clamp(data[at + 1]! + shift), clamp(data[at + 2]! + shift))]!;
      data[at] = color.r;
      data[at + 1] = color.g;
      data[at + 2] = color.b;
      data[at + 3] = 255;
    }
  }
  if (outline !== undefined) draw(image, outline);
}

function draw({ data, width, height }: ImageData, outline: string): void {
  const { r, g, b } = channels(outline);
  const full = new Uint8Array(width * height);
  for (let i = 0; i < full.length; i++) full[i] = data[i * 4 + 3]! > 0 ? 1 : 0;
  const is = (x: number, y: number) => x >= 0 && x < width && y >= 0 && y < height && full[y * width + x] === 1;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (is(x, y) || !(is(x - 1, y) || is(x + 1, y) || is(x, y - 1) || is(x, y + 1))) continue;
      data.set([r, g, b, 255], (y * width + x) * 4);
    }
}
