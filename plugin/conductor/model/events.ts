/** The conductor's events and its state snapshot. */

import type { Controls } from '../../mood/controls.ts';
import type { AskedControls, MelodyControls } from '../../music/melody-controls.ts';
import type { PhraseOrigin } from '../../music/phrase.ts';
import type { Mode, Tonic } from '../../music/pitch.ts';
import type { Role } from '../../music/score.ts';
import type { BPM, Meter, NormalRange, Seconds } from '../../music/time.ts';
import type { DeckIndex, TimedBar } from '../../output/audio-output.ts';
import type { SyncPoint } from '../../soundtrack/transition-options.ts';

/**
 * Events by name. `time` is audio time: seconds on the audio output's clock, which in a game is `game.sound.context.currentTime`.
 * Events about sounds fire when the audio clock reaches them, within a tick (50 ms in a game); `time` says when exactly, and
 * `heard` when the sound reaches the ear: `time` and the latency of the speakers, which may be a fifth of a second with
 * wireless ones.
 */
export interface ConductorEvents {
  /** Music can sound: the first phrase and its instruments are ready. The first bar follows a tenth of a second later. */
  ready: { readonly mood: string; readonly time: Seconds };
  /** The first bar begins to sound. */
  start: { readonly mood: string; readonly time: Seconds; readonly heard: Seconds };
  /** The start time of a transition is known; `time` may be in the future. */
  transition: {
    readonly from: string;
    readonly to: string;
    readonly at: SyncPoint;
    readonly fade: Seconds;
    readonly time: Seconds;
  };
  /** Another mood's music begins to sound, at the sync point of its transition. */
  mood: { readonly from: string; readonly to: string; readonly time: Seconds; readonly heard: Seconds };
  /** A phrase begins to sound. `sampled` is the share of its notes that are the model's own. */
  phrase: {
    readonly mood: string;
    readonly slot: number;
    readonly bars: number;
    readonly source: PhraseOrigin;
    readonly hash: string;
    readonly sampled: number;
    readonly asked: AskedControls;
    readonly measured: MelodyControls;
    readonly time: Seconds;
    readonly heard: Seconds;
  };
  /** A bar begins to sound; `bar` counts the bars of this mood from 0. */
  bar: {
    readonly mood: string;
    readonly bar: number;
    readonly deck: DeckIndex;
    readonly time: Seconds;
    readonly heard: Seconds;
    readonly bpm: BPM;
    readonly meter: Meter;
    /** The controls that shaped it. */
    readonly controls: Controls;
  };
  /** A felt beat sounds; `beat` counts within the bar from 0. */
  beat: {
    readonly mood: string;
    readonly bar: number;
    readonly beat: number;
    readonly time: Seconds;
    readonly heard: Seconds;
  };
  /** A chord begins to sound; `symbol` as in `Dm7`. */
  chord: { readonly mood: string; readonly symbol: string; readonly time: Seconds; readonly heard: Seconds };
  /** A note begins to sound, of any part that is heard; `duration` in seconds. */
  note: {
    readonly mood: string;
    readonly part: string;
    readonly role: Role;
    readonly pitch: number;
    readonly velocity: NormalRange;
    readonly duration: Seconds;
    readonly time: Seconds;
    readonly heard: Seconds;
  };
  /** A stinger is on its beat. */
  stinger: { readonly name: string; readonly time: Seconds; readonly heard: Seconds };
  /** A track of the game's own begins to sound in the music's place. */
  track: { readonly name: string; readonly time: Seconds; readonly heard: Seconds };
  /** Composed music has the lead again. */
  trackEnd: { readonly name: string; readonly time: Seconds; readonly heard: Seconds };
  /** The composer is late or gone and the fallback plays. Fires once per trouble. */
  degraded: { readonly reason: string; readonly time: Seconds };
  /** The composer plays again after trouble. */
  recovered: { readonly reason: string; readonly time: Seconds };
  /** Something failed that does not stop the music, e.g. a palette that could not be loaded. */
  error: { readonly message: string; readonly cause: unknown };
  pause: { readonly time: Seconds };
  resume: { readonly time: Seconds };
}

/** Events about sounds, which fire when the audio clock reaches them. */
export type HeardEvent = {
  [K in keyof ConductorEvents]: ConductorEvents[K] extends { readonly heard: Seconds } ? K : never;
}[keyof ConductorEvents];

/** A note that sounds at the moment of a snapshot. */
export interface SoundingNote {
  readonly part: string;
  readonly role: Role;
  readonly pitch: number;
  readonly deck: DeckIndex;
}

/** The conductor at one moment, as plain data. */
export interface ConductorSnapshot {
  readonly state: 'idle' | 'waiting' | 'playing' | 'paused' | 'disposed';
  /** Clock time of the snapshot. */
  readonly time: Seconds;
  /** The mood that sounds (of two that cross, the arriving one). */
  readonly mood: string;
  /** The requested mood whose transition has not started yet, or null. */
  readonly next: string | null;
  /** Bars of this mood from 0; -1 before the first sounds. */
  readonly bar: number;
  /** Felt beat within the bar, from 0. */
  readonly beat: number;
  readonly tempo: BPM;
  readonly meter: Meter;
  readonly key: { readonly tonic: Tonic; readonly mode: Mode };
  /** Symbol of the chord sounding, or empty. */
  readonly chord: string;
  readonly controls: Controls;
  /** Smoothed value of each number signal and the tag of each tag signal. */
  readonly signals: Readonly<Record<string, number | string>>;
  readonly deck: DeckIndex;
  /** Names of the parts that this bar's intensity lets play. */
  readonly layers: readonly string[];
  readonly phrase: {
    readonly slot: number;
    readonly bar: number;
    readonly bars: number;
    readonly source: PhraseOrigin;
    readonly hash: string;
  } | null;
  /** The game's track that plays in place of the music, or null. */
  readonly track: string | null;
  readonly notes: readonly SoundingNote[];
  /** Scheduled bars of all decks that have not ended yet, by time. */
  readonly bars: readonly TimedBar[];
  /** Moods whose next phrase is ready. */
  readonly inHand: readonly string[];
  /** True while the fallback plays in place of the composer. */
  readonly degraded: boolean;
}
