/** The format of a log: the commands and phrases of one session, from which a replay plays the same notes. */

import { inside, isRecord } from '../mood/names.ts';
import { checkFieldsOf, checkObject, checkText, type Fields, flag, required, text } from '../mood/validate.ts';
import { LOG_ENTRIES, SEED_LETTERS, STEP_BACK_SECONDS } from '../music/limits.ts';
import { checkDescribed, type DescribedMoods, withDescribed } from '../soundtrack/described.ts';
import { checkScores, type ScoreHashes } from '../soundtrack/piece.ts';
import type { Soundtrack } from '../soundtrack/soundtrack.ts';
import { checkEntry, checkNames, checkStart } from './log-checks.ts';
import type { LogEntry, LogStart } from './log-entries.ts';
import { readSaved, type SavedMusic } from './saved-music.ts';

/** A log as it is kept in a file. Plain JSON. */
export interface ConductorLog {
  readonly version: 1;
  readonly seed: string;
  /** Whether the seed drew the moods' keys, tempos, meters and figures. Missing in older logs. */
  readonly variety?: boolean;
  /** Whether presets such as `victory` end. Missing in older logs. */
  readonly endings?: boolean;
  /** Fingerprint of the soundtrack. A replay with another one may play other notes, and warns. */
  readonly soundtrack?: string;
  /** Moods described in words, in numbers. */
  readonly described?: DescribedMoods;
  /** The hash of each MIDI file that was the music of a mood, by its key. The files themselves come with the game. */
  readonly scores?: ScoreHashes;
  /** The saved game that the music started with, or the state of the music at `start`. */
  readonly from?: SavedMusic;
  /** The start of the log if it is not the first note: of a long game only the end is kept. */
  readonly start?: LogStart;
  readonly entries: readonly LogEntry[];
}

/** @throws unless the parts of a log that are not its entries are right. */
const LOG: Fields = {
  version: required(() => {}),
  seed: required(text(SEED_LETTERS)),
  variety: flag,
  endings: flag,
  described: checkDescribed,
  scores: checkScores,
  soundtrack: (value) => {
    if (typeof value !== 'string')
      throw new TypeError("the log's soundtrack must be the fingerprint that record() gave");
    checkText("the log's soundtrack", value);
  },
  from: (value) => checkObject('the saved music that the log begins with', value),
  start: (value) => checkStart(value, 'the start of the log', ''),
  entries: required(() => {}),
};

/**
 * A log out of a file, checked entry by entry; and where a soundtrack is given, against the names in it. @throws with one
 * line: what is wrong, and where.
 * @example
 * const log = readLog(JSON.parse('{"version":1,"seed":"a","entries":[]}'));
 */
export function readLog(value: unknown, soundtrack?: Soundtrack): ConductorLog {
  const log = (isRecord(value) ? value : {}) as Partial<ConductorLog>;
  if (log.version !== 1 || typeof log.seed !== 'string' || !Array.isArray(log.entries))
    throw new TypeError('this is no log of version 1; hand over what record() gave, or JSON.parse of its file');
  if (log.entries.length > LOG_ENTRIES)
    throw new RangeError(`the log has ${log.entries.length} entries; at most ${LOG_ENTRIES} can be played`);
  checkFieldsOf('the log', log, LOG);
  if (log.start !== undefined && log.from === undefined)
    throw new TypeError('the log has a start, and not how things stood there; hand over what record() gave');
  let latest = Number.NEGATIVE_INFINITY;
  for (const [i, entry] of log.entries.entries()) {
    const owner = `log entry ${i}`;
    checkEntry(owner, entry);
    if (entry.kind === 'phrase' || entry.kind === 'wait') continue;
    if (entry.time < latest - STEP_BACK_SECONDS)
      throw new RangeError(
        `${owner}: its time goes back from ${latest} to ${entry.time}; entries stand in their order`,
      );
    latest = Math.max(latest, entry.time);
  }
  if (soundtrack !== undefined) {
    inside('the log', () => withDescribed(soundtrack, log.described));
    if (log.from !== undefined) inside('the log', () => readSaved(log.from, soundtrack));
    checkNames(log.entries, soundtrack, log.from?.tuning);
  }
  return log as ConductorLog;
}
