/** Supplies the phrases and scores of all moods, and decides which of their melodies return. */

import { isEscalation } from '../../arrange/carry-over.ts';
import { phraseSlot } from '../../arrange/form.ts';
import type { PhraseSource } from '../../generate/source.ts';
import type { Phrase, PhraseOrigin } from '../../music/phrase.ts';
import type { Score } from '../../music/score.ts';
import type { Seconds } from '../../music/time.ts';
import type { ErrorReporter } from '../model/error-reporter.ts';
import type { MoodPlayer } from '../model/mood-player.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';
import type { ScheduledBar } from '../model/timeline.ts';
import { ArrangementTask, type ControlsReading } from './arrangement-task.ts';
import type { MoodStates } from './mood-states.ts';
import { PhrasePlanner, type PhrasePlannerOptions } from './phrase-planner.ts';
import { PhraseQueue } from './phrase-queue.ts';

/** What the supply works with. */
export interface PhraseSupplyOptions extends Omit<PhrasePlannerOptions, 'queue'> {
  readonly source: PhraseSource;
  readonly report: ErrorReporter;
}

/** The next phrase of a mood, or the state of its request. */
export interface QueueState {
  readonly mood: string;
  readonly slot: number;
  readonly state: 'in hand' | 'asked' | 'refused' | 'none';
  readonly bars: number;
  readonly source: PhraseOrigin | null;
  readonly hash: string | null;
}

/** The phrases of one conductor. */
export class PhraseSupply {
  readonly moods: MoodStates;
  readonly queue: PhraseQueue;
  readonly planner: PhrasePlanner;
  readonly #arrangement: ArrangementTask;

  constructor({ source, report, ...options }: PhraseSupplyOptions) {
    this.moods = options.moods;
    this.queue = new PhraseQueue(source, report);
    this.planner = new PhrasePlanner({ ...options, queue: this.queue });
    this.#arrangement = new ArrangementTask(
      options.seed,
      report,
      source.drummer ?? (() => null),
      options.replay,
      (state) => options.controls.pieceOf(state),
    );
  }

  /** Requests at once what may be needed next, by the mood that plays or is about to play, and then by the others. */
  prefetch(state: MoodState, slot: number, read: Seconds): void {
    this.planner.schedulePrefetch(state, slot, read);
    this.planner.runPending();
  }

  /**
   * The score of a phrase that is about to play; null where it is not done by the deadline, in ms of `performance.now()`,
   * and continues at the next call.
   */
  arrange(state: MoodState, ready: ReadyPhrase, at: ControlsReading, deadline?: number): Score | null {
    // A phrase that has started is not replaced by a late answer.
    this.queue.cancel(state, ready.slot);
    return this.#arrangement.continue(state, ready, at, deadline);
  }

  /** Called with the first bar of each phrase of the leading mood. */
  phraseStarted({ player, slot, phrase }: ScheduledBar): void {
    const { memory: state } = player;
    state.forgetBefore(slot);
    this.queue.phraseStarted(state, slot, phrase);
    // The model's first phrase becomes the mood's melody; what filled the time until then does not return.
    if (this.queue.health.isProvisional(phrase)) return;
    const { theme } = phraseSlot(slot, phrase.request.bars, state.mood);
    if (theme === 'A' && state.first('A') === null) this.#carryOver(state, phrase);
    state.remember(theme, phrase);
  }

  /** States a theme in a slot that has not been played yet. */
  scheduleTheme(state: MoodState, slot: number, theme: string, read: Seconds): void {
    state.scheduledThemes.set(slot, theme);
    state.forget(slot);
    this.queue.cancel(state, slot);
    this.planner.request(state, slot, 'next', read);
  }

  /** Restarts a mood with the phrase of a slot: its melodies so far do not return. */
  restart(state: MoodState, slot: number): void {
    state.restartFrom(slot);
    for (const ahead of [slot, slot + 1]) this.queue.cancel(state, ahead);
  }

  /** Moods whose next phrase is ready. */
  get readyMoods(): readonly string[] {
    return this.moods.all.filter((state) => state.get(state.slot) !== null).map(({ mood }) => mood.name);
  }

  /** The next phrase of each mood; of the one that plays, the next one to be scheduled. */
  queueStates(current: MoodPlayer | null): readonly QueueState[] {
    return this.moods.all.map((state): QueueState => {
      const slot = current?.memory === state ? current.nextUnscheduledSlot : state.slot;
      const phrase = state.get(slot)?.phrase ?? null;
      const request = phrase?.request ?? this.queue.job(state, slot)?.whole ?? null;
      const missing = this.queue.wasRejected(state, slot) ? 'refused' : 'none';
      const { source = null, hash = null } = phrase ?? {};
      return {
        mood: state.mood.name,
        slot,
        state: phrase ? 'in hand' : request ? 'asked' : missing,
        bars: request?.bars ?? 0,
        source,
        hash,
      };
    });
  }

  /** Has moods that escalate from this one, and have not been heard, begin with its melody. */
  #carryOver(state: MoodState, tune: Phrase): void {
    for (const other of this.moods.all) {
      const isUnheard = other.slot === 0 && other.get(0)?.arrangedWith === undefined;
      if (isUnheard && isEscalation(state.mood, other.mood)) other.carriedOver = { mood: state.mood.name, tune };
    }
  }
}
