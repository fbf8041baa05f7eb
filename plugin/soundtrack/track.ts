/** A track is a recording of the game that plays in place of composed music. */

import { plainText } from '../mood/names.ts';
import { checkFieldsOf, checkObject, checkText, type Fields, flag, number, oneOf } from '../mood/validate.ts';
import { type BPM, beatStarts, METERS, type Meter, meterInfo, type Seconds } from '../music/time.ts';
import { FADE_CURVES, type FadeCurve } from './transition-options.ts';

/** Sync points of a track's start and end. */
export const TRACK_SYNC_POINTS = ['now', 'beat', 'bar', 'phrase'] as const;
export type TrackSyncPoint = (typeof TRACK_SYNC_POINTS)[number];

/** Options of a track. Plain JSON. */
export interface TrackOptions {
  /** The sync point of the composed music at which it begins. Default `bar`. */
  readonly at?: TrackSyncPoint;
  /** Seconds of the crossfades with composed music, at start and end, 0..30. Default 1. */
  readonly fade?: Seconds;
  /** Default `power`. */
  readonly curve?: FadeCurve;
  /** Whether it loops until it is ended. Default false: composed music returns at its end. */
  readonly loop?: boolean;
  /** Its gain, -60..6 dB. Default 0. Composed music plays at about -18 LUFS. */
  readonly db?: number;
  /** Its tempo in beats a minute, 20..400, if it is constant from the first sample on; required to end at its beats or bars. */
  readonly tempo?: BPM;
  /** Its meter. Default 4/4. */
  readonly meter?: Meter;
}

/** Options of `endTrack()`. */
export interface TrackEnd {
  /** The sync point of the track at which it ends; all but `now` need its tempo. Default `bar` with a tempo, else `now`. */
  readonly at?: Exclude<TrackSyncPoint, 'phrase'>;
  /** Seconds, 0..30. Default: as at the start. */
  readonly fade?: Seconds;
}

/** A track with all options filled in. */
export interface Track extends Required<Omit<TrackOptions, 'tempo'>> {
  readonly name: string;
  readonly tempo: BPM | null;
  /** Length of the recording. */
  readonly seconds: Seconds;
}

const FADE = number(0, 30);
/** A check for each option of a track. */
export const TRACK_CHECKS: Fields = {
  at: oneOf('sync point', TRACK_SYNC_POINTS),
  curve: oneOf('curve', FADE_CURVES),
  meter: oneOf('meter', METERS),
  fade: FADE,
  db: number(-60, 6),
  tempo: number(20, 400),
  loop: flag,
};
/** A check for each option of its end. */
export const TRACK_END_CHECKS: Fields = { at: oneOf('sync point', ['now', 'beat', 'bar']), fade: FADE };

/** Checks the options of a track and fills in defaults. @throws naming what is wrong. */
export function checkTrack(name: string, options: TrackOptions, seconds: Seconds): Track {
  const owner = `track('${plainText(name)}')`;
  checkText('the key of a track', name);
  checkObject(`${owner}: options`, options, "{ at: 'bar', fade: 1 }");
  checkFieldsOf(owner, options, TRACK_CHECKS);
  const { at = 'bar', fade = 1, curve = 'power', loop = false, db = 0, tempo, meter = '4/4' } = options;
  return { name, at, fade, curve, loop, db, tempo: tempo ?? null, meter, seconds };
}

/** Checks the options of `endTrack()`. @throws naming what is wrong. */
export function checkTrackEnd(options: TrackEnd): void {
  checkObject('endTrack: options', options, "{ at: 'bar', fade: 1 }");
  checkFieldsOf('endTrack', options, TRACK_END_CHECKS);
}

/**
 * The track's first sync point at or after a time, in seconds from its start.
 * @param time seconds from its start
 */
export function trackLine({ tempo, meter }: Track, at: TrackEnd['at'], time: Seconds): Seconds {
  if (tempo === null || at === 'now') return time;
  const { beats, barTicks } = meterInfo(meter);
  const beat = 60 / tempo;
  // A bar in units of the first beat need not be whole: 7/8 is 2+2+3.
  const bar = (beat * barTicks) / beats[0]!;
  const step = at === 'beat' ? beat : bar;
  return Math.ceil(time / step - 1e-9) * step;
}

/** A bar of a track, in seconds from its start. */
export interface TrackBar {
  /** Counted from 0. */
  readonly number: number;
  readonly time: Seconds;
  readonly end: Seconds;
  readonly beats: readonly Seconds[];
}

/** The bar of a track at a time, in seconds from its start; null if its tempo is unknown. */
export function trackBarAt({ tempo, meter }: Track, at: Seconds): TrackBar | null {
  if (tempo === null) return null;
  const { beats, barTicks } = meterInfo(meter);
  const tick = 60 / tempo / beats[0]!;
  const number = Math.floor(at / (tick * barTicks) + 1e-9);
  const time = number * tick * barTicks;
  return {
    ...{ number, time, end: time + tick * barTicks },
    beats: beatStarts(meter).map((start) => time + tick * start),
  };
}
