/** The pictures of the demo's places in numbers, and how often the table of places knows them. */

import { readFileSync, writeFileSync } from 'node:fs';
import { colorsOf, HUE_NAMES, type HueName, type PictureColors } from '../../plugin/affect/picture/colors.ts';
import { type Place, placesLike } from '../../plugin/affect/picture/places.ts';
import type { PlacePicture } from '../../scripts/screenshots/places.ts';

const TABLE = 'test/affect/places.tsv';
const NUMBERS = ['lightness', 'contrast', 'chroma', 'edges', 'sky'] as const;
const COLUMNS = ['half', 'place', 'mood', 'hour', 'rain', ...NUMBERS, ...HUE_NAMES] as const;

/** A picture in numbers. */
export interface MeasuredPlace extends Omit<PlacePicture, 'pixels'> {
  readonly colors: PictureColors;
}

/** The committed pictures. */
export function measuredPlaces(): readonly MeasuredPlace[] {
  const lines = readFileSync(TABLE, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const cells = Object.fromEntries(line.split('\t').map((cell, i) => [COLUMNS[i]!, cell]));
    const number = (column: string) => Number(cells[column]);
    const hues = Object.fromEntries(HUE_NAMES.map((name) => [name, number(name)])) as Record<HueName, number>;
    const [lightness, contrast, chroma, edges, sky] = NUMBERS.map(number) as [number, number, number, number, number];
    return {
      half: cells.half,
      place: cells.place,
      mood: cells.mood,
      hour: cells.hour === '' ? null : number('hour'),
      rain: cells.rain === 'rain',
      colors: { lightness, contrast, chroma, edges, sky, hues },
    } as MeasuredPlace;
  });
}

/** Measures pictures and writes the table. */
export function writeMeasuredPlaces(pictures: readonly PlacePicture[]): void {
  const rows = pictures.map(({ half, place, mood, hour, rain, pixels }) => {
    const { hues, ...numbers } = colorsOf(Buffer.from(pixels, 'base64'), 32, 32)!;
    const values = [...NUMBERS.map((name) => numbers[name]), ...HUE_NAMES.map((name) => hues[name])];
    return [half, place, mood, hour ?? '', rain ? 'rain' : '', ...values.map((value) => value.toFixed(3))].join('\t');
  });
  writeFileSync(TABLE, `${[COLUMNS.join('\t'), ...rows].join('\n')}\n`);
}

/** How many places are recognized. */
export interface Recognition {
  readonly pictures: number;
  /** Share of the pictures whose own mood is the first suggestion, and is among the first two. */
  readonly first: number;
  readonly firstTwo: number;
  /** The same share for every place, and its mean, in which a place with many pictures counts as much as one with few. */
  readonly places: Readonly<Record<string, number>>;
  readonly mean: number;
}

/** How well the places of pictures are recognized, by all looks or by some. */
export function recognition(pictures: readonly MeasuredPlace[], looks?: readonly Place[]): Recognition {
  const ranks = pictures.map(({ place, mood, colors }) => ({
    place,
    rank: placesLike(colors, looks).findIndex((like) => like.mood === mood),
  }));
  const within = (found: typeof ranks, most: number) => found.filter(({ rank }) => rank < most).length / found.length;
  const names = [...new Set(ranks.map(({ place }) => place))];
  const places = Object.fromEntries(
    names.map((name) => [
      name,
      within(
        ranks.filter(({ place }) => place === name),
        2,
      ),
    ]),
  );
  return {
    pictures: pictures.length,
    first: within(ranks, 1),
    firstTwo: within(ranks, 2),
    places,
    mean: Object.values(places).reduce((sum, share) => sum + share, 0) / names.length,
  };
}
