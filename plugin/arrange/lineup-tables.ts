/**
 * The lineups of gentle, slow and urgent moods and of single bands, and the choice among them. Loudness between blocks of eight
 * bars varies by 2 to 4 dB, as in game music; bands whose thin lineup has few parts get it from them rather than from velocities.
 */

import type { PresetName } from '../mood/preset-names.ts';
import { random } from '../music/random.ts';
import type { NormalRange } from '../music/time.ts';
import type { EndingLineup, Lineup, LineupName, LineupTable } from './lineups.ts';

// biome-ignore format: a table reads in columns
const GENTLE: LineupTable = {
  thin: [
    { lift: -0.05, level: [0.85, 0.9], rests: { drums: 'phrase', bass: 'first half', counter: 'phrase' }, tune: 'lead' },
    { lift: -0.05, level: [0.94, 0.98], rests: { drums: 'phrase', pad: 'phrase', counter: 'phrase' }, tune: 'lead' },
    { lift: -0.05, level: [0.94, 0.98], rests: { drums: 'phrase', bass: 'phrase', counter: 'phrase' }, tune: 'lead' },
  ],
  plain: [
    { lift: 0, level: [0.94, 0.97], rests: {}, tune: 'lead' },
    { lift: 0, level: [0.94, 0.97], rests: { pad: 'phrase' }, tune: 'lead' },
  ],
  building: [{ lift: 0.12, level: [0.92, 1.06], rests: { counter: 'first half' }, tune: 'lead' }],
  full: [{ lift: 0.2, level: [1.02, 1.06], rests: {}, tune: 'lead', thirds: true }],
  second: [
    { lift: 0, level: [0.92, 0.92], rests: { drums: 'first half' }, tune: 'second' },
    { lift: 0, level: [0.94, 0.96], rests: { drums: 'phrase', pad: 'phrase' }, tune: 'second' },
  ],
  doubled: [{ lift: 0.15, level: [1, 1.06], rests: {}, tune: 'lead', doubled: true }],
  peak: [{ lift: 0.25, level: [1.04, 1.1], rests: {}, tune: 'lead', thirds: true }],
  breather: [
    { lift: 0.1, level: [0.86, 0.94], rests: { drums: 'first half' }, tune: 'nobody' },
    { lift: 0.1, level: [0.98, 1], rests: { bass: 'phrase' }, tune: 'nobody' },
  ],
};

// biome-ignore format: a table reads in columns
const SLOW: LineupTable = {
  thin: [
    { lift: -0.05, level: [0.9, 0.94], rests: { bass: 'first half', drums: 'phrase', counter: 'phrase' }, tune: 'lead' },
    { lift: -0.05, level: [0.94, 0.98], rests: { pad: 'first half', drums: 'phrase', counter: 'phrase' }, tune: 'lead' },
  ],
  plain: [{ lift: 0, level: [0.94, 0.97], rests: { drums: 'phrase' }, tune: 'lead' }],
  building: [{ lift: 0.12, level: [0.94, 1.04], rests: { counter: 'first half' }, tune: 'lead' }],
  full: [{ lift: 0.2, level: [1, 1.03], rests: {}, tune: 'lead', thirds: true }],
  second: [
    { lift: 0, level: [0.94, 0.94], rests: { chords: 'second half', drums: 'phrase' }, tune: 'second' },
    { lift: 0, level: [0.94, 0.96], rests: { bass: 'first half', drums: 'phrase' }, tune: 'second' },
  ],
  doubled: [{ lift: 0.15, level: [1, 1.03], rests: {}, tune: 'lead', doubled: true }],
  peak: [{ lift: 0.25, level: [1.03, 1.08], rests: {}, tune: 'lead', thirds: true }],
  breather: [{ lift: 0.1, level: [0.94, 0.98], rests: { drums: 'phrase' }, tune: 'nobody' }],
};

// biome-ignore format: a table reads in columns
const URGENT: LineupTable = {
  thin: [{ lift: -0.2, level: [0.9, 0.94], rests: { counter: 'phrase' }, tune: 'lead' }],
  plain: [{ lift: -0.1, level: [0.96, 1], rests: {}, tune: 'lead' }],
  building: [{ lift: -0.1, level: [0.94, 1.06], rests: {}, tune: 'lead' }],
  full: [{ lift: 0.05, level: [1.02, 1.04], rests: {}, tune: 'lead', thirds: true }],
  second: [{ lift: -0.2, level: [0.92, 0.96], rests: {}, tune: 'second' }],
  doubled: [{ lift: 0.05, level: [1.02, 1.08], rests: {}, tune: 'lead', doubled: true }],
  peak: [{ lift: 0.1, level: [1.08, 1.12], rests: { bass: 'last bar' }, tune: 'lead', thirds: true }],
  breather: [{ lift: -0.3, level: [0.84, 0.94], rests: {}, tune: 'nobody' }],
};

/** A fight: where the kit rests, timpani and a low pad keep the pressure. */
// biome-ignore format: a table reads in columns
const FIGHT: Partial<LineupTable> = {
  thin: [
    { lift: -0.1, level: [0.94, 1], rests: { kit: 'phrase', counter: 'phrase' }, calls: ['pad'], tune: 'lead' },
    { lift: -0.1, level: [0.94, 1], rests: { kit: 'phrase', chords: 'first half', counter: 'phrase' }, calls: ['pad'], tune: 'lead' },
  ],
  breather: [
    { lift: -0.1, level: [0.86, 0.96], rests: { kit: 'phrase', counter: 'phrase' }, calls: ['pad'], tune: 'nobody' },
    { lift: -0.1, level: [0.86, 0.96], rests: { kit: 'phrase', chords: 'phrase' }, calls: ['pad'], tune: 'nobody' },
  ],
};

/**
 * The close of a form that ends, and its afterglow without drums: a quiet statement over a pad, a swell in thirds, the tune in
 * the second instrument, and a thin close of its own.
 */
// biome-ignore format: a table reads in columns
const ENDING: Readonly<Record<EndingLineup, Lineup>> = {
  close: { lift: 0.1, level: [1.02, 1.1], rests: {}, tune: 'lead', holds: true },
  afterglow: { lift: 0, level: [0.7, 0.7], rests: { drums: 'phrase', counter: 'phrase' }, calls: ['pad'], tune: 'lead', gentle: true },
  swell: { lift: 0.1, level: [0.72, 0.84], rests: { drums: 'phrase' }, calls: ['pad'], tune: 'lead', thirds: true, gentle: true },
  echo: { lift: 0, level: [0.72, 0.7], rests: { drums: 'phrase', bass: 'phrase' }, calls: ['pad'], tune: 'second', gentle: true },
  ember: { lift: 0, level: [0.74, 0.7], rests: { drums: 'phrase', bass: 'first half' }, calls: ['pad', 'counter'], tune: 'nobody', gentle: true },
  settle: { lift: 0, level: [0.76, 0.66], rests: { drums: 'phrase', counter: 'phrase' }, calls: ['pad'], tune: 'lead', gentle: true, holds: true },
};

/** Lineups that a band has in place of those of its arousal. */
// biome-ignore format: a table reads in columns
const BAND_LINEUPS: Readonly<Partial<Record<PresetName, Partial<LineupTable>>>> = {
  battle: FIGHT,
  boss: FIGHT,
  // The flute over the harp alone.
  forest: {
    thin: [
      { lift: -0.05, level: [0.96, 0.98], rests: { drums: 'phrase', bass: 'phrase', pad: 'phrase', counter: 'phrase' }, tune: 'lead' },
      { lift: -0.05, level: [0.96, 0.98], rests: { drums: 'phrase', bass: 'phrase', pad: 'first half', counter: 'phrase' }, tune: 'lead' },
    ],
  },
  // The cello has the tune, low over the held chords.
  sorrow: {
    second: [{ lift: 0, level: [0.98, 1], rests: { chords: 'phrase', drums: 'phrase' }, tune: 'second' }],
  },
};

/** Arousal from which the band is urgent: it changes less, and rests only in part. */
const URGENT_FROM = 0.6;
/** Up to this arousal bars are long, so that contrasts are softer. */
const LONG_BARS = 0.3;

/** What a lineup depends on; every `Mood` is one. */
export interface LineupMood {
  readonly arousal: NormalRange;
  readonly band: PresetName;
  readonly figures?: string;
}

/** The lineup of a name in a mood. */
export function lineupOf(name: LineupName, { arousal, band, figures }: LineupMood): Lineup {
  if (isEnding(name)) return ENDING[name];
  const usual = arousal >= URGENT_FROM ? URGENT : arousal <= LONG_BARS ? SLOW : GENTLE;
  const choices = BAND_LINEUPS[band]?.[name] ?? usual[name];
  return figures === undefined ? choices[0] : random(`${figures}/lineup/${name}`).pick(choices);
}

function isEnding(name: LineupName): name is EndingLineup {
  return Object.hasOwn(ENDING, name);
}
