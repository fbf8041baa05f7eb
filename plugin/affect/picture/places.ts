/** Which moods' places look like a picture: the nearest of a table of looks. */

import type { PresetName } from '../../mood/preset-names.ts';
import { HUE_NAMES, type PictureColors } from './colors.ts';
import { DEMO_LOOKS, WRITTEN_LOOKS } from './place-looks.ts';

/** A mood, and how likely a picture is one of its places. */
export interface MoodShare {
  readonly mood: PresetName;
  /** 0..1; the shares of all moods add up to 1. */
  readonly share: number;
}

/**
 * How much each number may differ between two pictures of one place: lightness, contrast, chroma, edges, sky, and the share
 * of a hue. Of the same spot of the demo at other moments they differ by less, of other places mostly by more.
 */
const WIDTHS = { lightness: 0.08, contrast: 0.12, chroma: 0.015, edges: 0.07, sky: 0.08, hue: 0.16 } as const;
/**
 * Distance at which a look is half as likely as at none. It moves the shares, not their order: the first share is about a half
 * on the average, as the first suggestion is right for three of four pictures of the demo, and for fewer in other art.
 */
const REACH = 1.3;
/** What every mood has, so that no picture is certain. */
const DOUBT = 0.01;

/** A place as a point: its numbers, each in its width. */
export interface Place {
  readonly mood: PresetName;
  readonly numbers: readonly number[];
}

/** The looks that we wrote, and all of them. */
export const WRITTEN_PLACES = readLooks(WRITTEN_LOOKS);
const ALL_PLACES = [...WRITTEN_PLACES, ...readLooks(DEMO_LOOKS)];

/** All presets with the share of each, the most similar first. */
export function placesLike(colors: PictureColors, places: readonly Place[] = ALL_PLACES): readonly MoodShare[] {
  const numbers = inWidths(colors);
  const fits = new Map<PresetName, number>();
  for (const place of places) {
    const likeness = DOUBT + 0.5 ** ((distance(numbers, place.numbers) / REACH) ** 2);
    fits.set(place.mood, Math.max(likeness, fits.get(place.mood) ?? 0));
  }
  const sum = [...fits.values()].reduce((total, fit) => total + fit, 0);
  // By the exact fit: far looks have the same share when it is rounded.
  return [...fits]
    .sort(([, one], [, other]) => other - one)
    .map(([mood, fit]) => ({ mood, share: Math.round((1000 * fit) / sum) / 1000 }));
}

/** The numbers of a picture, each in its width. */
function inWidths({ hues, ...numbers }: PictureColors): readonly number[] {
  return [
    numbers.lightness / WIDTHS.lightness,
    numbers.contrast / WIDTHS.contrast,
    numbers.chroma / WIDTHS.chroma,
    numbers.edges / WIDTHS.edges,
    numbers.sky / WIDTHS.sky,
    ...HUE_NAMES.map((name) => hues[name] / WIDTHS.hue),
  ];
}

function distance(one: readonly number[], other: readonly number[]): number {
  return Math.hypot(...one.map((value, i) => value - other[i]!));
}

function readLooks(table: string): readonly Place[] {
  return table
    .trim()
    .split('\n')
    .map((row) => {
      const [mood, , numbers, shares] = row.split('|').map((cell) => cell.trim()) as [string, string, string, string];
      const [lightness, contrast, chroma, edges, sky] = hundredths(numbers) as [number, number, number, number, number];
      const hues = Object.fromEntries(HUE_NAMES.map((name, i) => [name, hundredths(shares)[i]!]));
      const colors = { lightness, contrast, chroma, edges, sky, hues: hues as PictureColors['hues'] };
      return { mood: mood as PresetName, numbers: inWidths(colors) };
    });
}

function hundredths(cells: string): readonly number[] {
  return cells.split(/\s+/).map((cell) => Number(cell) / 100);
}
