/** The entries of a log, and its start. Plain JSON of version 1. */

import type { StingerTimes } from '../arrange/stinger-limiter.ts';
import type { Controls } from '../mood/controls.ts';
import type { Feel } from '../mood/feel.ts';
import type { SignalStep, SignalValue } from '../mood/signals.ts';
import type { PhraseOrigin } from '../music/phrase.ts';
import type { Seconds } from '../music/time.ts';
import type { DeckIndex } from '../output/audio-output.ts';
import type { ThemeTarget } from '../soundtrack/theme.ts';
import type { Track, TrackEnd } from '../soundtrack/track.ts';
import type { TransitionOptions } from '../soundtrack/transition-options.ts';
import type { Tuning } from '../soundtrack/tuning.ts';

/** Music time of everything that is requested before the first bar. */
export const BEFORE: Seconds = -1;

/** The kinds of commands, with what each says beside its time: {@link Command}, its checks and its handlers have an entry for each. */
export interface CommandFields {
  mood: { readonly mood: string } & TransitionOptions;
  push: {
    /** The key that `pop` removes it by. */
    readonly as: string;
    readonly mood: string;
    readonly priority: number;
    /** How long it lasts; absent where it lasts until it is popped. */
    readonly seconds?: Seconds;
  } & TransitionOptions;
  pop: { readonly as: string } & TransitionOptions;
  signal: { readonly signal: string; readonly value: SignalValue };
  stinger: { readonly name: string };
  theme: { readonly name: string } & ThemeTarget;
  track: Track;
  section: { readonly name: string };
  endTrack: TrackEnd;
  override: { readonly controls: Partial<Controls> };
  feel: { readonly feel: Partial<Feel> };
  tune: { readonly tuning: Tuning };
  reroll: unknown;
  pause: unknown;
  resume: unknown;
}

export type CommandKind = keyof CommandFields;

/** The command of a kind. */
export type CommandOf<K extends CommandKind> = { readonly time: Seconds; readonly kind: K } & CommandFields[K];

/** A call of the game, at a music time (seconds since the first bar; pauses do not count). */
export type Command = { [K in CommandKind]: CommandOf<K> }[CommandKind];

/** A mood that was pushed. */
export type LogPush = CommandOf<'push'>;

/** A command that may lead to another mood. */
export type MoveCommand = CommandOf<'mood'> | CommandOf<'push'> | CommandOf<'pop'>;

/** How far the music had come: numbers of executed commands and of scheduled bars. */
export type LogPosition = readonly [commands: number, bars: number];

/** A phrase that was played, with its source, and the time at which the controls of its request were read. */
export interface LogPhrase {
  readonly time: Seconds;
  readonly kind: 'phrase';
  readonly mood: string;
  readonly slot: number;
  readonly source: PhraseOrigin;
  readonly hash: string;
  readonly read: Seconds;
  /** Log position of its request: at the time `read` more may have happened. Missing in older logs. */
  readonly after?: LogPosition;
  /** If it was late, the music time at which its first bar was scheduled. */
  readonly late?: Seconds;
  /** Name of its opening: a theme, or a melody carried over; null where it has none. */
  readonly opening: string | null;
  /** Present if it only filled the time until the model was ready. Its tune does not return. */
  readonly passing?: true;
  /** Present if a drummer played its drums. Missing in older logs, whose drums are patterns. */
  readonly drummer?: true;
}

/** A phrase that was late until a music time and then given up for another mood. Missing in older logs. */
export interface LogWait {
  readonly time: Seconds;
  readonly kind: 'wait';
  readonly mood: string;
  readonly slot: number;
}

export type LogEntry = Command | LogPhrase | LogWait;

/** The request of a ready phrase: its time and log position, whether the phrase has started, and whether the log has it. */
export type LogOrder = readonly [
  mood: string,
  slot: number,
  read: Seconds,
  after: LogPosition,
  begun: boolean,
  logged: boolean,
];

/** The exact start of a log that does not start with the first note. All times are music times. Plain JSON. */
export interface LogStart {
  /** The line of its first bar, and when that bar was due. */
  readonly time: Seconds;
  readonly read: Seconds;
  /** Log position before that bar. */
  readonly after: LogPosition;
  /** Length of the bar before. */
  readonly barSeconds: Seconds;
  /** Time at which the mood entered. */
  readonly entered: Seconds;
  readonly deck: DeckIndex;
  /** Time from which each deck has been silent; null for one that was never used. */
  readonly silent: readonly (Seconds | null)[];
  /** Time at which each pushed mood of `from` ends by itself; null for one that does not. */
  readonly ends: readonly (Seconds | null)[];
  readonly signals: Readonly<Record<string, readonly SignalStep[]>>;
  readonly orders: readonly LogOrder[];
  readonly stingers: StingerTimes;
  /** Missing where nothing is followed, and in older logs. */
  readonly live?: LiveStart;
}

/** Where what is followed stood: when signals were read last, the last line that was looked at, and what each modulation added. */
export interface LiveStart {
  readonly read: Seconds;
  readonly line: Seconds | null;
  readonly adds: readonly number[];
}

/** A phrase's place in a soundtrack as one text. */
export function slotKey(mood: string, slot: number): string {
  return `${mood}/${slot}`;
}
