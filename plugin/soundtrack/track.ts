/** A track is a recording of the game that plays in place of composed music. */

import { plainText } from '../mood/names.ts';
import { checkFieldsOf, checkObject, checkText, type Fields, number, oneOf, plainCopy } from '../mood/validate.ts';
import { type BPM, beatStarts, METERS, type Meter, meterInfo, type Seconds } from '../music/time.ts';
import { LAYOUT_CHECKS, type LoopPoints, sectionPoints, type TrackSection, type TrackStem } from './track-layout.ts';
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
  /**
   * Whether it loops until it is ended, and where: `{ start: 4.5, end: 68.5 }` in seconds plays an intro of 4.5 s once. With true, the
   * points that the file names, if it was loaded with `load.track`, else the whole. Default false: composed music returns at its end.
   */
  readonly loop?: boolean | LoopPoints;
  /** Recordings of one piece that play together, each at the intensities it names. The track's name is then only a name. */
  readonly stems?: readonly TrackStem[];
  /** Sections of the recording, which needs its tempo. The first plays, and repeats until `section()` names another. */
  readonly sections?: readonly TrackSection[];
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
export interface Track
  extends Required<Omit<TrackOptions, 'tempo' | 'stems' | 'sections'>>,
    Pick<TrackOptions, 'stems' | 'sections'> {
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
  loop: LAYOUT_CHECKS.loop,
};
/** Checks for options that a track may lack. */
export const TRACK_OPTIONAL: Fields = { stems: LAYOUT_CHECKS.stems, sections: LAYOUT_CHECKS.sections };
/** A check for each option of its end. */
export const TRACK_END_CHECKS: Fields = { at: oneOf('sync point', ['now', 'beat', 'bar']), fade: FADE };

/** Checks the options of a track and fills in defaults. @throws naming what is wrong. */
export function checkTrack(name: string, options: TrackOptions, seconds: Seconds): Track {
  const owner = `track('${plainText(name)}')`;
  checkText('the key of a track', name);
  checkObject(`${owner}: options`, options, "{ at: 'bar', fade: 1 }");
  checkFieldsOf(owner, options, { ...TRACK_CHECKS, ...TRACK_OPTIONAL });
  const { at = 'bar', fade = 1, curve = 'power', db = 0, tempo, meter = '4/4', stems, sections } = options;
  const layout = { ...(stems && { stems: plainCopy(stems) }), ...(sections && { sections: plainCopy(sections) }) };
  const track = { name, at, fade, curve, db, tempo: tempo ?? null, meter, seconds, ...layout };
  const [first] = sections ?? [];
  if (first === undefined) return { ...track, loop: plainCopy(options.loop ?? false) };
  if (tempo === undefined) throw new TypeError(`${owner} has sections, which are counted in bars; give its tempo`);
  return { ...track, loop: sectionPoints(first, trackBarSeconds({ tempo, meter })) };
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

/** Length of a bar of a track. */
export function trackBarSeconds({ tempo, meter }: { readonly tempo: BPM; readonly meter: Meter }): Seconds {
  const { beats, barTicks } = meterInfo(meter);
  return ((60 / tempo) * barTicks) / beats[0]!;
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

/** The keys of the recordings of a track: its stems, or the one that its name is the key of. */
export function recordingsOf(name: string, options: Pick<TrackOptions, 'stems'>): readonly string[] {
  // Wrong options are reported by their check.
  const stems: readonly TrackStem[] = Array.isArray(options?.stems) ? options.stems : [];
  return stems.length > 0 ? stems.map((stem) => stem?.key) : [name];
}
