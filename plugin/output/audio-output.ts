/** The interface between the conductor and the sound: the conductor says what sounds when, and an audio output plays or records it. */

import type { Ambience, AmbienceName } from '../mood/ambience.ts';
import type { Mood } from '../mood/controls.ts';
import type { Note, Role, Score } from '../music/score.ts';
import type { NormalRange, Seconds } from '../music/time.ts';
import type { LoopPoints, TrackStem } from '../soundtrack/track-layout.ts';
import type { FadeCurve } from '../soundtrack/transition-options.ts';

/** Number of decks of an output: one mood fades out, one fades in, and one is spare. */
export const DECK_COUNT = 3;

/** Index of a deck, 0..{@link DECK_COUNT} - 1. Stingers have their own bus. */
export type DeckIndex = number;

/** A note with its place on the clock. */
export interface TimedNote extends Note {
  /** Clock time of the start. */
  readonly time: Seconds;
  /** Length on the clock. */
  readonly duration: Seconds;
  /** For a note whose layer enters while it is held: when it would have begun. It fades in. */
  readonly since?: Seconds;
}

/** The audible notes of one part in one bar. */
export interface TimedPart {
  readonly name: string;
  readonly role: Role;
  readonly notes: readonly TimedNote[];
}

/** One bar, scheduled ahead of its time. */
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
  /** The sounds of the mood's place, and the seed that draws them; left out for silence. */
  readonly ambience?: {
    readonly levels: Ambience;
    readonly seed: string;
    /** Sounds that a signal may bring at any moment. */
    readonly mayCome?: readonly AmbienceName[];
  };
  /** The score that the bar was rendered from, for displays. */
  readonly origin: {
    readonly mood: string;
    readonly score: Score;
    readonly bar: number;
    /** For a mood of the dial: its point and its band, which decide how loud it is. */
    readonly felt?: Required<Pick<Mood, 'felt' | 'band'>>;
  };
}

/** A change of bars of a deck that were played, while they sound. What it leaves out stays. */
export interface DeckChange {
  readonly deck: DeckIndex;
  /** Clock time from which it counts. */
  readonly time: Seconds;
  /** Brightness of the bar that sounds then and of all that follow, by their lines. */
  readonly shades?: readonly Pick<TimedBar, 'time' | 'brightness'>[];
  /** The sounds of the place; null for silence. */
  readonly ambience?: NonNullable<TimedBar['ambience']> | null;
  /** Notes of those bars that are taken back; those that sound fade out. */
  readonly gone?: readonly TimedNote[];
}

/** One play of a recorded track. */
export interface TrackCall {
  /** The cache key it was loaded under. */
  readonly key: string;
  /** Clock time at which it sounds, from `from` on. */
  readonly time: Seconds;
  /** Seconds from its beginning. */
  readonly from: Seconds;
  readonly loop: boolean | LoopPoints;
  /** Recordings that play together in its place; all begin at one time. */
  readonly stems?: readonly TrackStem[];
  readonly gainDb: number;
  /** Seconds of its fade-in. */
  readonly fade: Seconds;
  /** `power` where it is left out. */
  readonly curve?: FadeCurve;
}

/** Makes sound. All times are on the clock that {@link AudioOutput.now} reads; nothing here throws in the game loop. */
export interface AudioOutput {
  /** The audio clock. */
  now(): Seconds;
  /** From a time on the clock to the moment when the player hears what is scheduled for it; 0 where it is left out. */
  latency?(): Seconds;
  /**
   * Loads a palette; resolves as soon as it sounds well enough to begin with, at once if it is loaded. Rejects with one
   * clear line if it never will. Bars may be played before, with the instruments that are there.
   * @param lacking receives, once, the reason why a part of a palette that sounds could not be loaded.
   */
  prepare(palette: string, lacking?: (cause: unknown) => void): Promise<void>;
  /** Plays a bar on its deck. Notes whose time has passed by less than their length start late or are dropped. */
  play(bar: TimedBar): void;
  /** Fades a deck's bus from `time` on, to 1 or 0; with equal power unless another curve is named. */
  fadeDeck(deck: DeckIndex, to: 0 | 1, time: Seconds, duration: Seconds, curve?: FadeCurve): void;
  /**
   * Stops and silences a deck's notes from `time` on; it may be reused after that.
   * @param ring lets notes that begin before it ring to their end, for bars that are scheduled again. Default false.
   */
  stopDeck(deck: DeckIndex, time: Seconds, ring?: boolean): void;
  /** Changes the mix of bars that were played, within about a tenth of a second and without a click. */
  follow(change: DeckChange): void;
  /** Plays notes on top of the decks, with a short duck of them. */
  playStinger(notes: readonly TimedNote[], palette: string): void;
  /** Length of a recorded track; null for an unknown key. */
  trackSeconds(key: string): Seconds | null;
  /** Plays a recorded track in place of the music. One at a time: another begins as this one is ended. */
  track(call: TrackCall): void;
  /** The intensity that the stems of the track follow, from now on. */
  trackIntensity?(intensity: NormalRange): void;
  /** Fades out the track that plays, from `time` on, and ends it. */
  endTrack(time: Seconds, duration: Seconds, curve?: FadeCurve): void;
  /**
   * Brings all music to a gain in dB (at most 0), within `attack` where that is down and `release` where it is up; 0 ends
   * it. From now on, unless another `time` is given.
   */
  duck(gainDb: number, attack: Seconds, release: Seconds, time?: Seconds): void;
  /** Applies a lowpass to all music within some seconds: a cutoff in Hz, or null for none. */
  setLowpass(cutoffHz: number | null, seconds: Seconds, time?: Seconds): void;
}
