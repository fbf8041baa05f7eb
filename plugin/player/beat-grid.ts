/** The beats of what plays, in music time: of the mood that leads, or of a track whose tempo is known. */

import type { Conductor } from '../conductor/conductor.ts';
import type { TransportClock } from '../conductor/model/clock.ts';
import type { ActiveTrack, PlaybackState } from '../conductor/model/playback.ts';
import { beatTimes, type ScheduledBar, type Timeline } from '../conductor/model/timeline.ts';
import { isBefore, NEVER } from '../conductor/model/timing.ts';
import type { Seconds } from '../music/time.ts';
import { trackBarAt } from '../soundtrack/track.ts';

/** Sync points of the music, from the densest to the rarest. */
export const BEAT_POINTS = ['beat', 'bar', 'phrase'] as const;
export type BeatPoint = (typeof BEAT_POINTS)[number];

/** A bar that sounds, or will. Times are music times. */
export interface GridBar {
  /** The mood, or the key of the track. */
  readonly mood: string;
  /** Bars of it, from 0. */
  readonly number: number;
  readonly time: Seconds;
  /** When the next bar begins: earlier than its own length says where something else takes over. */
  readonly end: Seconds;
  /** Its beats before that. */
  readonly beats: readonly Seconds[];
  /** Whether a phrase begins with it. */
  readonly isFirst: boolean;
  /** When its phrase ends, at its tempo, if nothing else takes over. */
  readonly phraseEnd: Seconds;
  /** The scheduled bar; null in a track. */
  readonly scheduled: ScheduledBar | null;
}

/** Reads where the beats are. Changes nothing. */
export class BeatGrid {
  readonly #timeline: Timeline;
  readonly #playback: PlaybackState;
  readonly clock: TransportClock;

  constructor({ timeline, playback, clock }: Conductor['schedule']) {
    this.#timeline = timeline;
    this.#playback = playback;
    this.clock = clock;
  }

  /** The bar that sounds at a music time; null where none does, in a track without a tempo, and beyond what is scheduled. */
  barAt(time: Seconds): GridBar | null {
    if (!this.#playback.isPlaying || !this.clock.hasBegun) return null;
    const { track: active } = this.#playback;
    if (active !== null && active.start <= time && time < (active.back?.line ?? NEVER)) return trackBar(active, time);
    const at = this.#timeline.bars.findLast((bar) => !isBefore(time, bar.time) && isBefore(time, endOf(bar)));
    return at === undefined ? null : gridBar(at, active !== null && active.start > time ? active.start : NEVER);
  }

  /** The first sync point of a kind after a music time, with its bar; null where it is not scheduled yet. */
  after(point: BeatPoint, time: Seconds): { readonly bar: GridBar; readonly beat: number } | null {
    for (let bar = this.#from(time); bar !== null; bar = this.#next(bar, point)) {
      const beat = bar.beats.findIndex((each, i) => isBefore(time, each) && isOf(point, bar!, i));
      if (beat >= 0) return { bar, beat };
    }
    return null;
  }

  /** When the next phrase begins after a music time at which a bar sounds; at the tempo of the last scheduled bar where it is not scheduled yet. */
  phraseAfter(time: Seconds): Seconds {
    const known = this.after('phrase', time);
    if (known !== null) return known.bar.time;
    let last = this.barAt(time);
    for (let bar = last; bar !== null; bar = this.#next(bar, 'phrase')) last = bar;
    return last?.phraseEnd ?? NEVER;
  }

  /** The bar at a time, else the first that begins after it: a pause leaves a gap. */
  #from(time: Seconds): GridBar | null {
    const now = this.barAt(time);
    if (now !== null) return now;
    const { track } = this.#playback;
    const starts = [...this.#timeline.bars.map((bar) => bar.time), track?.start ?? NEVER].filter(
      (start) => start > time,
    );
    for (const start of starts.sort((a, b) => a - b)) {
      const bar = this.barAt(start);
      if (bar !== null) return bar;
    }
    return null;
  }

  /** The bar after another. A track has no phrases, so what follows it comes next. */
  #next({ scheduled, end, phraseEnd }: GridBar, point: BeatPoint): GridBar | null {
    return this.#from(scheduled === null && point === 'phrase' ? phraseEnd : end);
  }
}

function isOf(point: BeatPoint, bar: GridBar, beat: number): boolean {
  return point === 'beat' || (beat === 0 && (point === 'bar' || bar.isFirst));
}

function endOf({ end, player }: ScheduledBar): Seconds {
  return Math.min(end, player.fadeOut?.line ?? NEVER);
}

function gridBar(scheduled: ScheduledBar, until: Seconds): GridBar {
  const { player, number, time, phraseBar, phrase } = scheduled;
  const end = Math.min(endOf(scheduled), until);
  // Bars of an intro count down to the phrase.
  const left = phraseBar < 0 ? -phraseBar : phrase.request.bars - phraseBar;
  const isCut = isBefore(end, scheduled.end);
  return {
    ...{ mood: player.memory.mood.name, number, time, end, scheduled },
    beats: beatTimes(scheduled).filter((beat) => isBefore(beat, end)),
    isFirst: phraseBar === 0,
    phraseEnd: isCut ? end : time + left * (scheduled.end - time),
  };
}

function trackBar({ track, start, back }: ActiveTrack, at: Seconds): GridBar | null {
  const bar = trackBarAt(track, at - start);
  if (bar === null) return null;
  const until = back?.line ?? NEVER;
  const end = Math.min(start + bar.end, until);
  const beats = bar.beats.map((beat) => start + beat).filter((beat) => isBefore(beat, end));
  const { number } = bar;
  return {
    mood: track.name,
    number,
    time: start + bar.time,
    end,
    beats,
    isFirst: number === 0,
    phraseEnd: until,
    scheduled: null,
  };
}
