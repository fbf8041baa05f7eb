/** A script is a log that is played again: which commands come when, and which phrase each slot had, who wrote it, from what moment, and what was waited for in vain. */

import type { Seconds } from '../../music/time.ts';
import { type Command, type ConductorLog, type LogPhrase, type LogWait, slotKey } from './command-log.ts';

interface LoggedPhrase {
  readonly phrase: LogPhrase | LogWait;
  /** How many commands came before it. */
  readonly turn: number;
}

/** Reads out a log. */
export class Replay {
  readonly #commands: readonly Command[];
  /** Phrases and waits to come, by slot. */
  readonly #phrases = new Map<string, LoggedPhrase[]>();
  #read = 0;
  #done = 0;

  constructor({ entries }: ConductorLog) {
    const commands: Command[] = [];
    for (const entry of entries) {
      if (entry.kind !== 'phrase' && entry.kind !== 'wait') commands.push(entry);
      else this.#cues(entry).push({ phrase: entry, turn: commands.length });
    }
    this.#commands = commands;
  }

  /** The next command that was given by a music time; null where none is due. To be followed by {@link acknowledge}. */
  nextCommand(until: Seconds): Command | null {
    const next = this.#commands[this.#read];
    if (next === undefined || next.time > until) return null;
    this.#read++;
    return next;
  }

  /** What was read out is carried out. */
  acknowledge(): void {
    this.#done = this.#read;
  }

  /** How many commands have been carried out. */
  get commands(): number {
    return this.#done;
  }

  /** The phrase that a slot is to have next; null where the log has no other than those that have begun. */
  next(mood: string, slot: number): LogPhrase | null {
    const cues = this.#phrases.get(slotKey(mood, slot)) ?? [];
    for (const { phrase } of cues) if (phrase.kind === 'phrase') return phrase;
    return null;
  }

  /** Whether a slot's phrase was late, or was waited for in vain, when it was logged, so that at this music time it had not begun. */
  isTooSoon(mood: string, slot: number, at: Seconds): boolean {
    const cues = this.#phrases.get(slotKey(mood, slot)) ?? [];
    while (cues[0]?.phrase.kind === 'wait' && cues[0].phrase.time < at) cues.shift();
    const [cue] = cues;
    if (cue?.phrase.kind === 'wait') return true;
    if (cue?.phrase.late === undefined) return false;
    return at < cue.phrase.late || this.#done < cue.turn;
  }

  /** Takes note of a phrase that begins. False where another was logged. */
  verify(mood: string, slot: number, hash: string): boolean {
    const cues = this.#phrases.get(slotKey(mood, slot)) ?? [];
    for (let cue = cues.shift(); cue !== undefined; cue = cues.shift())
      if (cue.phrase.kind === 'phrase') return cue.phrase.hash === hash;
    return true;
  }

  #cues({ mood, slot }: LogPhrase | LogWait): LoggedPhrase[] {
    const key = slotKey(mood, slot);
    const cues = this.#phrases.get(key) ?? [];
    this.#phrases.set(key, cues);
    return cues;
  }
}
