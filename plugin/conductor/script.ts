/** A script is a log that is played again: which commands come when, and which phrase each slot had, who wrote it, and from what moment. */

import type { Seconds } from '../music/time.ts';
import { type ConductorLog, type LogCommand, type LogPhrase, slotKey } from './log.ts';

interface Cue {
  readonly phrase: LogPhrase;
  /** How many commands came before it. */
  readonly turn: number;
}

/** Reads out a log. */
export class Script {
  readonly #commands: readonly LogCommand[];
  /** Phrases to come, by slot. */
  readonly #phrases = new Map<string, Cue[]>();
  #read = 0;
  #done = 0;

  constructor({ entries }: ConductorLog) {
    this.#commands = entries.filter((entry): entry is LogCommand => entry.kind !== 'phrase');
    let turn = 0;
    for (const entry of entries) {
      if (entry.kind !== 'phrase') turn++;
      else this.#cues(entry).push({ phrase: entry, turn });
    }
  }

  /** The next command that was given by a music time; null where none is due. To be followed by {@link done}. */
  due(until: Seconds): LogCommand | null {
    const next = this.#commands[this.#read];
    if (next === undefined || next.time > until) return null;
    this.#read++;
    return next;
  }

  /** What was read out is carried out. */
  done(): void {
    this.#done = this.#read;
  }

  /** How many commands have been carried out. */
  get commands(): number {
    return this.#done;
  }

  /** The phrase that a slot is to have next; null where the log has no other than those that have begun. */
  next(mood: string, slot: number): LogPhrase | null {
    return this.#phrases.get(slotKey(mood, slot))?.[0]?.phrase ?? null;
  }

  /** Whether a slot's phrase was late when it was logged, so that at this music time it had not begun. */
  isTooSoon(mood: string, slot: number, at: Seconds): boolean {
    const cue = this.#phrases.get(slotKey(mood, slot))?.[0];
    if (cue?.phrase.late === undefined) return false;
    return at < cue.phrase.late || this.#done < cue.turn;
  }

  /** Takes note of a phrase that begins. False where another was logged. */
  begins(mood: string, slot: number, hash: string): boolean {
    const cue = this.#phrases.get(slotKey(mood, slot))?.shift();
    return cue === undefined || cue.phrase.hash === hash;
  }

  #cues({ mood, slot }: LogPhrase): Cue[] {
    const key = slotKey(mood, slot);
    const cues = this.#phrases.get(key) ?? [];
    this.#phrases.set(key, cues);
    return cues;
  }
}
