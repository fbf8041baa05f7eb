/** The log is what came from outside while the music played: enough to play the same notes again from the same seed. */

import type { Controls } from '../mood/controls.ts';
import type { SignalValue } from '../mood/signals.ts';
import type { PhraseOrigin } from '../music/phrase.ts';
import type { Seconds } from '../music/time.ts';
import type { MoodCue } from './cue.ts';

/** Something the game asked for, at a music time (seconds since the first bar; pauses do not count). */
export type LogCommand = { readonly time: Seconds } & (
  | ({ readonly kind: 'mood'; readonly mood: string } & MoodCue)
  | ({
      readonly kind: 'push';
      /** What it is popped by. */
      readonly as: string;
      readonly mood: string;
      readonly priority: number;
      /** How long it lasts; absent where it lasts until it is popped. */
      readonly seconds?: Seconds;
    } & MoodCue)
  | ({ readonly kind: 'pop'; readonly as: string } & MoodCue)
  | { readonly kind: 'signal'; readonly signal: string; readonly value: SignalValue }
  | { readonly kind: 'stinger'; readonly name: string }
  | { readonly kind: 'theme'; readonly name: string }
  | { readonly kind: 'override'; readonly controls: Partial<Controls> }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
);

/** A command that may lead to another mood. */
export type MoveCommand = LogCommand & { readonly kind: 'mood' | 'push' | 'pop' };

/** A phrase that was played, who wrote it, and when the controls of its request were read. */
export interface LogPhrase {
  readonly time: Seconds;
  readonly kind: 'phrase';
  readonly mood: string;
  readonly slot: number;
  readonly source: PhraseOrigin;
  readonly hash: string;
  readonly read: Seconds;
  /** What it began with: the name of a theme or an echo; null where it was free. */
  readonly opening: string | null;
}

export type LogEntry = LogCommand | LogPhrase;

/** A log as it is kept in a file. Plain JSON. */
export interface ConductorLog {
  readonly version: 1;
  readonly seed: string;
  readonly entries: readonly LogEntry[];
}

/** The phrases of a log by mood and slot: the first that was played in each. */
export function loggedPhrases(log: ConductorLog): ReadonlyMap<string, LogPhrase> {
  const phrases = new Map<string, LogPhrase>();
  for (const entry of log.entries) {
    if (entry.kind !== 'phrase') continue;
    const key = slotKey(entry.mood, entry.slot);
    if (!phrases.has(key)) phrases.set(key, entry);
  }
  return phrases;
}

/** A phrase's place in a soundtrack as one text. */
export function slotKey(mood: string, slot: number): string {
  return `${mood}/${slot}`;
}
