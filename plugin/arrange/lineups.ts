/** Lineups: which parts rest in a phrase, which instrument has the melody, and how loud and full the band is. */

import type { Role } from '../music/score.ts';
import type { NormalRange } from '../music/time.ts';

/** Names of the lineups in a form. */
export type LineupName = 'thin' | 'plain' | 'building' | 'full' | 'second' | 'doubled' | 'peak' | 'breather';

/** The stretch of a phrase in which a part rests. */
export type Rest = 'phrase' | 'first half' | 'second half' | 'last bar' | 'first bar';

/** Which parts play a phrase, and how. */
export interface Lineup {
  /** Lowers the intensity from which layers play, -1..1: above 0, more of them play. */
  readonly lift: number;
  /** Factor of all velocities, from the start to the end of the phrase. */
  readonly level: readonly [from: number, to: number];
  /** Parts that rest, by role. Parts that only a signal brings in do not rest. */
  readonly rests: Readonly<Partial<Record<Role, Rest>>>;
  /** Which instrument plays the melody: its own, the counter-melody's in its register, or none. */
  readonly tune: 'lead' | 'second' | 'nobody';
  /** Whether the counter-melody's instrument doubles the melody, in unison if its range allows, else an octave lower. */
  readonly doubled?: boolean;
  /** Whether the counter-melody follows the melody in thirds and sixths. */
  readonly thirds?: boolean;
}

/** From this arousal on, drums never rest; the band gets thinner instead. */
const DRIVING = 0.6;
/** Up to this arousal bars are long, so that parts enter and leave within a phrase. */
const SLOW = 0.3;

const GENTLE: Readonly<Record<LineupName, Lineup>> = {
  thin: {
    lift: -0.05,
    level: [0.85, 0.9],
    rests: { drums: 'phrase', bass: 'first half', counter: 'phrase' },
    tune: 'lead',
  },
  plain: { lift: 0, level: [0.94, 0.97], rests: {}, tune: 'lead' },
  building: { lift: 0.12, level: [0.92, 1.06], rests: { counter: 'first half' }, tune: 'lead' },
  full: { lift: 0.2, level: [1.02, 1.06], rests: {}, tune: 'lead', thirds: true },
  second: { lift: 0, level: [0.92, 0.92], rests: { drums: 'first half' }, tune: 'second' },
  doubled: { lift: 0.15, level: [1, 1.06], rests: {}, tune: 'lead', doubled: true },
  peak: { lift: 0.3, level: [1.08, 1.14], rests: {}, tune: 'lead', doubled: true },
  breather: { lift: 0.1, level: [0.86, 0.94], rests: { drums: 'first half' }, tune: 'nobody' },
};

const URGENT: Readonly<Record<LineupName, Lineup>> = {
  thin: { lift: -0.2, level: [0.9, 0.94], rests: { counter: 'phrase' }, tune: 'lead' },
  plain: { lift: -0.1, level: [0.96, 1], rests: {}, tune: 'lead' },
  building: { lift: -0.1, level: [0.94, 1.06], rests: {}, tune: 'lead' },
  full: { lift: 0.05, level: [1.02, 1.04], rests: {}, tune: 'lead', thirds: true },
  second: { lift: -0.2, level: [0.92, 0.96], rests: {}, tune: 'second' },
  doubled: { lift: 0.05, level: [1.02, 1.08], rests: {}, tune: 'lead', doubled: true },
  peak: { lift: 0.1, level: [1.08, 1.12], rests: { bass: 'last bar' }, tune: 'lead', doubled: true },
  breather: { lift: -0.3, level: [0.84, 0.94], rests: {}, tune: 'nobody' },
};

/** Rests of slow moods: more parts enter and leave within a phrase. */
const SLOW_RESTS: Readonly<Record<LineupName, Lineup['rests']>> = {
  thin: { bass: 'first half', drums: 'phrase', counter: 'phrase' },
  plain: { bass: 'first bar', drums: 'first half' },
  building: { counter: 'first half' },
  full: { chords: 'last bar' },
  second: { chords: 'second half', drums: 'first half' },
  doubled: { bass: 'first bar' },
  peak: {},
  breather: { bass: 'first half', drums: 'first half' },
};

/** The lineup of a name in a mood of some arousal. */
export function lineupOf(name: LineupName, { arousal }: { readonly arousal: NormalRange }): Lineup {
  if (arousal >= DRIVING) return URGENT[name];
  return arousal <= SLOW ? { ...GENTLE[name], rests: SLOW_RESTS[name] } : GENTLE[name];
}
