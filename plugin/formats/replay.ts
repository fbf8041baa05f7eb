/** Reads a log that is replayed: its commands in order, and for each slot its phrases and the waits for them. */

import type { Seconds } from '../music/time.ts';
import type { ConductorLog } from './log.ts';
import { type Command, type LogPhrase, type LogWait, slotKey } from './log-entries.ts';

interface LoggedPhrase {
  readonly phrase: LogPhrase | LogWait;
  /** Number of commands before it. */
  readonly commands: number;
}

/** The replay of one log. */
export class Replay {
  readonly #commands: readonly Command[];
  /** Phrases and waits that have not been played, by slot. */
  readonly #phrases = new Map<string, LoggedPhrase[]>();
  #read = 0;
  #done = 0;

  constructor({ entries }: ConductorLog) {
    const commands: Command[] = [];
    for (const entry of entries) {
      if (entry.kind !== 'phrase' && entry.kind !== 'wait') commands.push(entry);
      else this.#entriesOf(entry).push({ phrase: entry, commands: commands.length });
    }
    this.#commands = commands;
  }

  /** The next command, if it was given by a music time; else null. Followed by {@link acknowledge}. */
  nextCommand(until: Seconds): Command | null {
    const next = this.#commands[this.#read];
    if (next === undefined || next.time > until) return null;
    this.#read++;
    return next;
  }

  /** Counts the commands that were read as carried out. */
  acknowledge(): void {
    this.#done = this.#read;
  }

  /** Number of commands carried out. */
  get commands(): number {
    return this.#done;
  }

  /** The next phrase of a slot that has not started; null where the log has none. */
  next(mood: string, slot: number): LogPhrase | null {
    const entries = this.#phrases.get(slotKey(mood, slot)) ?? [];
    for (const { phrase } of entries) if (phrase.kind === 'phrase') return phrase;
    return null;
  }

  /** Whether the log says that a slot's phrase was late, and had not started by this music time. */
  isTooSoon(mood: string, slot: number, at: Seconds): boolean {
    const entries = this.#phrases.get(slotKey(mood, slot)) ?? [];
    while (entries[0]?.phrase.kind === 'wait' && entries[0].phrase.time < at) entries.shift();
    const [entry] = entries;
    if (entry?.phrase.kind === 'wait') return true;
    if (entry?.phrase.late === undefined) return false;
    return at < entry.phrase.late || this.#done < entry.commands;
  }

  /** Takes the next logged phrase of a slot. Returns false if it is not this one. */
  verify(mood: string, slot: number, hash: string): boolean {
    const entries = this.#phrases.get(slotKey(mood, slot)) ?? [];
    for (let entry = entries.shift(); entry !== undefined; entry = entries.shift())
      if (entry.phrase.kind === 'phrase') return entry.phrase.hash === hash;
    return true;
  }

  #entriesOf({ mood, slot }: LogPhrase | LogWait): LoggedPhrase[] {
    const key = slotKey(mood, slot);
    const entries = this.#phrases.get(key) ?? [];
    this.#phrases.set(key, entries);
    return entries;
  }
}
