/**
 * The queue of phrases to be written. The model gets one request at a time, the most urgent first. The fallback answers at
 * once where a phrase can wait no longer, and writes ahead while the model loads, fails or is late.
 */

import type { PhraseSource } from '../../generate/source.ts';
import { plainText } from '../../mood/names.ts';
import type { Phrase, PhraseModel } from '../../music/phrase.ts';
import type { Seconds } from '../../music/time.ts';
import { generateFor, type PhraseJob, silentPhrase } from '../../phrases/phrase-job.ts';
import type { ErrorReporter } from '../model/error-reporter.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';
import { ANSWER_TIMEOUT, LATE_ANSWER } from '../model/timing.ts';
import { type ModelCounts, ModelHealth } from './model-health.ts';
import { keyOf, type QueuedJob, QueuedJobs, type Urgency } from './queued-jobs.ts';
import { readyPhraseOf } from './ready-phrase.ts';

/** The request under way. */
interface InFlight {
  readonly queued: QueuedJob;
  /** `performance.now()` when it was sent. */
  readonly sent: number;
  /** Clock time of the first tick after that. */
  since: Seconds | null;
}

/** What was requested of the model, with the jobs not answered yet. */
export interface PhraseQueueCounts extends ModelCounts {
  readonly waiting: number;
}

/** Phrases to be written, of all moods. */
export class PhraseQueue {
  readonly health: ModelHealth;
  readonly #source: PhraseSource;
  readonly #report: ErrorReporter;
  readonly #jobs = new QueuedJobs();
  /** Slots of dropped jobs that the model has rejected. */
  readonly #rejected = new Set<string>();
  readonly #onIdle: (() => void)[] = [];
  #inFlight: InFlight | null = null;
  #isWritingAhead = false;
  #isDisposed = false;

  constructor(source: PhraseSource, report: ErrorReporter) {
    this.#source = source;
    this.#report = report;
    this.health = new ModelHealth(source.composer, report);
  }

  get counts(): PhraseQueueCounts {
    return { ...this.health.counts, waiting: this.#jobs.size };
  }

  /** What the model's phrases name as their source; null where there is no model. */
  get modelSource(): PhraseModel['source'] | null {
    return this.#source.composer?.source ?? null;
  }

  /** Whether the model may still answer. */
  get hasModel(): boolean {
    return this.health.isUsable && !this.#isDisposed;
  }

  /** Whether phrases are written before they are due, by the model or by the fallback. */
  get isOpen(): boolean {
    return this.hasModel || (this.#source.ahead !== undefined && !this.#isDisposed);
  }

  /** Whether the drum network is still loading. */
  get awaitsDrummer(): boolean {
    return this.health.isLoading && this.#source.drummer?.() === null;
  }

  /** Whether music that could start should wait for the phrase that it has requested. */
  get isWorthWaiting(): boolean {
    return this.hasModel && !this.health.isLoading && !this.health.hasFailed;
  }

  /** The job that is queued for a slot, or null. */
  job(state: MoodState, slot: number): PhraseJob | null {
    return this.#jobs.get(state, slot)?.job ?? null;
  }

  /** Whether the model has rejected a slot's job, which is queued no more. */
  wasRejected(state: MoodState, slot: number): boolean {
    return this.#rejected.has(keyOf(state, slot));
  }

  /** Adds a job, in place of an earlier one for the same slot. It is sent now or at the next {@link tick}. */
  enqueue(state: MoodState, job: PhraseJob, urgency: Urgency, sendsNow = true): void {
    if (job.returns) {
      // The model is not called, so its health does not change.
      this.#jobs.delete(state, job.slot.index);
      store(state, job, job.returns);
      return;
    }
    if (!this.isOpen) return;
    const { key } = this.#jobs.add(state, job, urgency);
    this.#rejected.delete(key);
    if (sendsNow) this.#sendNext();
  }

  reprioritize(state: MoodState, slot: number, urgency: Urgency): void {
    const queued = this.#jobs.get(state, slot);
    if (queued) queued.urgency = urgency;
  }

  /** Removes a slot's job. An answer that is on its way is dropped. */
  cancel(state: MoodState, slot: number): void {
    this.#jobs.delete(state, slot);
  }

  /** Fills a slot at once with a phrase of the fallback, written ahead or now, and removes its job. */
  takeFallback(state: MoodState, job: PhraseJob, isProvisional = this.health.isWarmingUp): ReadyPhrase {
    const queued = this.#jobs.get(state, job.slot.index);
    this.#jobs.delete(state, job.slot.index);
    if (job.returns) return store(state, job, job.returns);
    const ahead = queued?.job === job ? queued.fallback : null;
    const ready = store(state, job, ahead ?? this.#generateNow(state, job));
    this.health.addFallback(ready.phrase, isProvisional);
    return ready;
  }

  /** Called with each phrase that starts to play. */
  phraseStarted({ mood }: MoodState, slot: number, phrase: Phrase): void {
    this.health.phraseStarted(phrase, `phrase ${slot} of '${plainText(mood.name)}' was not ready in time`);
  }

  /** Sends what waits to be sent, and gives up a request that has timed out. `now` is the clock time. */
  tick(now: Seconds): void {
    const flight = this.#inFlight;
    if (flight === null) {
      this.health.idle(now);
      if (this.#jobs.size > 0) this.#sendNext();
      return;
    }
    flight.since ??= now;
    if (now - flight.since > LATE_ANSWER) this.#writeAhead('next');
    if (now - flight.since < ANSWER_TIMEOUT) return;
    this.health.timedOut(ANSWER_TIMEOUT);
    this.#reject(flight.queued);
    this.#inFlight = null;
    this.#sendNext();
  }

  /** Resolves when nothing is being written. */
  onIdle(): Promise<void> {
    if (this.#inFlight === null && !this.#isWritingAhead) return Promise.resolve();
    return new Promise((resolve) => void this.#onIdle.push(resolve));
  }

  /** Sends no more; answers on their way are dropped. */
  dispose(): void {
    this.#isDisposed = true;
    this.#jobs.clear();
    this.#inFlight = null;
    this.#settle();
  }

  #sendNext(): void {
    if (this.health.isLoading || this.health.hasFailed) this.#writeAhead('rare');
    if (this.#inFlight !== null) return;
    const isReady = this.hasModel && !this.health.isLoading;
    const next = isReady ? this.#jobs.mostUrgent('rare', ({ isRejected }) => !isRejected) : undefined;
    if (next !== undefined) {
      this.#send(this.#source.composer!, next);
      return;
    }
    this.health.caughtUp();
    if (!this.#isWritingAhead) this.#settle();
  }

  #send(model: PhraseModel, queued: QueuedJob): void {
    const flight: InFlight = { queued, sent: performance.now(), since: null };
    this.#inFlight = flight;
    this.health.requested();
    const land = (store: () => void) => {
      if (this.#isDisposed) return;
      store();
      if (this.#inFlight !== flight) return;
      this.#inFlight = null;
      this.#sendNext();
    };
    generateFor(model, queued.job.request).then(
      (phrase) => land(() => this.#answered(flight, phrase)),
      (cause: unknown) =>
        land(() => {
          this.health.failed(cause);
          if (this.#reject(queued)) this.#rejected.add(queued.key);
        }),
    );
  }

  #answered(flight: InFlight, phrase: Phrase): void {
    const { queued } = flight;
    this.health.answered(performance.now() - flight.sent, this.#inFlight !== flight);
    this.#jobs.forgetRejections();
    if (!this.#jobs.has(queued)) return;
    this.#jobs.delete(queued.state, queued.job.slot.index);
    store(queued.state, queued.job, phrase);
  }

  /**
   * Keeps a rejected job only if the fallback writes ahead; nothing replaces it yet, because the model may be asked again
   * until the phrase is due. Returns whether it was still queued.
   */
  #reject(queued: QueuedJob): boolean {
    if (!this.#jobs.has(queued)) return false;
    if (this.#source.ahead !== undefined) queued.isRejected = true;
    else this.#jobs.delete(queued.state, queued.job.slot.index);
    return true;
  }

  /** Has the fallback write the most urgent job ahead, one at a time. */
  #writeAhead(least: Urgency): void {
    const { ahead } = this.#source;
    if (ahead === undefined || this.#isWritingAhead || this.#isDisposed) return;
    const next = this.#jobs.mostUrgent(least, ({ fallback }) => fallback === undefined);
    if (next === undefined) return;
    this.#isWritingAhead = true;
    const keep = (phrase: Phrase | null) => {
      this.#isWritingAhead = false;
      next.fallback = phrase;
      this.#sendNext();
    };
    generateFor(ahead, next.job.request).then(keep, () => keep(null));
  }

  #settle(): void {
    for (const resolve of this.#onIdle.splice(0)) resolve();
  }

  /** Should even the fallback fail, the melody rests and the accompaniment plays on. */
  #generateNow({ mood }: MoodState, { slot, request }: PhraseJob): Phrase {
    try {
      return this.#source.fallback.generateNow(request);
    } catch (error) {
      this.#report.error(`the fallback could not write phrase ${slot.index} of '${plainText(mood.name)}'`, error);
      return silentPhrase(request);
    }
  }
}

function store(state: MoodState, job: PhraseJob, phrase: Phrase): ReadyPhrase {
  const ready = readyPhraseOf(job, phrase);
  state.put(ready);
  return ready;
}
