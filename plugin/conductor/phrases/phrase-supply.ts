/** The repertoire knows every mood's music: what has been written and heard of it, what returns, and what is to begin anew. */

import { phraseSlot } from '../../arrange/form.ts';
import type { PhraseSource } from '../../generate/source.ts';
import type { Mood } from '../../mood/controls.ts';
import { moodNamed } from '../../mood/moods.ts';
import type { Phrase } from '../../music/phrase.ts';
import type { Score } from '../../music/score.ts';
import type { Seconds } from '../../music/time.ts';
import type { MoodPlayer } from '../model/mood-player.ts';
import { MoodState, type ReadyPhrase } from '../model/mood-state.ts';
import type { QueueState } from '../observe/inspection.ts';
import type { ScheduledBar } from '../playback/timeline.ts';
import { ArrangementTask, type ControlsReading } from './arrangement-task.ts';
import { isEscalation } from './openings.ts';
import { PhrasePlanner, type PhrasePlannerContext } from './phrase-planner.ts';
import { PhraseQueue, type PhraseQueueReport } from './phrase-queue.ts';
import { type Deadline, PrefetchPolicy } from './prefetch-policy.ts';

/** What the repertoire is given. */
export interface PhraseSupplyContext extends PhrasePlannerContext {
  readonly source: PhraseSource;
  readonly report: PhraseQueueReport;
  /** Which moods are kept in hand beside the one that plays: those that scenes are tagged with, or all. */
  readonly spares: 'tagged' | 'all';
}

/** All moods' music. */
export class PhraseSupply {
  readonly pantry: PhraseQueue;
  readonly #desk: PhraseSupplyContext;
  readonly #book: PhrasePlanner;
  readonly #steward: PrefetchPolicy;
  readonly #arrangements: ArrangementTask;
  readonly #memories = new Map<string, MoodState>();
  /** Moods that scenes, transitions or calls have named. */
  readonly #tagged = new Set<MoodState>();

  /** Moods that scenes or transitions name are kept in hand from the start; others after them. */
  constructor(desk: PhraseSupplyContext) {
    this.#desk = desk;
    const { scenes, transitions, start, moods, seed } = desk.soundtrack;
    const pantry = new PhraseQueue(desk.source, desk.report);
    const book = new PhrasePlanner(desk, (mood) => this.#memories.get(mood));
    this.pantry = pantry;
    this.#book = book;
    this.#arrangements = new ArrangementTask(seed, (message, cause) => desk.report.error(message, cause));
    this.#steward = new PrefetchPolicy({
      book,
      pantry,
      memories: () => this.#memories.values(),
      urgency: (memory) => (this.#tagged.has(memory) ? 'spare' : 'rare'),
      mark: desk.mark,
    });
    if (start !== null) this.memory(start);
    for (const { mood } of scenes.values()) this.memory(mood);
    for (const key of transitions.keys()) for (const side of key.split(' -> ')) if (side !== '*') this.memory(side);
    if (desk.spares === 'all') for (const mood of moods.values()) this.#remember(mood);
  }

  /** Whether phrases of the music that plays are to come with the reasons of their notes. Changes no note. */
  get explain(): boolean {
    return this.#book.explain;
  }

  set explain(value: boolean) {
    this.#book.explain = value;
  }

  /** A mood's music; from the first call on, a phrase of it is kept in hand. @throws RangeError for an unknown mood. */
  memory(name: string): MoodState {
    const memory = this.#memories.get(name) ?? this.#remember(moodNamed(this.#desk.soundtrack.moods, name));
    this.#tagged.add(memory);
    return memory;
  }

  /** The music of all moods that were named. */
  get memories(): readonly MoodState[] {
    return [...this.#memories.values()];
  }

  /** Moods whose next phrase is in hand. */
  get inHand(): readonly string[] {
    return this.memories.filter((memory) => memory.get(memory.slot) !== null).map(({ mood }) => mood.name);
  }

  /** Sees to it that what may come next is in hand or asked for: the music that plays first, then the other moods. */
  prefetch(current: MoodPlayer | MoodState, read: Seconds): void {
    this.stockSoon(current, read);
    this.catchUp();
  }

  /** The same, at the next {@link catchUp} and with what counts now. */
  stockSoon(current: MoodPlayer | MoodState, read: Seconds): void {
    if (current instanceof MoodState) this.#steward.schedulePrefetch(current, current.slot, read);
    else this.#steward.schedulePrefetch(current.memory, current.nextUnscheduledSlot, read);
  }

  /** Does what was put off; answers whether anything was. What is not begun by the deadline, in ms of `performance.now()`, is for the next calls. */
  catchUp(deadline?: number): boolean {
    return this.#steward.runPending(deadline);
  }

  /** The phrase for a slot; null where the composer may still answer in time. Bars that lead to it play none of it, and wait for nothing. */
  written(memory: MoodState, slot: number, read: Seconds, need: Deadline): ReadyPhrase | null {
    return this.#steward.written(memory, slot, read, need);
  }

  /** The score of a phrase that is about to play; null where it is not done by the deadline, and goes on at the next call. */
  arranged(
    memory: MoodState,
    written: ReadyPhrase,
    at: ControlsReading,
    deadline = Number.POSITIVE_INFINITY,
  ): Score | null {
    // What has begun is not replaced by an answer that comes late.
    this.pantry.cancel(memory, written.slot);
    return this.#arrangements.continue(memory, written, at, deadline);
  }

  /** Takes note of a phrase that begins to play. */
  begun(bar: ScheduledBar): void {
    const { memory } = bar.player;
    memory.forgetBefore(bar.slot);
    this.pantry.played(memory, bar);
    // A tune made up while the composer was on its way does not come back: the composer's first is the tune.
    if (this.pantry.isProvisional(bar.phrase)) return;
    const { theme } = phraseSlot(bar.slot, bar.phrase.request.bars);
    if (theme === 'A' && memory.first('A') === null) this.#echoIn(memory, bar.phrase);
    memory.remember(theme, bar.phrase);
  }

  /** States a leitmotif in a slot that has not been played yet. */
  scheduleTheme(memory: MoodState, slot: number, theme: string, read: Seconds): void {
    memory.scheduledThemes.set(slot, theme);
    memory.forget(slot);
    this.pantry.cancel(memory, slot);
    this.#steward.want(memory, slot, 'next', read);
  }

  /** Has a mood begin anew with the phrase of a slot, whose ideas so far come back no more. */
  restart(memory: MoodState, slot: number): void {
    memory.restartFrom(slot);
    for (const ahead of [slot, slot + 1]) this.pantry.cancel(memory, ahead);
  }

  /** What lies ready for each mood; of the one that plays, the next phrase to be handed over. */
  queue(current: MoodPlayer | null): readonly QueueState[] {
    return this.memories.map((memory): QueueState => {
      const slot = current?.memory === memory ? current.nextUnscheduledSlot : memory.slot;
      const written = memory.get(slot)?.phrase ?? null;
      const request = written?.request ?? this.pantry.asked(memory, slot)?.whole ?? null;
      const state = written
        ? 'in hand'
        : request
          ? 'asked'
          : this.pantry.wasRejected(memory, slot)
            ? 'refused'
            : 'none';
      const { source = null, hash = null } = written ?? {};
      return { mood: memory.mood.name, slot, state, bars: request?.bars ?? 0, source, hash };
    });
  }

  #remember(mood: Mood): MoodState {
    const memory = this.#memories.get(mood.name) ?? new MoodState(mood);
    this.#memories.set(mood.name, memory);
    return memory;
  }

  /** Lets moods that would break into this one, and have not been heard, begin with its tune. */
  #echoIn(memory: MoodState, tune: Phrase): void {
    for (const other of this.#memories.values()) {
      const unheard = other.slot === 0 && other.get(0)?.arrangedWith === undefined;
      if (unheard && isEscalation(memory.mood, other.mood)) other.carriedOver = { mood: memory.mood.name, tune };
    }
  }
}
