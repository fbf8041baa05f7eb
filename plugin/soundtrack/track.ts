/** A track is a piece of the game's own, recorded music, that plays in the place of composed music for a while. */

import { plainText } from '../mood/names.ts';
import { checkFieldsOf, checkObject, checkText, type Fields, flag, number, oneOf } from '../mood/validate.ts';
import { type BPM, METERS, type Meter, meterInfo, type Seconds } from '../music/time.ts';
import { FADE_CURVES, type FadeCurve } from './transition-options.ts';

/** Where a track may begin, or end: on a line of what plays. */
export const TRACK_LINES = ['now', 'beat', 'bar', 'phrase'] as const;
export type TrackLine = (typeof TRACK_LINES)[number];

/** How a track comes, plays and goes. Plain JSON. */
export interface TrackOptions {
  /** The line of the composed music that it begins at. Default `bar`. */
  readonly at?: TrackLine;
  /** Seconds in which it and the composed music cross, coming and going, 0..30. Default 1. */
  readonly fade?: Seconds;
  /** Default `power`. */
  readonly curve?: FadeCurve;
  /** Whether it goes round until it is ended. Default false: composed music is back when it ends. */
  readonly loop?: boolean;
  /** Its gain, -60..6 dB. Default 0. Composed music plays at about -18 LUFS. */
  readonly db?: number;
  /** Its tempo in felt beats a minute, 20..400, where it is known and steady from its first sample: then it can be left on a beat or bar of its own. */
  readonly tempo?: BPM;
  /** Its meter, for its bars. Default 4/4. */
  readonly meter?: Meter;
}

/** How composed music comes back. */
export interface TrackEnd {
  /** The line of the track to leave it at; other than `now`, its tempo has to be known. Default `bar` where it is, else `now`. */
  readonly at?: Exclude<TrackLine, 'phrase'>;
  /** Seconds, 0..30. Default: as it came. */
  readonly fade?: Seconds;
}

/** A track with everything said. */
export interface Track extends Required<Omit<TrackOptions, 'tempo'>> {
  readonly name: string;
  readonly tempo: BPM | null;
  /** Its length. */
  readonly seconds: Seconds;
}

const FADE = number(0, 30);
/** A check for each option of a track. */
export const TRACK_CHECKS: Fields = {
  at: oneOf('line', TRACK_LINES),
  curve: oneOf('curve', FADE_CURVES),
  meter: oneOf('meter', METERS),
  fade: FADE,
  db: number(-60, 6),
  tempo: number(20, 400),
  loop: flag,
};
/** A check for each option of its end. */
export const TRACK_END_CHECKS: Fields = { at: oneOf('line', ['now', 'beat', 'bar']), fade: FADE };

/** Checks what a game says of a track and fills in the rest. @throws naming what is wrong. */
export function checkTrack(name: string, options: TrackOptions, seconds: Seconds): Track {
  const owner = `track('${plainText(name)}')`;
  checkText('the key of a track', name);
  checkObject(`${owner}: options`, options, "{ at: 'bar', fade: 1 }");
  checkFieldsOf(owner, options, TRACK_CHECKS);
  const { at = 'bar', fade = 1, curve = 'power', loop = false, db = 0, tempo, meter = '4/4' } = options;
  return { name, at, fade, curve, loop, db, tempo: tempo ?? null, meter, seconds };
}

/** Checks how a track is to end. @throws naming what is wrong. */
export function checkTrackEnd(options: TrackEnd): void {
  checkObject('endTrack: options', options, "{ at: 'bar', fade: 1 }");
  checkFieldsOf('endTrack', options, TRACK_END_CHECKS);
}

/**
 * The next line of a track's own at a time of it or later, in seconds from its beginning.
 * @param time seconds from its beginning
 */
export function trackLine({ tempo, meter }: Track, at: TrackEnd['at'], time: Seconds): Seconds {
  if (tempo === null || at === 'now') return time;
  const { beats, barTicks } = meterInfo(meter);
  const beat = 60 / tempo;
  // A bar is as long as so many of its felt beats, which need not be whole: 7/8 is felt as 2+2+3.
  const bar = (beat * barTicks) / beats[0]!;
  const step = at === 'beat' ? beat : bar;
  return Math.ceil(time / step - 1e-9) * step;
}
