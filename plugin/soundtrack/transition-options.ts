/** Transition options: sync point, crossfade, tempo, key, bridge and resume point of a change of mood. */

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

/** Where a transition begins: at once, at the next beat, bar or phrase, or at a marker of the form. */
export const SYNC_POINTS = ['now', 'beat', 'bar', 'phrase', 'cue'] as const;
export type SyncPoint = (typeof SYNC_POINTS)[number];

/** The tempo of the new mood: its own at once, its own after a ramp of four bars, or matched to the old beat. */
export const TEMPO_MOVES = ['jump', 'ramp', 'match'] as const;
export type TempoMove = (typeof TEMPO_MOVES)[number];

/**
 * The key of the new mood: its own, the old tonic, the key of its mode that shares the most notes with the old key, or its
 * own after a pivot chord.
 */
export const KEY_MOVES = ['own', 'keep', 'relative', 'pivot'] as const;
export type KeyMove = (typeof KEY_MOVES)[number];

/** The crossfade: `power` keeps the power constant, `linear` dips in the middle. */
export const FADE_CURVES = ['power', 'linear'] as const;
export type FadeCurve = (typeof FADE_CURVES)[number];

/** How to change to a mood; omitted options come from the soundtrack's transitions, then from the defaults. Plain JSON. */
export interface TransitionOptions {
  readonly at?: SyncPoint;
  /**
   * With `at: 'cue'`, the marker at which the transition starts: a name in the old mood's `cues`, or a theme of its form (`A`
   * is its main theme, `B` the contrast). Default `A`.
   */
  readonly cue?: string;
  /** Duration of the crossfade in seconds, 0..30, or in beats of the new mood, 0..64. */
  readonly fade?: Seconds | { readonly beats: number };
  /** Default `power`. */
  readonly curve?: FadeCurve;
  /** Default `jump`. */
  readonly tempo?: TempoMove;
  /** Default `own`. */
  readonly key?: KeyMove;
  /** Bars of a bridge between the moods, 0..4: the old chord, the new key's dominant, a drum roll. Default: 1 with `pivot`, and 1 if arousal does not rise much and `at` is `bar`, `phrase` or a cue; else 0. */
  readonly bridge?: number;
  /** Whether the mood continues where it was left (the default), or starts again with its main theme. */
  readonly resume?: boolean;
  /** Seconds that the old mood must have played, 0..600, to avoid rapid changes. Default 0. */
  readonly stay?: Seconds;
  /** Name of a stinger that covers the transition. */
  readonly stinger?: string;
}

/** The names of all options. */
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

/** The longest crossfade, in seconds. */
const LONGEST_FADE: Seconds = 30;
const MOST_BEATS = 64;
const LONGEST_BRIDGE = 4;
const LONGEST_STAY: Seconds = 600;

/** A check for each option except the stinger, which depends on the soundtrack. */
export const TRANSITION_CHECKS: Fields = {
  at: oneOf('sync point', SYNC_POINTS),
  cue: (value, owner) => {
    if (typeof value !== 'string') throw new TypeError(`${owner}: cue must be the name of a marker`);
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
 * Checks transition options. @throws naming `owner` and what is wrong.
 * @param stingers those of the soundtrack
 * @param also further permitted fields
 */
export function checkTransitionOptions(
  owner: string,
  options: TransitionOptions,
  stingers: Stingers,
  also: Fields = {},
): void {
  checkObject(`${owner}: the options`, options, "{ at: 'beat', fade: 1 }");
  checkFieldsOf(owner, options, { ...TRANSITION_CHECKS, ...also }, 'option');
  if (options.stinger === undefined) return;
  try {
    checkStinger(options.stinger, stingers);
  } catch (error) {
    throw new RangeError(`${owner}: ${reasonOf(error)}`);
  }
}

/** The transition options of an object, without its other fields. */
export function normalizeTransitionOptions(carrier: TransitionOptions): TransitionOptions {
  return Object.fromEntries(
    TRANSITION_FIELDS.flatMap((field) => (carrier[field] === undefined ? [] : [[field, carrier[field]]])),
  );
}
