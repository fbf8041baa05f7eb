/** A cue says how to get to a mood: at which line, how long the two sound together, and what becomes of tempo, key and place. */

import { checkStinger, type Stingers } from '../arrange/stinger-definition.ts';
import { plainText, reasonOf } from '../mood/names.ts';
import {
  checkFieldsOf,
  checkNumber,
  checkObject,
  type Fields,
  flag,
  number,
  object,
  oneOf,
  required,
  text,
} from '../mood/validate.ts';
import type { Seconds } from '../music/time.ts';

/** Where a move to another mood begins: at once, on the next beat, bar or phrase line, or at a named bar of the form. */
export const SYNC_POINTS = ['now', 'beat', 'bar', 'phrase', 'cue'] as const;
export type SyncPoint = (typeof SYNC_POINTS)[number];

/** What the tempo does: jumps to the new mood's own, gets there within four bars, or stays with the old beat. */
export const TEMPO_MOVES = ['jump', 'ramp', 'match'] as const;
export type TempoMove = (typeof TEMPO_MOVES)[number];

/**
 * What the key does: the new mood's own, the old tonic kept, the key of the new mode that shares most notes with the old
 * one, or its own by way of a chord that both keys know.
 */
export const KEY_MOVES = ['own', 'keep', 'relative', 'pivot'] as const;
export type KeyMove = (typeof KEY_MOVES)[number];

/** How loudness crosses: `power` keeps the sum level, `linear` dips in the middle and so lets the seam breathe. */
export const FADE_CURVES = ['power', 'linear'] as const;
export type FadeCurve = (typeof FADE_CURVES)[number];

/** How to get to a mood; what is left out comes from the transitions, then from the defaults. Plain JSON. */
export interface TransitionOptions {
  readonly at?: SyncPoint;
  /**
   * With `at: 'cue'`, the bar to leave at: a name out of the leaving mood's `cues`, or a theme of its form (`A` is its
   * tune, `B` the contrast). Default `A`.
   */
  readonly cue?: string;
  /** Length of the crossfade in seconds, 0..30, or in felt beats of the new mood, 0..64. */
  readonly fade?: Seconds | { readonly beats: number };
  /** Default `power`. */
  readonly curve?: FadeCurve;
  /** Default `jump`. */
  readonly tempo?: TempoMove;
  /** Default `own`. */
  readonly key?: KeyMove;
  /** Bars that lead from one mood to the other, 0..4: its chord, the new key's dominant, a swell. Default 0; 1 with `pivot`. */
  readonly bridge?: number;
  /** Whether the mood goes on where it was left (the default), or begins with its tune again. */
  readonly resume?: boolean;
  /** Seconds that the mood that is left has to have played, 0..600, so that the music does not flap. Default 0. */
  readonly stay?: Seconds;
  /** Name of a stinger that covers the seam. */
  readonly stinger?: string;
}

/** Every field of a cue. */
export const TRANSITION_FIELDS = [
  'at',
  'cue',
  'fade',
  'curve',
  'tempo',
  'key',
  'bridge',
  'resume',
  'stay',
  'stinger',
] as const satisfies readonly (keyof TransitionOptions)[];

/** The longest crossfade that may be asked for. */
const LONGEST_FADE: Seconds = 30;
const MOST_BEATS = 64;
const LONGEST_BRIDGE = 4;
const LONGEST_STAY: Seconds = 600;

/** A check for each field of a cue but its stinger, which has to be one of the soundtrack's. */
export const CUE_CHECKS: Fields = {
  at: oneOf('line', SYNC_POINTS),
  cue: (value, owner) => {
    if (typeof value !== 'string') throw new TypeError(`${owner}: cue must be the name of a bar`);
    text()(value, owner, 'cue');
  },
  fade: (value, owner, field) => {
    if (typeof value === 'object' && value !== null) BEATS(value, owner, field);
    else checkNumber(`${owner}: fade`, value, { min: 0, max: LONGEST_FADE });
  },
  curve: oneOf('curve', FADE_CURVES),
  tempo: oneOf('tempo move', TEMPO_MOVES),
  key: oneOf('key move', KEY_MOVES),
  bridge: (value, owner) => {
    if (!(Number.isInteger(value) && (value as number) >= 0 && (value as number) <= LONGEST_BRIDGE))
      throw new RangeError(
        `${owner}: bridge is ${plainText(value)}; it must be a whole number of bars 0..${LONGEST_BRIDGE}`,
      );
  },
  resume: flag,
  stay: number(0, LONGEST_STAY),
  stinger: text(),
};

const BEATS = object({
  beats: required((value, owner) => checkNumber(`${owner}.beats`, value, { min: 0, max: MOST_BEATS })),
});

/**
 * Checks a cue. @throws naming `owner` and what is wrong.
 * @param stingers those of the soundtrack
 * @param also fields that it may have beside its own
 */
export function checkTransitionOptions(
  owner: string,
  cue: TransitionOptions,
  stingers: Stingers,
  also: Fields = {},
): void {
  checkObject(`${owner}: the cue`, cue, "{ at: 'beat', fade: 1 }");
  checkFieldsOf(owner, cue, { ...CUE_CHECKS, ...also }, 'option');
  if (cue.stinger === undefined) return;
  try {
    checkStinger(cue.stinger, stingers);
  } catch (error) {
    throw new RangeError(`${owner}: ${reasonOf(error)}`);
  }
}

/** What a cue says, without whatever else its carrier has. */
export function normalizeTransitionOptions(carrier: TransitionOptions): TransitionOptions {
  return Object.fromEntries(
    TRANSITION_FIELDS.flatMap((field) => (carrier[field] === undefined ? [] : [[field, carrier[field]]])),
  );
}
