/** The logbook writes down what was asked and what was played. */

import { SIGNAL_STEP } from '../mood/signals.ts';
import type { Seconds } from '../music/time.ts';
import { type LogCommand, type LogEntry, type LogWait, slotKey } from './log.ts';
import { LONGEST_PUSH } from './push.ts';
import type { Script } from './script.ts';
import type { HandedBar } from './timeline.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Keeps the log of one conductor. */
export class Logbook {
  readonly #script: Script | null;
  readonly #entries: LogEntry[] = [];
  /** The phrases written down, by slot: the last of each. */
  readonly #phrases = new Map<string, string>();
  /** What is waited for, by slot. */
  readonly #waits = new Map<string, LogWait>();
  /** The last push under each name; its length is what was said last. */
  readonly #pushes = new Map<string, Writable<LogCommand & { readonly kind: 'push' }>>();
  #commands = 0;
  /** Entries that an order has counted: they stay. */
  #counted = 0;
  /** The last moment that was marked: what is forgotten of what came before is taken off. */
  #mark = { entries: 0, commands: 0 };

  /** @param script what is played again, whose commands count as its log has them. */
  constructor(script: Script | null) {
    this.#script = script;
  }

  /** All entries so far; later ones do not change them. */
  get entries(): readonly LogEntry[] {
    return [...this.#entries, ...this.#waits.values()].map((entry) => (entry.kind === 'push' ? { ...entry } : entry));
  }

  /** Lets the last push under a name last until another end, and answers that end as the log has it; null where there is none to prolong. */
  prolong(as: string, end: Seconds): Seconds | null {
    const push = this.#pushes.get(as);
    if (push === undefined || end - push.time > LONGEST_PUSH) return null;
    push.seconds = end - push.time;
    return push.time + push.seconds;
  }

  /**
   * Marks a moment. The answer says, when something is ordered, how many commands of the log had come by then; from that
   * on they stay as many.
   */
  mark(): () => number {
    const mark = { entries: this.#entries.length, commands: this.#script?.commands ?? this.#commands };
    this.#mark = mark;
    return () => {
      this.#counted = Math.max(this.#counted, mark.entries);
      return mark.commands;
    };
  }

  /** Writes a command down. */
  command(entry: LogCommand): void {
    if (entry.kind === 'signal' && this.#script === null) this.#forgetInStep(entry.signal, entry.time);
    const written = entry.kind === 'push' ? { ...entry } : entry;
    if (written.kind === 'push') this.#pushes.set(written.as, written);
    if (entry.kind === 'pop') this.#pushes.delete(entry.as);
    this.#entries.push(written);
    this.#commands++;
    this.#script?.done();
  }

  /** Writes down the phrase that a bar begins, when it is played for the first time. False where a replay should play another. */
  phrase({ player, slot, phrase, read, late }: HandedBar, passing = false): boolean {
    const mood = player.memory.mood.name;
    const key = slotKey(mood, slot);
    this.#waits.delete(key);
    const { source, hash } = phrase;
    const { read: ordered, after, opening } = player.memory.get(slot) ?? { read, after: undefined, opening: null };
    const take = `${hash} ${ordered} ${after}`;
    if (this.#phrases.get(key) === take) return true;
    this.#phrases.set(key, take);
    const rest = {
      ...(after === undefined ? {} : { after }),
      ...(late === undefined ? {} : { late }),
      opening,
      ...(passing ? ({ passing } as const) : {}),
    };
    this.#entries.push({ time: read, kind: 'phrase', mood, slot, source, hash, read: ordered, ...rest });
    return this.#script?.begins(mood, slot, hash) ?? true;
  }

  /** Takes note of the phrases that are waited for at a music time. What was, is not, and has not begun, was given up. */
  waits(phrases: readonly Pick<LogWait, 'mood' | 'slot'>[], time: Seconds): void {
    if (phrases.length === 0 && this.#waits.size === 0) return;
    const waits = new Map(
      phrases.map(({ mood, slot }) => [slotKey(mood, slot), { time, kind: 'wait', mood, slot }] as const),
    );
    for (const [key, wait] of this.#waits) if (!waits.has(key)) this.#entries.push(wait);
    this.#waits.clear();
    for (const [key, wait] of waits) this.#waits.set(key, wait);
  }

  /** Of several values within one step of music time only the last counts, so only that is kept. */
  #forgetInStep(signal: string, time: Seconds): void {
    const step = (at: Seconds) => Math.ceil(at / SIGNAL_STEP - 1e-9);
    for (let i = this.#entries.length - 1; i >= this.#counted; i--) {
      const before = this.#entries[i]!;
      if (step(before.time) < step(time)) return;
      if (before.kind !== 'signal' || before.signal !== signal) continue;
      this.#entries.splice(i, 1);
      this.#commands--;
      if (i >= this.#mark.entries) continue;
      this.#mark.entries--;
      this.#mark.commands--;
    }
  }
}
