/** What a game says when it listens to a person who hums, and what it gets. */

import type { HeardBars, PlayedNote } from '../generate/quantize-input.ts';
import { checkFieldsOf, checkObject, number } from '../mood/validate.ts';
import type { HeardKey } from '../music/key.ts';
import type { NormalRange, Seconds } from '../music/time.ts';
import type { ThemeDefinition } from '../soundtrack/theme.ts';

/** Options of `listen()`. */
export interface ListenOptions {
  /** Longest time to listen, 0.5..30 seconds. While music plays, it ends just before the bar line that follows. Default 6. */
  readonly seconds?: Seconds;
  /** Silence after which a melody is over, 0.2..10 seconds. Default 0.8. */
  readonly rest?: Seconds;
  /** Gain of the music while it listens, -60..0 dB. Default -9. */
  readonly db?: number;
  /** Ends it early, with the reason `aborted`. */
  readonly signal?: AbortSignal;
}

/** A note that was hummed, in the time of the music. */
export interface HummedPlayedNote extends PlayedNote {
  /** How far off its pitch it was sung, in cents, -50..50. */
  readonly cents: number;
  /** How clear its pitch is, 0..1. */
  readonly clarity: NormalRange;
}

/** A melody that was hummed. */
export interface HummedPhrase {
  readonly heard: true;
  /** As sung, for `answer()`: times count from a bar line of the music, or from the first note where none plays. */
  readonly notes: readonly HummedPlayedNote[];
  /** Time on the audio clock of what the singer heard at that bar line. */
  readonly time: Seconds;
  /** The key of the music if the notes fit it, else the key that fits the notes best. */
  readonly key: HeardKey;
  /** The same notes in that key, on the sixteenths of the music's tempo and meter; pitches in semitones above the tonic. */
  readonly quantized: HeardBars;
  /** Its first bars as a theme, in scale steps, for `themes` and `tune()`. */
  readonly theme: ThemeDefinition;
}

/**
 * Why nothing was heard: the person or the page refused the microphone, there is none, nobody hummed, or it was ended before:
 * by `signal`, by another `listen()`, or with the music.
 */
export type Unheard = 'refused' | 'absent' | 'silent' | 'aborted';

/** What `listen()` resolves to. */
export type ListenResult = HummedPhrase | { readonly heard: false; readonly reason: Unheard };

/** Options that are left out. */
export const LISTEN_DEFAULTS = { seconds: 6, rest: 0.8, db: -9 } as const;

const CHECKS = {
  seconds: number(0.5, 30),
  rest: number(0.2, 10),
  db: number(-60, 0),
  signal(value: unknown, owner: string) {
    if (typeof (value as AbortSignal | null)?.addEventListener !== 'function')
      throw new TypeError(`${owner}: signal must be the signal of an AbortController`);
  },
};

/** Checks the options of `listen()`. @throws naming what is wrong. */
export function checkListenOptions(options: ListenOptions): void {
  checkObject('listen: options', options, '{ seconds: 6 }');
  checkFieldsOf('listen', options, CHECKS);
}
