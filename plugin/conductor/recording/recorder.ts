/** Records the commands of the game and the phrases that were played, as a log that can be replayed. */

import type { ConductorLog } from '../../formats/log.ts';
import {
  type Command,
  type LogEntry,
  type LogPosition,
  type LogPush,
  type LogWait,
  slotKey,
} from '../../formats/log-entries.ts';
import type { Replay } from '../../formats/replay.ts';
import { SIGNAL_STEP } from '../../mood/signals.ts';
import type { Seconds } from '../../music/time.ts';
import { LONGEST_PUSH } from '../../soundtrack/push-options.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';
import type { ScheduledBar } from '../model/timeline.ts';

/** What a log starts with, where that is not the first note. */
export type LogBeginning = Pick<ConductorLog, 'from' | 'start'>;

/** A moment at which a log may start. */
export interface LogCheckpoint {
  /** The moment, and the state of the music at it. */
  readonly beginning: LogBeginning;
  /** Called with each phrase that starts. */
  phraseStarts(state: MoodState, ready: ReadyPhrase): void;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Entries after which the start of a log is moved to a later checkpoint: four minutes of sixty signals a second. */
export const LOG_LENGTH = 16_384;
/** How many times longer a log may become while no checkpoint is found. Then it stops until there is one. */
const MOST_LENGTHS = 8;
/** Slots of a mood whose phrases are remembered; older ones do not return. */
const KEPT_SLOTS = 16;

/** The log of one conductor. */
export class CommandRecorder {
  #entries: LogEntry[] = [];
  /** The checkpoint that the entries start at; null for the first note. */
  #start: LogCheckpoint | null = null;
  /** A later checkpoint, and the number of entries before it, which are dropped when there is another. */
  #later: { readonly index: number; readonly checkpoint: LogCheckpoint } | null = null;
  /** A candidate for the next checkpoint, with the entries since. */
  #coming: { readonly index: number; readonly checkpoint: LogCheckpoint; readonly since: LogEntry[] } | null = null;
  /** Whether the log has stopped until there is a checkpoint. */
  #isFull = false;
  /** The last recorded phrase of each slot. */
  readonly #phrases = new Map<string, string>();
  /** Phrases that are late, by slot. */
  readonly #waits = new Map<string, LogWait>();
  /** The last push of each key, with its latest duration. */
  readonly #pushes = new Map<string, Writable<LogPush>>();
  #commands = 0;
  #bars = 0;
  /** Position of the log's start. */
  #before: LogPosition = [0, 0];
  /** Entries before a committed stamp: they can no longer be coalesced. */
  #counted = 0;
  /** Whether every value of a signal counts, and not only the last of each step. */
  keepsAll: (signal: string) => boolean = () => false;
  /** Position of the last `stamp()`. Decremented when coalescing removes an earlier entry. */
  #mark = { entries: 0, commands: 0 };

  /**
   * @param replay the log that is replayed, whose commands are counted as they are in it
   * @param length entries after which the start is moved to a later checkpoint
   * @param first what the music began with
   */
  constructor(
    private readonly replay: Replay | null,
    private readonly length: number,
    private readonly first: LogBeginning,
  ) {}

  /** Commands carried out, of a replay those of its log, and bars scheduled. */
  get position(): LogPosition {
    const [commands, bars] = this.#before;
    return [commands + (this.replay?.commands ?? this.#commands), bars + this.#bars];
  }

  /** Whether a phrase is late. */
  get isWaiting(): boolean {
    return this.#waits.size > 0;
  }

  /** Whether the log is long enough to look for a checkpoint. */
  get isLong(): boolean {
    return this.#entries.length - (this.#later?.index ?? 0) >= this.length;
  }

  /** What the log starts with. */
  get beginning(): LogBeginning {
    return this.#start?.beginning ?? this.first;
  }

  /** Sets the position of a log's start, before the music begins. */
  countFrom(position: LogPosition): void {
    this.#before = position;
  }

  /** Counts a scheduled bar. */
  barScheduled(): void {
    this.#bars++;
  }

  /** Marks a phrase as recorded, before the music begins. */
  markRecorded({ mood }: MoodState, written: ReadyPhrase): void {
    this.#phrases.set(slotKey(mood.name, written.slot), takeKey(written.phrase.hash, written));
  }

  /** Whether a phrase has been recorded as it was requested last. */
  hasRecorded({ mood }: MoodState, written: ReadyPhrase): boolean {
    return this.#phrases.get(slotKey(mood.name, written.slot)) === takeKey(written.phrase.hash, written);
  }

  /** The entry that sets the end of a pushed mood; null where none does. */
  pushOf(key: string, end: Seconds): LogPush | null {
    const push = this.#pushes.get(key);
    return push?.seconds !== undefined && push.time + push.seconds === end ? push : null;
  }

  /** Sets the candidate for the next checkpoint, or withdraws it. */
  propose(checkpoint: LogCheckpoint | null): void {
    this.#coming = checkpoint && { index: this.#entries.length, checkpoint, since: [] };
    this.#counted = Math.max(this.#counted, this.#entries.length);
  }

  /** Called with each phrase that starts, before it is recorded. */
  phraseStarts(memory: MoodState, written: ReadyPhrase): void {
    for (const checkpoint of [this.#start, this.#later?.checkpoint, this.#coming?.checkpoint])
      checkpoint?.phraseStarts(memory, written);
  }

  /** Accepts the candidate as a checkpoint, and drops the entries before the checkpoint that it succeeds. */
  accept(): void {
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

  /** A copy of all entries so far. */
  get entries(): readonly LogEntry[] {
    const waits = this.#isFull ? [] : this.#waits.values();
    return [...this.#entries, ...waits].map((entry) => (entry.kind === 'push' ? { ...entry } : entry));
  }

  /** Extends the last push of a key. Returns its end as the log has it; null where there is none to extend. */
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

  /** Records a command. */
  command(entry: Command): void {
    const isFolded = entry.kind === 'signal' && this.replay === null && !this.#isFull && !this.keepsAll(entry.signal);
    if (isFolded) this.#coalesce(entry.signal, entry.time);
    const written = entry.kind === 'push' ? { ...entry } : entry;
    if (written.kind === 'push') this.#pushes.set(written.as, written);
    if (entry.kind === 'pop') this.#pushes.delete(entry.as);
    this.#add(written);
    this.#commands++;
    this.replay?.acknowledge();
  }

  /** Records the phrase of its first bar, unless it is recorded already. Returns false if the replayed log has another phrase. */
  phrase({ player, slot, phrase, read, late }: ScheduledBar, passing = false): boolean {
    const mood = player.memory.mood.name;
    const key = slotKey(mood, slot);
    this.#waits.delete(key);
    const { source, hash } = phrase;
    const ready = player.memory.get(slot);
    const { read: ordered, after, opening } = ready ?? { read, after: undefined, opening: null };
    const take = takeKey(hash, { read: ordered, after });
    if (this.#phrases.get(key) === take) return true;
    this.#phrases.set(key, take);
    this.#phrases.delete(slotKey(mood, slot - KEPT_SLOTS));
    const rest = {
      ...(after === undefined ? {} : { after }),
      ...(late === undefined ? {} : { late }),
      opening,
      ...(passing ? ({ passing } as const) : {}),
      ...(ready?.hasDrummer ? ({ drummer: true } as const) : {}),
    };
    this.#add({ time: read, kind: 'phrase', mood, slot, source, hash, read: ordered, ...rest });
    return this.replay?.verify(mood, slot, hash) ?? true;
  }

  /** Sets the phrases that are late at a music time. A phrase that no longer is, and has not started, was given up: that is recorded. */
  waits(phrases: readonly Pick<LogWait, 'mood' | 'slot'>[], time: Seconds): void {
    if (phrases.length === 0 && this.#waits.size === 0) return;
    const waits = new Map(
      phrases.map(({ mood, slot }) => [slotKey(mood, slot), { time, kind: 'wait', mood, slot }] as const),
    );
    for (const [key, wait] of this.#waits) if (!waits.has(key)) this.#add(wait);
    this.#waits.clear();
    for (const [key, wait] of waits) this.#waits.set(key, wait);
  }

  /** Adds an entry, unless the log has become too long without a checkpoint. It can be replayed as far as it goes. */
  #add(entry: LogEntry): void {
    this.#coming?.since.push(entry);
    this.#isFull ||= this.#entries.length >= this.length * MOST_LENGTHS;
    if (!this.#isFull) this.#entries.push(entry);
  }

  /** Removes an earlier value of a signal within the same step of music time, because only the last one counts. */
  #coalesce(signal: string, time: Seconds): void {
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

/** A key that differs between the phrases of one slot. */
function takeKey(
  hash: string,
  { read, after }: { readonly read: Seconds; readonly after: LogPosition | undefined },
): string {
  return `${hash} ${read} ${after}`;
}
