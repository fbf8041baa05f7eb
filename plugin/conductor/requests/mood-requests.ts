/** Settles which mood is to play, and changes to it: who requested which, and which requests wait for instruments. */

import { BEFORE, type LogStart, type MoveCommand } from '../../formats/log-entries.ts';
import { pushedAgain, type SavedMusic } from '../../formats/saved-music.ts';
import { PUSHED_MOODS } from '../../music/limits.ts';
import type { Seconds } from '../../music/time.ts';
import { MoodStack, type PushedMood } from '../../soundtrack/mood-stack.ts';
import type { Soundtrack } from '../../soundtrack/soundtrack.ts';
import { normalizeTransitionOptions, type TransitionOptions } from '../../soundtrack/transition-options.ts';
import type { ControlResolver } from '../controls/control-resolver.ts';
import type { MoodState } from '../model/mood-state.ts';
import type { PlaybackState } from '../model/playback.ts';
import { MIN_SCHEDULE_AHEAD, NEVER, PALETTE_TIMEOUT } from '../model/timing.ts';
import type { PhraseSupply } from '../phrases/phrase-supply.ts';
import type { HeldRequest, TransitionController } from '../playback/transitions.ts';
import type { CommandRecorder } from '../recording/recorder.ts';

const DEFAULT_START = 'exploration';
/** How long before the line of its close a pushed mood ends: transitions need a moment. */
const CLOSE_LEAD: Seconds = MIN_SCHEDULE_AHEAD + 0.02;

/** The requested moods, as a saved game keeps them. */
export interface RequestedMoods {
  /** The mood that scenes or calls chose; null before any did. */
  readonly base: string | null;
  /** Pushed moods, oldest first. */
  readonly pushed: readonly PushedMood[];
  /** The mood that is to play once its instruments are loaded, or null. */
  readonly next: string | null;
}

/** All requests for a mood, and where they have led. */
export class MoodRequests {
  readonly #stack = new MoodStack();
  /** Requests that wait for the instruments of the first of them, oldest first, and since which clock time. */
  #waiting: { readonly since: Seconds; readonly entries: readonly MoveCommand[] } | null = null;
  /** Called before a pushed mood ends by itself. */
  onExpiry: (time: Seconds) => void = () => {};

  constructor(
    private readonly soundtrack: Soundtrack,
    private readonly playback: PlaybackState,
    private readonly phrases: PhraseSupply,
    private readonly controls: ControlResolver,
    private readonly transitions: TransitionController,
    private readonly recorder: CommandRecorder,
  ) {
    // The mood that would start the music needs a phrase.
    void this.requested;
  }

  /** The mood that wins among all requests. */
  get requested(): MoodState {
    return this.phrases.moods.get(this.#stack.mood ?? this.#start);
  }

  /** The mood that plays, is to play, or begins the music. */
  get target(): MoodState {
    return this.playback.target ?? this.requested;
  }

  /** Music time at which the next pushed mood ends by itself. */
  get due(): Seconds {
    return this.#stack.expiry;
  }

  /** Ends pushed moods whose time is up, and changes to the mood that wins then. */
  run(time: Seconds): void {
    this.onExpiry(time);
    this.#stack.expire(time);
    this.#follow({}, time);
  }

  /** The last mood that waits for its instruments, with its request; null where none does. */
  get awaited(): HeldRequest | null {
    const last = this.#waitingEntries.findLast((entry) => entry.kind !== 'pop');
    return last === undefined ? null : { memory: this.phrases.moods.get(last.mood), cue: last };
  }

  /** The requested moods as if none waited; pushed moods that are not `lasting` are left out. */
  wanted(now: Seconds, lasting: (key: string) => boolean): RequestedMoods {
    const stack = new MoodStack(this.#stack);
    for (const entry of this.#waitingEntries) applyToStack(stack, { ...entry, time: now });
    for (const { key } of stack.pushed) if (!lasting(key)) stack.pop(key);
    const next = this.#waiting === null ? null : (stack.mood ?? this.#start);
    return { base: stack.base, pushed: stack.pushed, next };
  }

  /** The requested moods without those that wait. */
  get applied(): Omit<RequestedMoods, 'next'> {
    const { base, pushed } = this.#stack;
    return { base, pushed };
  }

  /** Before the music begins: takes over the requests of a saved game, or of the start of a log. */
  restore(saved: SavedMusic, start: LogStart | null): void {
    this.#stack.base = saved.mood;
    const pushed = start === null ? pushedAgain(saved) : saved.pushed;
    for (const [i, { as: key, mood, priority, seconds = NEVER }] of pushed.entries())
      this.#stack.push({ key, mood, priority, end: start === null ? seconds : (start.ends[i] ?? NEVER) });
    if (this.playback.resume === null) void this.requested;
  }

  /** After music has begun where a saved game left it: leaves a mood that is no longer requested, such as a zone's. */
  begun(time: Seconds): void {
    this.#follow({}, time);
  }

  /** Lets a request wait where its instruments are not loaded, or an earlier one waits. Returns whether it waits. */
  wait(entry: MoveCommand, clock: Seconds): boolean {
    if (!this.#mustWait(entry)) return false;
    // Of moods chosen for good only the last counts; a push or pop replaces the one of the same key.
    const others = this.#waitingEntries.filter((other) => !replaces(entry, other));
    this.#waiting = { since: this.#waiting?.since ?? clock, entries: [...others, entry] };
    return true;
  }

  /** Removes and returns the waiting requests, if their instruments are loaded or have taken too long. */
  release(clock: Seconds): readonly MoveCommand[] {
    if (this.#waiting === null) return [];
    const { since, entries } = this.#waiting;
    const ready = this.#awaitedMoods.every((mood) => this.controls.isPaletteSettled(this.phrases.moods.get(mood)));
    if (!ready && clock - since < PALETTE_TIMEOUT) return [];
    this.#waiting = null;
    return entries;
  }

  /** Changes the stack, and then to the mood that wins. */
  apply(entry: MoveCommand): void {
    applyToStack(this.#stack, entry);
    if (entry.kind !== 'pop') this.controls.loadPalette(this.phrases.moods.get(entry.mood));
    const isBeneath = entry.kind === 'mood' && this.#stack.pushed.length > 0;
    this.#follow(isBeneath ? {} : normalizeTransitionOptions(entry), entry.time);
  }

  /** Whether one more mood may be pushed under a key. */
  mayPush(key: string): boolean {
    const waiting = this.#waitingEntries.filter(({ kind }) => kind === 'push').length;
    return this.#stack.pushed.length + waiting < PUSHED_MOODS || this.#stack.get(key) !== undefined;
  }

  /** Whether a request changes nothing. Games may repeat their mood, and push and pop, in every frame. */
  isRedundant(entry: MoveCommand): boolean {
    const isWaiting = this.#waiting !== null;
    if (entry.kind === 'pop') return !isWaiting && this.#stack.get(entry.as) === undefined;
    if (entry.kind === 'push') return entry.seconds === undefined && this.#renewedBy(entry)?.end === NEVER;
    if (isWaiting) return entry.at === undefined && this.#awaitedMoods.at(-1) === entry.mood;
    const { base } = this.#stack;
    if (this.playback.value.kind === 'idle') return base === entry.mood;
    return (base ?? this.#start) === entry.mood && (entry.at === undefined || this.#isSettled(entry));
  }

  /**
   * A mood's form closes at a line: if it was pushed and has no end of its own, it hands over there. It ends a moment before,
   * while a transition can still start at the line.
   */
  closes(mood: string, line: Seconds): void {
    const top = this.#stack.top;
    if (top !== null && top.mood === mood && top.end === NEVER) this.#stack.push({ ...top, end: line - CLOSE_LEAD });
  }

  /** Lets a mood that is pushed again last longer, in place of another entry of the log. Returns whether that is all there is to do. */
  renew(entry: MoveCommand): boolean {
    if (entry.kind !== 'push' || entry.seconds === undefined || this.#waiting !== null) return false;
    const { as: key, mood, priority, time, seconds } = entry;
    const before = this.#renewedBy(entry);
    const lasts = before !== null && before.end > time && before.end !== NEVER && seconds > 0;
    if (!lasts || (entry.at !== undefined && !this.#isSettled(entry))) return false;
    const end = this.recorder.prolong(key, time + seconds);
    if (end !== null) this.#stack.push({ key, mood, priority, end });
    return end !== null;
  }

  get #start(): string {
    return this.soundtrack.start ?? DEFAULT_START;
  }

  get #waitingEntries(): readonly MoveCommand[] {
    return this.#waiting?.entries ?? [];
  }

  get #awaitedMoods(): readonly string[] {
    return this.#waitingEntries.flatMap((entry) => (entry.kind === 'pop' ? [] : [entry.mood]));
  }

  /** The pushed mood that a push would renew. */
  #renewedBy({ as, mood, priority }: MoveCommand & { readonly kind: 'push' }): PushedMood | null {
    const same = this.#stack.get(as);
    return same !== undefined && same.mood === mood && same.priority === priority ? same : null;
  }

  /** Whether a request that names its line has nothing to change. */
  #isSettled(entry: MoveCommand): boolean {
    if (this.#stack.expiry <= entry.time) return false;
    if (entry.kind === 'mood' && this.#stack.pushed.length > 0) return true;
    return this.transitions.isSettled(this.requested, normalizeTransitionOptions(entry));
  }

  #mustWait(entry: MoveCommand): boolean {
    if (this.isRedundant(entry)) return false;
    if (this.#waiting !== null) return true;
    if (entry.kind === 'pop') return false;
    const memory = this.phrases.moods.get(entry.mood);
    this.controls.loadPalette(memory);
    return !this.controls.isPaletteSettled(memory) && memory !== this.playback.target;
  }

  /** Changes to the mood that wins, where it is another than the one that plays or is pending. */
  #follow(options: TransitionOptions, time: Seconds): void {
    const { target } = this.playback;
    const { requested } = this;
    if (target !== null && (target !== requested || options.at !== undefined))
      this.transitions.changeTo(requested, options, time);
    if (this.playback.value.kind === 'waiting') this.phrases.prefetch(requested, requested.slot, BEFORE);
  }
}

function applyToStack(stack: MoodStack, entry: MoveCommand): void {
  if (entry.kind === 'mood') stack.base = entry.mood;
  else if (entry.kind === 'pop') stack.pop(entry.as);
  else {
    const { as: key, mood, priority, time, seconds = NEVER } = entry;
    stack.push({ key, mood, priority, end: time + seconds });
  }
}

/** Whether a request that waits makes another one that waits superfluous. */
function replaces(entry: MoveCommand, other: MoveCommand): boolean {
  if (entry.kind === 'mood' || other.kind === 'mood') return entry.kind === other.kind;
  return entry.kind === other.kind && entry.as === other.as;
}
