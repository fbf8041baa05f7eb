/** The options of a conductor, and what they say is to be played. */

import { type ConductorLog, readLog } from '../formats/log.ts';
import { readSaved, type SavedMusic } from '../formats/saved-music.ts';
import { plainCopy } from '../mood/validate.ts';
import type { Emitter } from '../music/emitter.ts';
import type { AudioOutput } from '../output/audio-output.ts';
import { withDescribed } from '../soundtrack/described.ts';
import type { ConductorSource } from '../soundtrack/phrase-bank.ts';
import { fingerprintOf, resolveSoundtrack, type SoundtrackDefinition, withSeed } from '../soundtrack/soundtrack.ts';
import type { ConductorEvents } from './model/events.ts';

/** Where and with what a conductor plays. */
export interface ConductorOptions {
  /** Default: everything by default, beginning with `exploration`. */
  readonly soundtrack?: SoundtrackDefinition;
  /** Where phrases come from; a bank that is loaded while the game runs comes with them. */
  readonly source: ConductorSource;
  readonly stage: AudioOutput;
  /** A log to replay: its commands are given at their times, and its phrases come from the source it names. */
  readonly replay?: ConductorLog;
  /** The result of {@link Conductor.save}, of this game or another: the music goes on from there. */
  readonly saved?: SavedMusic;
  /** Which moods always have a phrase ready: all (the default), or only those that scenes and transitions name. */
  readonly spares?: 'tagged' | 'all';
  /** The log begins at a later moment when it has twice this many entries. Default {@link LOG_LENGTH}. */
  readonly logLength?: number;
  /** Emits every event as well, until {@link Conductor.dispose}. */
  readonly events?: Emitter<ConductorEvents>;
  /** Receives warnings, and errors of listeners. Default `console.warn`. */
  readonly warn?: (message: string, cause?: unknown) => void;
}

/** The soundtrack with its defaults, the log to replay, and the saved music that comes first; all checked. */
export function whatToPlay({ soundtrack, replay, saved }: ConductorOptions, warn: (message: string) => void) {
  const resolved = resolveSoundtrack(soundtrack);
  const log = replay === undefined ? null : plainCopy(readLog(replay, resolved));
  const begun = log === null ? saved : log.from;
  const from = begun === undefined ? null : plainCopy(readSaved(begun, resolved));
  // What was recorded of described moods counts, not what the words would give today.
  const known = withDescribed(resolved, log?.described ?? from?.described);
  if (log?.soundtrack !== undefined && log.soundtrack !== fingerprintOf(known))
    warn('music: the log was recorded with another soundtrack, or another version of it; other notes may come');
  // Logs and saved games from before `variety` and `endings` keep the presets.
  const origin = log ?? from;
  const drawn =
    origin === null ? known : withSeed(known, origin.seed, origin.variety === true, origin.endings === true);
  return { soundtrack: drawn, log, saved: from };
}
