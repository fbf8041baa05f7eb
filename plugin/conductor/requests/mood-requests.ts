/** Moves settle which mood is to play, and go there: who wants which, what waits for its instruments, and what is only said again. */

import { PUSHED_MOODS } from '../../music/limits.ts';
import type { Seconds } from '../../music/time.ts';
import { normalizeTransitionOptions, type TransitionOptions } from '../../soundtrack/transition-options.ts';
import type { Ensemble } from '../ensemble.ts';
import { BEFORE } from '../model/clock.ts';
import type { ConductorSnapshot } from '../model/events.ts';
import type { MoodState } from '../model/mood-state.ts';
import type { HeldRequest } from '../observe/inspection.ts';
import type { LogStart, MoveCommand } from '../recording/command-log.ts';
import { pushedAgain } from '../save/restore.ts';
import type { SavedMusic } from '../save/save-format.ts';
import { type MoodOverride, MoodStack } from './mood-stack.ts';
import { PendingRequests } from './pending-requests.ts';

/** So long a move waits for the instruments of its mood, while another mood plays; from then on the stage plays by what it has. */
const PALETTE_TIMEOUT: Seconds = 4;
const DEFAULT_START = 'exploration';

/** Wishes for a mood, to be kept. */
export interface RequestedMoods {
  /** The mood that scenes or calls chose; null before anyone did. */
  readonly base: string | null;
  /** Overrides in force, oldest first. */
  readonly pushed: readonly MoodOverride[];
  /** The mood that is to play once its instruments are there; null where none is waited for. */
  readonly next: string | null;
}

/** All wishes for a mood, and where they have led. */
export class MoodRequests {
  readonly #ensemble: Ensemble;
  readonly #state: () => ConductorSnapshot['state'];
  /** Who wants which mood. */
  readonly #claims = new MoodStack();
  /** Moves that wait for instruments. */
  readonly #waiting = new PendingRequests();
  /** The mood that plays first. */
  #first: MoodState;
  /** Told of overrides that end by themselves. */
  onExpiry: (time: Seconds) => void = () => {};

  constructor(ensemble: Ensemble, state: () => ConductorSnapshot['state']) {
    this.#ensemble = ensemble;
    this.#state = state;
    this.#first = ensemble.phrases.moods.get(this.#start);
  }

  /** The mood that plays first. */
  get first(): MoodState {
    return this.#first;
  }

  /** Music time at which the next override ends by itself. */
  get expiry(): Seconds {
    return this.#claims.expiry;
  }

  /** The last move to a mood that waits for its instruments, and that mood's music; null where none does. */
  get awaited(): HeldRequest | null {
    const { last } = this.#waiting;
    return last && { memory: this.#ensemble.phrases.moods.get(last.mood), cue: last };
  }

  /** Who wants which mood at a music time, as if nothing waited; overrides that are not `lasting` are left out. */
  wanted(now: Seconds, lasting: (key: string) => boolean): RequestedMoods {
    const claims = new MoodStack(this.#claims);
    for (const entry of this.#waiting.entries) applyToStack(claims, { ...entry, time: now });
    for (const { key } of claims.pushed) if (!lasting(key)) claims.pop(key);
    return {
      base: claims.base,
      pushed: claims.pushed,
      next: this.#waiting.isEmpty ? null : (claims.mood ?? this.#start),
    };
  }

  /** Takes up what was saved. `begun` is the mood whose music had begun; null where none had. */
  restore(saved: SavedMusic, begun: MoodState | null, start: LogStart | null): void {
    this.#claims.base = saved.mood;
    const never = Number.POSITIVE_INFINITY;
    const pushed = start === null ? pushedAgain(saved) : saved.pushed;
    for (const [i, { as: key, mood, priority, seconds = never }] of pushed.entries())
      this.#claims.push({ key, mood, priority, end: start === null ? seconds : (start.ends[i] ?? never) });
    if (begun !== null) this.#first = begun;
    else if (this.#claims.mood !== null) this.#follow({}, BEFORE);
  }

  /** When the music has begun where a saved game left it: leaves a mood that nobody wants any more, such as a zone's. */
  begun(time: Seconds): void {
    this.#follow({}, time);
  }

  /** Lets a move wait where its instruments are not there, or a move before it waits. Answers whether it does. */
  waits(entry: MoveCommand, clock: Seconds): boolean {
    const waits = this.#mustWait(entry);
    if (waits) this.#waiting.add(entry, clock);
    return waits;
  }

  /** Moves whose instruments are there, or have been waited for long enough; they wait no more. */
  released(clock: Seconds): readonly MoveCommand[] {
    if (this.#waiting.isEmpty) return [];
    const { phrases: repertoire } = this.#ensemble;
    const ready = this.#waiting.moods.every((mood) =>
      this.#ensemble.controls.isPaletteSettled(repertoire.moods.get(mood)),
    );
    return ready || clock - this.#waiting.since >= PALETTE_TIMEOUT ? this.#waiting.remove() : [];
  }

  /** Takes note of who wants which mood, and goes where that leads. */
  apply(entry: MoveCommand): void {
    const cue = normalizeTransitionOptions(entry);
    applyToStack(this.#claims, entry);
    if (entry.kind !== 'pop') this.#ensemble.controls.loadPalette(this.#ensemble.phrases.moods.get(entry.mood));
    const beneath = entry.kind === 'mood' && this.#claims.pushed.length > 0;
    this.#follow(beneath ? {} : cue, entry.time);
  }

  /** Whether one more mood may be pushed under a key. */
  mayPush(as: string): boolean {
    const { pushed } = this.#claims;
    const waiting = this.#waiting.entries.filter(({ kind }) => kind === 'push').length;
    return pushed.length + waiting < PUSHED_MOODS || pushed.some(({ key }) => key === as);
  }

  /** Who wants which mood, moves that wait left out. */
  get claims(): Omit<RequestedMoods, 'next'> {
    const { base, pushed } = this.#claims;
    return { base, pushed };
  }

  /** Ends overrides whose time is up, and goes where that leads. */
  expire(time: Seconds): void {
    this.onExpiry(time);
    this.#claims.expire(time);
    this.#follow({}, time);
  }

  /** Whether a move says what is so already. Games may say the mood, and push and pop, in every frame. */
  isRedundant(entry: MoveCommand): boolean {
    if (entry.kind === 'pop') {
      return this.#waiting.isEmpty && !this.#claims.pushed.some(({ key }) => key === entry.as);
    }
    if (entry.kind === 'push') {
      return entry.seconds === undefined && this.#holds(entry)?.end === Number.POSITIVE_INFINITY;
    }
    if (!this.#waiting.isEmpty) return entry.at === undefined && this.#waiting.moods.at(-1) === entry.mood;
    const { base } = this.#claims;
    if (this.#state() === 'idle') return base === entry.mood;
    return (base ?? this.#start) === entry.mood && (entry.at === undefined || this.#isSettled(entry));
  }

  /**
   * Lets an override that is pushed again last longer; answers whether that is all there is to do.
   * @param prolong writes its new end down in the place of the old; null where that cannot be
   */
  renew(entry: MoveCommand, prolong: (as: string, end: Seconds) => Seconds | null): boolean {
    if (entry.kind !== 'push' || entry.seconds === undefined || !this.#waiting.isEmpty) return false;
    const { as: key, mood, priority, time, seconds } = entry;
    const before = this.#holds(entry);
    const lasts = before !== null && before.end > time && before.end !== Number.POSITIVE_INFINITY && seconds > 0;
    if (!lasts || (entry.at !== undefined && !this.#isSettled(entry))) return false;
    const end = prolong(key, time + seconds);
    if (end !== null) this.#claims.push({ key, mood, priority, end });
    return end !== null;
  }

  /** The override in force that a push would renew. */
  #holds({ as, mood, priority }: MoveCommand & { readonly kind: 'push' }): MoodOverride | null {
    const same = this.#claims.pushed.find(({ key }) => key === as);
    return same !== undefined && same.mood === mood && same.priority === priority ? same : null;
  }

  /** Whether a move that names its line has nothing to change. */
  #isSettled(entry: MoveCommand): boolean {
    const { mood, pushed, expiry } = this.#claims;
    if (expiry <= entry.time) return false;
    if (entry.kind === 'mood' && pushed.length > 0) return true;
    return this.#ensemble.transitions.isSettled(
      this.#ensemble.phrases.moods.get(mood ?? this.#start),
      normalizeTransitionOptions(entry),
    );
  }

  get #start(): string {
    return this.#ensemble.soundtrack.start ?? DEFAULT_START;
  }

  #mustWait(entry: MoveCommand): boolean {
    if (this.isRedundant(entry)) return false;
    if (!this.#waiting.isEmpty) return true;
    if (entry.kind === 'pop') return false;
    const memory = this.#ensemble.phrases.moods.get(entry.mood);
    this.#ensemble.controls.loadPalette(memory);
    return !this.#ensemble.controls.isPaletteSettled(memory) && memory !== this.#ensemble.transitions.target;
  }

  /** Moves to the mood that the claims have settled on, where it is another than the one that plays or is on its way. */
  #follow(cue: TransitionOptions, time: Seconds): void {
    const { transitions: direction, phrases: repertoire, crossfader: decks } = this.#ensemble;
    const memory = repertoire.moods.get(this.#claims.mood ?? this.#start);
    const { target } = direction;
    if (target !== null && (target !== memory || cue.at !== undefined)) direction.move(memory, cue, time);
    if (decks.current !== null) return;
    this.#first = memory;
    if (this.#state() === 'waiting') repertoire.prefetch(memory, memory.slot, BEFORE);
  }
}

/** Takes note of a wish, or that it is taken back. */
function applyToStack(claims: MoodStack, entry: MoveCommand): void {
  if (entry.kind === 'mood') claims.base = entry.mood;
  else if (entry.kind === 'pop') claims.pop(entry.as);
  else {
    const { as: key, mood, priority, time, seconds = Number.POSITIVE_INFINITY } = entry;
    claims.push({ key, mood, priority, end: time + seconds });
  }
}
