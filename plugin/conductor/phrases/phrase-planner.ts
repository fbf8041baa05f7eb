/**
 * Decides for each slot what it plays: a phrase of the bank, the phrase that a replayed log names, or one that has to be
 * written. A prefetch pass requests what may be needed next: of the mood that plays first, then of the others.
 */

import { phraseSlot } from '../../arrange/form.ts';
import type { LogPhrase, LogPosition } from '../../formats/log-entries.ts';
import type { Replay } from '../../formats/replay.ts';
import type { Controls } from '../../mood/controls.ts';
import { PREFETCH_DELAY_TICKS } from '../../music/background-tasks.ts';
import type { Seconds } from '../../music/time.ts';
import { createJob, isStale, type PhraseJob, phraseBars, silentPhrase } from '../../phrases/phrase-job.ts';
import type { PhraseBank } from '../../soundtrack/phrase-bank.ts';
import type { ControlResolver } from '../controls/control-resolver.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';
import { FALLBACK_FROM, REPLAY_WAITS_UNTIL } from '../model/timing.ts';
import type { CommandRecorder } from '../recording/recorder.ts';
import type { MoodStates } from './mood-states.ts';
import { openingOf } from './openings.ts';
import type { PhraseQueue } from './phrase-queue.ts';
import type { Urgency } from './queued-jobs.ts';
import { readyPhraseOf } from './ready-phrase.ts';

/** What the planner works with. */
export interface PhrasePlannerOptions {
  readonly seed: string;
  readonly moods: MoodStates;
  readonly controls: ControlResolver;
  readonly queue: PhraseQueue;
  readonly recorder: CommandRecorder;
  /** The log that is replayed; null where the music is new. */
  readonly replay: Replay | null;
  /** Approved phrases, used before any that could be written; null where there are none, or not yet. */
  readonly bank: () => PhraseBank | null;
}

/** When a phrase is needed, and what for. */
export interface Deadline {
  /** The music time up to which bars are scheduled. */
  readonly at: Seconds;
  /** Seconds left until its bar line. */
  readonly left: Seconds;
  /** Whether the bar only leads in to the phrase and plays none of it. */
  readonly leads: boolean;
}

/** Returns the log position at which a phrase was requested. It was captured earlier, when the need arose. */
type Stamp = () => LogPosition;

/** A prefetch pass that has not been finished. */
interface PrefetchPass {
  readonly state: MoodState;
  readonly slot: number;
  readonly read: Seconds;
  readonly stamp: Stamp;
  /** Moods not visited yet; null before the pass has started. */
  left: MoodState[] | null;
  skipTicks: number;
}

/** Plans the phrases of all moods. All times are music times. */
export class PhrasePlanner {
  /** Whether phrases of the mood that plays come with an explanation of their notes. Changes no note. */
  explain = false;
  readonly #options: PhrasePlannerOptions;
  #pass: PrefetchPass | null = null;

  constructor(options: PhrasePlannerOptions) {
    this.#options = options;
  }

  /**
   * Schedules a prefetch pass with the log position of now. It runs in a later {@link runPending} so that it shares no
   * tick with the scheduling of a bar; any command except a signal, and the next bar, runs it first.
   */
  schedulePrefetch(state: MoodState, slot: number, read: Seconds): void {
    this.runPending();
    const stamp = this.#options.recorder.stamp();
    this.#pass = { state, slot, read, stamp, left: null, skipTicks: PREFETCH_DELAY_TICKS };
  }

  /**
   * Runs the scheduled pass. Returns whether there was anything to do. With a deadline, in ms of `performance.now()`, it
   * skips some calls, stops after the mood that exceeds the deadline, and makes at most one job in a call, for the first
   * mood that it visits; the rest is left to the next calls, and jobs are sent by the next tick.
   */
  runPending(deadline = Number.POSITIVE_INFINITY): boolean {
    const pass = this.#pass;
    if (pass === null) return false;
    const { state, slot, read, stamp } = pass;
    const isBudgeted = deadline !== Number.POSITIVE_INFINITY;
    if (isBudgeted && pass.skipTicks-- > 0) return false;
    pass.left ??= [state, ...this.#options.moods.all.filter((other) => other !== state)];
    for (let visited = 0; pass.left[0] !== undefined; visited++) {
      const next = pass.left[0];
      const urgency = next === state ? 'next' : this.#options.moods.isNamed(next) ? 'spare' : 'rare';
      const request = this.#missing(next, next === state ? slot : next.slot, urgency, read, stamp, !isBudgeted);
      if (request !== null && isBudgeted && visited > 0) return true;
      pass.left.shift();
      request?.();
      if ((request !== null && isBudgeted) || performance.now() >= deadline) return true;
    }
    if (this.#pass === pass) this.#pass = null;
    return true;
  }

  /** The phrase for a slot; null where the model may still answer in time. A bar that leads in is never kept waiting. */
  phraseFor(state: MoodState, slot: number, read: Seconds, { at, left, leads }: Deadline): ReadyPhrase | null {
    const { queue, replay } = this.#options;
    this.runPending();
    const ready = state.get(slot);
    if (leads) return ready ?? this.#silent(state, slot, read);
    const mayWait = ready?.begun !== true && left > REPLAY_WAITS_UNTIL;
    if (mayWait && replay?.isTooSoon(state.mood.name, slot, at) === true) return null;
    // A saved phrase that the drum network played waits for it, up to the fallback's deadline.
    if (ready?.hasDrummer && ready.score === null && queue.awaitsDrummer && left >= FALLBACK_FROM) return null;
    if (ready !== null) return ready;
    const given = this.#given(state, slot, read);
    if (given !== null) return given;
    if (!queue.wasRejected(state, slot)) this.request(state, slot, 'next', read);
    const job = queue.job(state, slot);
    const logged = this.#logged(state, slot);
    // A replay waits for what the model wrote, even if it comes late.
    const isPatient = logged !== null && this.#isByModel(logged) && queue.hasModel;
    if (job !== null && (isPatient || left >= FALLBACK_FROM)) return null;
    return queue.takeFallback(state, job ?? this.#createJob(state, slot, read), logged?.passing);
  }

  /** Requests the phrase of a slot unless the right one is ready or requested. */
  request(state: MoodState, slot: number, urgency: Urgency, read: Seconds): void {
    this.#missing(state, slot, urgency, read, this.#options.recorder.stamp(), true)?.();
  }

  /** A function that requests what a slot lacks; null where the right phrase is ready or requested. */
  #missing(
    state: MoodState,
    slot: number,
    urgency: Urgency,
    read: Seconds,
    stamp: Stamp,
    sendsNow: boolean,
  ): (() => void) | null {
    const { queue } = this.#options;
    const ready = this.#current(state, slot, read) ?? this.#given(state, slot, read);
    if (this.#isBanked(state) || ready?.phrase.source === 'score') return null;
    const logged = this.#logged(state, slot);
    const queued = queue.job(state, slot);
    const enqueue = (time: Seconds) =>
      queue.isOpen ? () => queue.enqueue(state, this.#createJob(state, slot, time, stamp), urgency, sendsNow) : null;
    if (logged !== null) {
      // A replayed phrase is requested at the position, and written by the source, that the log names.
      if (isLoggedPhrase(ready, logged) || queued !== null || !this.#mayRequest(state, logged, read, stamp))
        return null;
      if (this.#isByModel(logged)) return enqueue(logged.read);
      return () =>
        void queue.takeFallback(state, this.#createJob(state, slot, logged.read, stamp), logged.passing === true);
    }
    queue.reprioritize(state, slot, urgency);
    const current = queued ?? ready;
    if (ready?.arrangedWith !== undefined) return null;
    if (current !== null && urgency === 'rare') return null;
    const isExplained = (queued?.whole ?? ready?.phrase.request)?.explain === true;
    const needsExplanation = this.explain && urgency === 'next' && !isExplained;
    if (current !== null && !needsExplanation && this.#fits(state, slot, current, read)) return null;
    return enqueue(read);
  }

  /** Whether a mood plays nothing but phrases of the bank. */
  #isBanked({ mood }: MoodState): boolean {
    return this.#options.bank()?.moods.includes(mood.name) === true;
  }

  /** The ready phrase of a slot. One of a piece is dropped if it has not been arranged and another mode is asked for. */
  #current(state: MoodState, slot: number, read: Seconds): ReadyPhrase | null {
    const ready = state.get(slot);
    if (ready?.phrase.source !== 'score' || ready.arrangedWith !== undefined) return ready;
    if (ready.phrase.request.mode === this.#controlsAt(state, slot, read).mode) return ready;
    state.forget(slot);
    return null;
  }

  /** Fills a slot with a phrase of the mood's piece or of the bank; null where neither has one. */
  #given(state: MoodState, slot: number, read: Seconds): ReadyPhrase | null {
    const { seed, controls: resolver } = this.#options;
    const [piece, bank] = [resolver.pieceOf(state), this.#options.bank()];
    if (piece === null && bank === null) return null;
    const controls = this.#controlsAt(state, slot, read);
    const { mood } = state;
    const isFree = !state.scheduledThemes.has(slot);
    const phrase =
      piece === null
        ? bank!.phrase(mood.name, slot, controls, seed)
        : isFree
          ? piece.phrase(slot, { seed, mood, mode: controls.mode })
          : null;
    if (phrase === null) return null;
    const after = this.#options.recorder.stamp()();
    const ready = { slot, phrase, controls, read, after, opening: null, octave: null, score: null, begun: false };
    state.put(ready);
    return ready;
  }

  /** The phrase that a replayed log names next for a slot. */
  #logged({ mood }: MoodState, slot: number): LogPhrase | null {
    return this.#options.replay?.next(mood.name, slot) ?? null;
  }

  /** Whether a logged phrase was written by the model that is loaded now. */
  #isByModel({ source, passing }: LogPhrase): boolean {
    return source === this.#options.queue.modelSource && passing !== true;
  }

  /** Whether a logged phrase can be requested as it was: the replay has come as far, and it has the same opening. */
  #mayRequest(state: MoodState, logged: LogPhrase, read: Seconds, stamp: Stamp): boolean {
    const isEarly = logged.read > read || (logged.after !== undefined && !hasReached(stamp(), logged.after));
    return (
      !isEarly && logged.opening === this.#openingName(state, logged.slot, this.#controlsAt(state, logged.slot, read))
    );
  }

  /** Whether a ready phrase, or a queued job, is still what its slot should have. */
  #fits(state: MoodState, slot: number, then: Pick<ReadyPhrase, 'controls' | 'opening'>, read: Seconds): boolean {
    const now = this.#controlsAt(state, slot, read);
    return !isStale(then.controls, now) && then.opening === this.#openingName(state, slot, now);
  }

  #openingName(state: MoodState, slot: number, controls: Controls): string | null {
    return openingOf(state, slot, controls, this.#options.controls, this.#options.moods)?.name ?? null;
  }

  /** The controls of a mood for a slot: a phrase of a piece has the meter of its bars. */
  #controlsAt(state: MoodState, slot: number, read: Seconds): Controls {
    const { controls: resolver } = this.#options;
    const controls = resolver.at(state, read);
    const meter = resolver.pieceOf(state)?.shapeOf(slot).meter ?? controls.meter;
    return meter === controls.meter ? controls : { ...controls, meter };
  }

  /** The job for a slot, with the controls of a music time or, in a replay, of the logged one. */
  #createJob(state: MoodState, slot: number, time: Seconds, stamp = this.#options.recorder.stamp()): PhraseJob {
    const { seed, controls: resolver, moods } = this.#options;
    const logged = this.#logged(state, slot);
    const read = Math.min(time, logged?.read ?? time);
    const controls = this.#controlsAt(state, slot, read);
    const bars = resolver.pieceOf(state)?.shapeOf(slot).bars ?? phraseBars(controls.meter);
    const place = phraseSlot(slot, bars, state.mood, controls.mode);
    return createJob({
      seed,
      mood: state.mood,
      controls,
      read,
      after: logged?.after ?? stamp(),
      slot: place,
      first: state.first(place.from),
      explain: this.explain,
      before: slot === state.restartsAt ? null : (state.get(slot - 1)?.phrase ?? null),
      opening: openingOf(state, slot, controls, resolver, moods),
    });
  }

  /** A phrase of rests, for bars that lead in to a phrase that is not ready. */
  #silent(state: MoodState, slot: number, read: Seconds): ReadyPhrase {
    const job = this.#createJob(state, slot, read);
    return readyPhraseOf(job, silentPhrase(job.request));
  }
}

/** Whether a ready phrase is the logged one, and not an earlier one of the same slot. */
function isLoggedPhrase(ready: ReadyPhrase | null, { read, after }: LogPhrase): boolean {
  return ready !== null && ready.read === read && String(ready.after) === String(after ?? ready.after);
}

function hasReached([commands, bars]: LogPosition, [wantedCommands, wantedBars]: LogPosition): boolean {
  return commands >= wantedCommands && bars >= wantedBars;
}
