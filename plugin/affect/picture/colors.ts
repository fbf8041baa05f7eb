/** What the colors of a picture are like, in a few numbers. */

import { chromaOf, hueOf, type Oklab, oklab } from './oklab.ts';
import { reduced } from './reduced.ts';

/** Hues by the angle at which each begins; `pink` goes round to `red`. */
const HUE_STARTS = {
  red: 10,
  orange: 45,
  yellow: 85,
  green: 120,
  cyan: 165,
  blue: 220,
  purple: 280,
  pink: 335,
} as const;

/** The name of a range of hues. */
export type HueName = keyof typeof HUE_STARTS;
export const HUE_NAMES = Object.keys(HUE_STARTS) as readonly HueName[];

/** The colors of a picture. */
export interface PictureColors {
  /** Mean lightness, 0 black .. 1 white (OKLab). */
  readonly lightness: number;
  /** From the darkest to the brightest twentieth of the picture, 0..1. */
  readonly contrast: number;
  /** Mean colorfulness: 0 gray, 0.05 muted, 0.1 colorful, above 0.15 glaring. */
  readonly chroma: number;
  /** Share of the borders between neighboring points of the 32 × 32 picture at which the color changes clearly, 0..1. */
  readonly edges: number;
  /** How much brighter the upper third is than the lower one, -1..1: most of all under a sky by day. */
  readonly sky: number;
  /** Share of the picture of each hue, 0..1; what is missing to 1 is gray, black or white. */
  readonly hues: Readonly<Record<HueName, number>>;
}

/** Below this chroma a color has no hue that people would name. */
const GRAY = 0.025;
/** An OKLab distance that is seen as an edge in a small picture. */
const EDGE = 0.06;

/**
 * The colors of a picture; null for one without an opaque point.
 * @param pixels RGBA bytes, row by row, not premultiplied
 */
export function colorsOf(pixels: ArrayLike<number>, width: number, height: number): PictureColors | null {
  const small = reduced(pixels, width, height);
  const points = small.points.map((color) => (color === null ? null : oklab(...color)));
  const seen = points.filter((color) => color !== null);
  if (seen.length === 0) return null;
  const lights = seen.map(([lightness]) => lightness).sort((one, other) => one - other);
  const at = (share: number) => lights[Math.round(share * (lights.length - 1))]!;
  const third = Math.floor(points.length / small.width / 3) * small.width;
  return {
    lightness: mean(lights),
    contrast: at(0.95) - at(0.05),
    chroma: mean(seen.map(chromaOf)),
    edges: edgesOf(points, small.width),
    sky: lightnessOf(points.slice(0, third)) - lightnessOf(points.slice(points.length - third)),
    hues: huesOf(seen),
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function lightnessOf(points: readonly (Oklab | null)[]): number {
  return mean(points.flatMap((color) => (color === null ? [] : [color[0]])));
}

function huesOf(seen: readonly Oklab[]): Record<HueName, number> {
  const hues = Object.fromEntries(HUE_NAMES.map((name) => [name, 0])) as Record<HueName, number>;
  for (const color of seen) if (chromaOf(color) >= GRAY) hues[hueName(hueOf(color))] += 1 / seen.length;
  return hues;
}

function hueName(hue: number): HueName {
  return HUE_NAMES.findLast((name) => hue >= HUE_STARTS[name]) ?? 'pink';
}

function edgesOf(points: readonly (Oklab | null)[], width: number): number {
  let edges = 0;
  let borders = 0;
  for (const [i, color] of points.entries())
    for (const other of [(i + 1) % width === 0 ? null : points[i + 1], points[i + width]]) {
      if (!color || !other) continue;
      borders++;
      if (Math.hypot(color[0] - other[0], color[1] - other[1], color[2] - other[2]) > EDGE) edges++;
    }
  return borders === 0 ? 0 : edges / borders;
}
