/** The logbook writes down what was asked and what was played, and reads out a log that is played again. */

import { SIGNAL_STEP } from '../mood/signals.ts';
import type { Seconds } from '../music/time.ts';
import { type ConductorLog, type LogCommand, type LogEntry, type LogPhrase, loggedPhrases, slotKey } from './log.ts';
import type { HandedBar } from './timeline.ts';

/** Keeps the log of one conductor. */
export class Logbook {
  readonly #entries: LogEntry[] = [];
  readonly #phrases = new Set<string>();
  readonly #script: LogCommand[];
  readonly #expected: ReadonlyMap<string, LogPhrase>;

  /** @param replay a log whose commands are to come again. */
  constructor(replay: ConductorLog | null) {
    this.#expected = replay === null ? new Map() : loggedPhrases(replay);
    this.#script = (replay?.entries ?? []).filter((entry): entry is LogCommand => entry.kind !== 'phrase');
  }

  /** All entries so far. */
  get entries(): readonly LogEntry[] {
    return [...this.#entries];
  }

  /** The next command to play again that was given by a music time; null where none is due. */
  due(until: Seconds): LogCommand | null {
    const next = this.#script[0];
    if (next === undefined || next.time > until) return null;
    this.#script.shift();
    return next;
  }

  /** Writes a command down. */
  command(entry: LogCommand): void {
    if (entry.kind === 'signal') this.#forgetInStep(entry.signal, entry.time);
    this.#entries.push(entry);
  }

  /** Writes down the phrase that a bar begins, the first time it is played. False where a replay should play another. */
  phrase({ player, slot, phrase, read }: HandedBar, passing = false): boolean {
    const mood = player.memory.mood.name;
    const key = slotKey(mood, slot);
    if (this.#phrases.has(key)) return true;
    this.#phrases.add(key);
    const { source, hash } = phrase;
    const { read: asked, opening } = player.memory.get(slot) ?? { read, opening: null };
    const made = passing ? ({ passing } as const) : {};
    this.#entries.push({ time: read, kind: 'phrase', mood, slot, source, hash, read: asked, opening, ...made });
    return (this.#expected.get(key)?.hash ?? hash) === hash;
  }

  /** Of several values within one step of music time only the last counts, so only that is kept. */
  #forgetInStep(signal: string, time: Seconds): void {
    const step = (at: Seconds) => Math.ceil(at / SIGNAL_STEP - 1e-9);
    for (let i = this.#entries.length - 1; i >= 0; i--) {
      const before = this.#entries[i]!;
      if (step(before.time) < step(time)) return;
      if (before.kind === 'signal' && before.signal === signal) this.#entries.splice(i, 1);
    }
  }
}
