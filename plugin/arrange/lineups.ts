/** Lineups: which parts rest in a phrase, which instrument has the melody, and how loud and full the band is. */

import type { Role } from '../music/score.ts';

/** Names of the lineups in a form. */
export type LineupName =
  | 'thin'
  | 'plain'
  | 'building'
  | 'full'
  | 'second'
  | 'doubled'
  | 'peak'
  | 'breather'
  | 'close'
  | 'afterglow'
  | 'swell'
  | 'echo'
  | 'ember'
  | 'settle';

/** Lineups of a form that ends: its last phrase, and the quiet music after it. */
export type EndingLineup = 'close' | 'afterglow' | 'swell' | 'echo' | 'ember' | 'settle';

/** The stretch of a phrase in which a part rests. */
export type Rest = 'phrase' | 'first half' | 'second half' | 'last bar' | 'first bar';

/** Which parts play a phrase, and how. */
export interface Lineup {
  /** Lowers the intensity from which layers play, -1..1: above 0, more of them play. */
  readonly lift: number;
  /** Factor of all velocities, from the start to the end of the phrase. */
  readonly level: readonly [from: number, to: number];
  /** Parts that rest, by role; `kit` is the drums without timpani. Parts that only a signal brings in do not rest. */
  readonly rests: Readonly<Partial<Record<Role | 'kit', Rest>>>;
  /** Parts that play at any intensity. */
  readonly calls?: readonly Role[];
  /** Which instrument plays the melody: its own, the counter-melody's in its register, or none. */
  readonly tune: 'lead' | 'second' | 'nobody';
  /** Whether the counter-melody's instrument doubles the melody, in unison if its range allows, else an octave lower. */
  readonly doubled?: boolean;
  /** Whether the counter-melody follows the melody in thirds and sixths. */
  readonly thirds?: boolean;
  /** Whether chords are broken and the bass is long, whatever the band's figures are. */
  readonly gentle?: boolean;
  /** Whether the whole band holds the last chord to the end. */
  readonly holds?: boolean;
}

/** Lineups by name; of several, the seed of a band's figures draws one, and without a seed the first one plays. */
export type LineupTable = Readonly<Record<Exclude<LineupName, EndingLineup>, readonly [Lineup, ...Lineup[]]>>;

/** Whether nobody plays the melody in a lineup. */
export function isWithoutTune(name: LineupName): boolean {
  return name === 'breather' || name === 'ember';
}
