/**
 * What a recording is made of: loop points behind an intro, stems that play together, and sections that each repeat until the
 * game asks for another. Times are seconds of the recording; `elapsed` counts from a start on and goes round with the loop.
 */

import {
  checkFieldsOf,
  checkList,
  checkObject,
  checkText,
  type Fields,
  list,
  number,
  object,
  required,
  text,
  tuple,
  whole,
} from '../mood/validate.ts';
import type { NormalRange, Seconds } from '../music/time.ts';

/** Where a recording repeats: from `end` it goes on at `start`. */
export interface LoopPoints {
  readonly start: Seconds;
  readonly end: Seconds;
}

/** A recording that plays together with others of the same piece. */
export interface TrackStem {
  /** The key it was loaded under. */
  readonly key: string;
  /** The intensities at which it sounds, `[from, to]`. Default: all. */
  readonly intensity?: readonly [from: NormalRange, to: NormalRange];
  /** Its gain, -60..6 dB. Default 0. */
  readonly db?: number;
}

/** Bars of a recording that repeat until another section is asked for. */
export interface TrackSection {
  readonly name: string;
  /** Its first bar in the recording, from 0. */
  readonly bar: number;
  readonly bars: number;
  /** Bars of the section, 1 to `bars`, after which it may be left. Default: after the last. */
  readonly exits?: readonly number[];
}

const MOST = 64;
const LONGEST_BARS = 10_000;
const LONGEST: Seconds = 36_000;
const POINTS: Fields = { start: required(number(0, LONGEST)), end: required(number(0, LONGEST)) };
const STEM: Fields = {
  key: required(text()),
  intensity: tuple(required(number(0, 1)), required(number(0, 1))),
  db: number(-60, 6),
};
const SECTION: Fields = {
  name: required(text()),
  bar: required(whole(LONGEST_BARS)),
  bars: required(whole(LONGEST_BARS)),
  exits: list(whole(LONGEST_BARS), MOST),
};

/** Checks for the options of a track that say what it is made of. */
export const LAYOUT_CHECKS = {
  loop: (value: unknown, owner: string, field: string) => {
    if (typeof value === 'boolean') return;
    checkObject(`${owner}: ${field}`, value, '{ start: 4, end: 60 } or true');
    checkFieldsOf(`${owner}: ${field}`, value, POINTS);
    const { start, end } = value as LoopPoints;
    if (end <= start)
      throw new RangeError(`${owner}: ${field} ends at ${end} s, which is not after its start, ${start} s`);
  },
  stems: list(object(STEM), MOST),
  sections: (value: unknown, owner: string, field: string) => {
    checkList(`${owner}: ${field}`, value, MOST, "[{ name: 'verse', bar: 0, bars: 8 }]");
    list(object(SECTION), MOST)(value, owner, field);
    for (const { name, bars, exits = [] } of value as readonly TrackSection[]) {
      checkText(`${owner}: a section's name`, name);
      if (bars < 1 || exits.some((exit) => exit < 1 || exit > bars))
        throw new RangeError(
          `${owner}: section '${name}' has ${bars} bars; its exits must lie in 1..${Math.max(1, bars)}`,
        );
    }
  },
} as const satisfies Fields;

/** The position in a recording that has played for `elapsed` from the position `from`. @param length of the recording */
export function placeAfter(loop: boolean | LoopPoints, length: Seconds, from: Seconds, elapsed: Seconds): Seconds {
  const place = from + elapsed;
  if (loop === false) return place;
  const { start, end } = pointsOf(loop, length);
  return place < end ? place : start + ((place - start) % (end - start));
}

/** The loop points; those of a recording that repeats as a whole are its ends. */
export function pointsOf(loop: true | LoopPoints, length: Seconds): LoopPoints {
  return loop === true ? { start: 0, end: length } : { start: loop.start, end: Math.min(loop.end, length) };
}

/** A section in seconds. @param bar length of a bar */
export function sectionPoints({ bar: first, bars }: TrackSection, bar: Seconds): LoopPoints {
  return { start: first * bar, end: (first + bars) * bar };
}

/** How long after `elapsed` a section may next be left. @param elapsed since its start, with its repetitions */
export function untilExit({ bars, exits = [bars] }: TrackSection, bar: Seconds, elapsed: Seconds): Seconds {
  const within = (elapsed / bar) % bars;
  const waits = exits.map((exit) => (exit - within > -1e-9 ? exit - within : exit - within + bars));
  return Math.max(0, Math.min(...waits)) * bar;
}
