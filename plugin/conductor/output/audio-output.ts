/** The one port between direction and sound: the conductor says what sounds when, a stage makes it heard (or writes it down). */

import type { Note, Role, Score } from '../../music/score.ts';
import type { NormalRange, Seconds } from '../../music/time.ts';
import type { FadeCurve } from '../../soundtrack/transition-options.ts';

/** Decks are numbered; 0..2 play moods. Stingers have a channel of their own. */
export type DeckIndex = number;

/** A note with its place on the clock. */
export interface TimedNote extends Note {
  /** Clock time of the start. */
  readonly time: Seconds;
  /** Length on the clock. */
  readonly duration: Seconds;
}

/** The notes of one part in one bar that are to be heard. */
export interface TimedPart {
  readonly name: string;
  readonly role: Role;
  readonly notes: readonly TimedNote[];
}

/** One bar handed over ahead of its time. */
export interface TimedBar {
  readonly deck: DeckIndex;
  /** Clock time of the bar line. */
  readonly time: Seconds;
  readonly duration: Seconds;
  /** Name of the palette that plays it. */
  readonly palette: string;
  /** Filter openness of this bar. */
  readonly brightness: NormalRange;
  readonly intensity: NormalRange;
  readonly parts: readonly TimedPart[];
  /** What the bar was cut from, for those who show it. */
  readonly origin: { readonly mood: string; readonly score: Score; readonly bar: number };
}

/** A run of a recording of the game's own. */
export interface TrackCall {
  /** What the game has loaded it under. */
  readonly key: string;
  /** Clock time at which it is to be heard from `from` on. */
  readonly time: Seconds;
  /** Seconds from its beginning. */
  readonly from: Seconds;
  readonly loop: boolean;
  readonly gainDb: number;
  /** Seconds until it is at its full gain. */
  readonly fade: Seconds;
  /** `power` where it is left out. */
  readonly curve?: FadeCurve;
}

/** Makes sound. All times are on the clock that {@link AudioOutput.now} reads; nothing here throws in the game loop. */
export interface AudioOutput {
  /** The audio clock. */
  now(): Seconds;
  /**
   * Loads what a palette needs; resolves as soon as it sounds well enough to begin with, at once where it is there.
   * Rejects with one clear line where it never will. Bars may be played before, and are heard as well as they can be.
   * @param lacking told, once, of what could not be had of a palette that sounds all the same.
   */
  prepare(palette: string, lacking?: (cause: unknown) => void): Promise<void>;
  /** Plays a bar on its deck. Notes whose time has passed by less than their length start late or are dropped. */
  play(bar: TimedBar): void;
  /** Fades a deck's bus from `time` on, to 1 or 0; with equal power unless another curve is named. */
  fadeDeck(deck: DeckIndex, to: 0 | 1, time: Seconds, duration: Seconds, curve?: FadeCurve): void;
  /**
   * Stops and silences a deck's notes from `time` on; it may be reused after that.
   * @param ring lets notes that begin before it ring to their end: what follows is played otherwise, not given up. Default false.
   */
  stopDeck(deck: DeckIndex, time: Seconds, ring?: boolean): void;
  /** Plays notes on top of the decks, with a short duck of them. */
  playStinger(notes: readonly TimedNote[], palette: string): void;
  /** Length of a recording of the game's own; null where there is none of that key. */
  trackSeconds(key: string): Seconds | null;
  /** Plays a recording in the music's place. One at a time: another begins as this one is ended. */
  track(call: TrackCall): void;
  /** Fades out the recording that plays, from `time` on, and ends it. */
  endTrack(time: Seconds, duration: Seconds, curve?: FadeCurve): void;
  /**
   * Brings all music to a gain in dB (at most 0), within `attack` where that is down and `release` where it is up; 0 ends
   * it. From now on, unless another `time` is given.
   */
  duck(gainDb: number, attack: Seconds, release: Seconds, time?: Seconds): void;
  /** Dulls all music above a cutoff in Hz within some seconds, as behind a wall or under water; null opens it again. */
  setLowpass(cutoffHz: number | null, seconds: Seconds, time?: Seconds): void;
}
