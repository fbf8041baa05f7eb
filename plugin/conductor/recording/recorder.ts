/** The logbook writes down what was asked and what was played. */

import { SIGNAL_STEP } from '../../mood/signals.ts';
import type { Seconds } from '../../music/time.ts';
import { LONGEST_PUSH } from '../../soundtrack/mood-override.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';
import type { ScheduledBar } from '../playback/timeline.ts';
import type { PushedMood } from '../requests/mood-stack.ts';
import type { Beginning, Checkpoint } from '../save/checkpoint.ts';
import { type Command, type LogEntry, type LogPosition, type LogPush, type LogWait, slotKey } from './command-log.ts';
import type { Replay } from './replay.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Entries after which a log begins anew from a later moment: at sixty changes of signals a second, four minutes. */
export const LOG_LENGTH = 16_384;
/** So many times that a log may be as long where no such moment comes; then it ends until one does. */
const MOST_LENGTHS = 8;
/** Slots of a mood whose phrases are remembered; older ones do not come back. */
const KEPT_SLOTS = 16;

/** Keeps the log of one conductor. */
export class CommandRecorder {
  readonly #script: Replay | null;
  readonly #length: number;
  #entries: LogEntry[] = [];
  /** The moment that the entries begin with; null for the first note. */
  #start: Checkpoint | null = null;
  /** A later moment, and how many entries come before it: they go when there is another. */
  #later: { readonly index: number; readonly checkpoint: Checkpoint } | null = null;
  /** A moment that may become such, with what has come since. */
  #coming: { readonly index: number; readonly checkpoint: Checkpoint; readonly since: LogEntry[] } | null = null;
  /** Whether it has ended until there is a moment to begin with. */
  #isFull = false;
  /** The phrases written down, by slot: the last of each. */
  readonly #phrases = new Map<string, string>();
  /** What is waited for, by slot. */
  readonly #waits = new Map<string, LogWait>();
  /** The last push under each name; its length is what was said last. */
  readonly #pushes = new Map<string, Writable<LogPush>>();
  #commands = 0;
  #bars = 0;
  /** Position of the log's start. */
  #before: LogPosition = [0, 0];
  /** Entries that an order has counted: they stay. */
  #counted = 0;
  /** The last moment that was marked: what is forgotten of what came before is taken off. */
  #mark = { entries: 0, commands: 0 };

  /**
   * @param script what is played again, whose commands count as its log has them.
   * @param length entries after which it begins anew from a later moment
   */
  constructor(script: Replay | null, length: number) {
    this.#script = script;
    this.#length = length;
  }

  /** Commands carried out, of a replay those of its log, and bars scheduled. */
  get position(): LogPosition {
    const [commands, bars] = this.#before;
    return [commands + (this.#script?.commands ?? this.#commands), bars + this.#bars];
  }

  /** Whether something is waited for. */
  get isWaiting(): boolean {
    return this.#waits.size > 0;
  }

  /** Whether it had better begin with a later moment. */
  get isLong(): boolean {
    return this.#entries.length - (this.#later?.index ?? 0) >= this.#length;
  }

  /** What it begins with, where that is not the first note. */
  get beginning(): Beginning | null {
    return this.#start?.beginning ?? null;
  }

  /** Sets the position of a log's start, before the music begins. */
  countFrom(position: LogPosition): void {
    this.#before = position;
  }

  /** Counts a scheduled bar. */
  barScheduled(): void {
    this.#bars++;
  }

  /** Before the music begins: takes a phrase as written down. */
  knows({ mood }: MoodState, written: ReadyPhrase): void {
    this.#phrases.set(slotKey(mood.name, written.slot), takeOf(written.phrase.hash, written));
  }

  /** Whether a phrase is written down, as it was ordered last. */
  has({ mood }: MoodState, written: ReadyPhrase): boolean {
    return this.#phrases.get(slotKey(mood.name, written.slot)) === takeOf(written.phrase.hash, written);
  }

  /** The entry that says until when a pushed mood lasts; null where none does. */
  pushOf({ key, end }: PushedMood): LogPush | null {
    const push = this.#pushes.get(key);
    return push?.seconds !== undefined && push.time + push.seconds === end ? push : null;
  }

  /** A moment that it may begin with, from here on; null where it may not after all. */
  mayBegin(checkpoint: Checkpoint | null): void {
    this.#coming = checkpoint && { index: this.#entries.length, checkpoint, since: [] };
    this.#counted = Math.max(this.#counted, this.#entries.length);
  }

  /** To be told of each phrase that begins, before it is written down. */
  begins(memory: MoodState, written: ReadyPhrase): void {
    for (const checkpoint of [this.#start, this.#later?.checkpoint, this.#coming?.checkpoint])
      checkpoint?.begins(memory, written);
  }

  /** Takes the moment that has come, and begins with the one before it. */
  cut(): void {
    if (this.#coming === null) return;
    const { index, checkpoint, since } = this.#coming;
    this.#coming = null;
    if (this.#isFull) {
      this.#isFull = false;
      this.#start = checkpoint;
      this.#later = null;
      this.#entries = since;
      this.#counted = since.length;
      this.#mark = { entries: 0, commands: this.#commands };
      return;
    }
    if (this.#later === null) {
      this.#later = { index, checkpoint };
      return;
    }
    const gone = this.#later.index;
    this.#entries.splice(0, gone);
    this.#start = this.#later.checkpoint;
    this.#later = { index: index - gone, checkpoint };
    this.#counted = Math.max(0, this.#counted - gone);
    this.#mark = { ...this.#mark, entries: Math.max(0, this.#mark.entries - gone) };
  }

  /** All entries so far; later ones do not change them. */
  get entries(): readonly LogEntry[] {
    const waits = this.#isFull ? [] : this.#waits.values();
    return [...this.#entries, ...waits].map((entry) => (entry.kind === 'push' ? { ...entry } : entry));
  }

  /** Lets the last push under a name last until another end, and answers that end as the log has it; null where there is none to prolong. */
  prolong(as: string, end: Seconds): Seconds | null {
    const push = this.#pushes.get(as);
    if (push === undefined || end - push.time > LONGEST_PUSH) return null;
    push.seconds = end - push.time;
    return push.time + push.seconds;
  }

  /**
   * Captures the current position. Calling the returned function commits it: the entries up to here can no longer be
   * coalesced, and the position is returned.
   */
  stamp(): () => LogPosition {
    const [commands, bars] = this.position;
    const mark = { entries: this.#entries.length, commands };
    this.#mark = mark;
    return () => {
      this.#counted = Math.max(this.#counted, mark.entries);
      return [mark.commands, bars];
    };
  }

  /** Writes a command down. */
  command(entry: Command): void {
    if (entry.kind === 'signal' && this.#script === null && !this.#isFull) this.#forgetInStep(entry.signal, entry.time);
    const written = entry.kind === 'push' ? { ...entry } : entry;
    if (written.kind === 'push') this.#pushes.set(written.as, written);
    if (entry.kind === 'pop') this.#pushes.delete(entry.as);
    this.#add(written);
    this.#commands++;
    this.#script?.acknowledge();
  }

  /** Writes down the phrase that a bar begins, when it is played for the first time. False where a replay should play another. */
  phrase({ player, slot, phrase, read, late }: ScheduledBar, passing = false): boolean {
    const mood = player.memory.mood.name;
    const key = slotKey(mood, slot);
    this.#waits.delete(key);
    const { source, hash } = phrase;
    const { read: ordered, after, opening } = player.memory.get(slot) ?? { read, after: undefined, opening: null };
    const take = takeOf(hash, { read: ordered, after });
    if (this.#phrases.get(key) === take) return true;
    this.#phrases.set(key, take);
    this.#phrases.delete(slotKey(mood, slot - KEPT_SLOTS));
    const rest = {
      ...(after === undefined ? {} : { after }),
      ...(late === undefined ? {} : { late }),
      opening,
      ...(passing ? ({ passing } as const) : {}),
    };
    this.#add({ time: read, kind: 'phrase', mood, slot, source, hash, read: ordered, ...rest });
    return this.#script?.verify(mood, slot, hash) ?? true;
  }

  /** Takes note of the phrases that are waited for at a music time. What was, is not, and has not begun, was given up. */
  waits(phrases: readonly Pick<LogWait, 'mood' | 'slot'>[], time: Seconds): void {
    if (phrases.length === 0 && this.#waits.size === 0) return;
    const waits = new Map(
      phrases.map(({ mood, slot }) => [slotKey(mood, slot), { time, kind: 'wait', mood, slot }] as const),
    );
    for (const [key, wait] of this.#waits) if (!waits.has(key)) this.#add(wait);
    this.#waits.clear();
    for (const [key, wait] of waits) this.#waits.set(key, wait);
  }

  /** A log that has found no moment to begin with for so long is at its end until there is one: it can be played again as far as it goes. */
  #add(entry: LogEntry): void {
    this.#coming?.since.push(entry);
    this.#isFull ||= this.#entries.length >= this.#length * MOST_LENGTHS;
    if (!this.#isFull) this.#entries.push(entry);
  }

  /** Of several values within one step of music time only the last counts, so only that is kept. */
  #forgetInStep(signal: string, time: Seconds): void {
    const step = (at: Seconds) => Math.ceil(at / SIGNAL_STEP - 1e-9);
    for (let i = this.#entries.length - 1; i >= this.#counted; i--) {
      const before = this.#entries[i]!;
      if (step(before.time) < step(time)) return;
      if (before.kind !== 'signal' || before.signal !== signal) continue;
      this.#entries.splice(i, 1);
      const { since = [] } = this.#coming ?? {};
      if (since.includes(before)) since.splice(since.indexOf(before), 1);
      this.#commands--;
      if (i >= this.#mark.entries) continue;
      this.#mark.entries--;
      this.#mark.commands--;
    }
  }
}

/** Tells phrases of one slot apart. */
function takeOf(
  hash: string,
  { read, after }: { readonly read: Seconds; readonly after: LogPosition | undefined },
): string {
  return `${hash} ${read} ${after}`;
}
