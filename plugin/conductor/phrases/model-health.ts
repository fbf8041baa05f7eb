/** The one place that knows how the phrase model is doing: loading, answering, failing, too slow, or replaced by the fallback. */

import { reasonOf } from '../../mood/names.ts';
import type { Phrase, PhraseModel } from '../../music/phrase.ts';
import type { Seconds } from '../../music/time.ts';
import type { ErrorReporter } from '../model/error-reporter.ts';
import { LOADING_TIMEOUT } from '../model/timing.ts';

/** What was requested of the model, and what came of it. */
export interface ModelCounts {
  /** The model's name, or null where there is none. */
  readonly composer: string | null;
  readonly asked: number;
  readonly answered: number;
  readonly refused: number;
  /** Phrases that the fallback wrote in the model's place. */
  readonly fallbacks: number;
  /** Milliseconds from request to answer, of the last 100 phrases. For display only. */
  readonly waits: readonly number[];
  /** Tensors that the model holds since its last phrase; null where it has none, or has not written yet. */
  readonly tensors: number | null;
}

const KEPT_WAITS = 100;
/** A model with this many unanswered requests is not used any more. */
const MOST_TIMEOUTS = 3;
/** After this many answers a model counts as warmed up, even if its queue was never empty. */
const WARM_ANSWERS = 12;

/** Follows one model by its requests and answers, and its phrases by who wrote them. */
export class ModelHealth {
  readonly #model: PhraseModel | null;
  readonly #report: ErrorReporter;
  readonly #counts = { asked: 0, answered: 0, refused: 0, fallbacks: 0 };
  readonly #waits: number[] = [];
  readonly #byFallback = new WeakSet<Phrase>();
  readonly #provisional = new WeakSet<Phrase>();
  #lastError: string;
  #timeouts = 0;
  #loadingSince: Seconds | null = null;
  #hasCaughtUp = false;
  #isDegraded = false;

  constructor(model: PhraseModel | null, report: ErrorReporter) {
    this.#model = model;
    this.#report = report;
    this.#lastError = model === null ? 'no model is loaded' : '';
  }

  get counts(): ModelCounts {
    const { name = null, tensors = null } = this.#model ?? {};
    return { ...this.#counts, composer: name, tensors, waits: [...this.#waits] };
  }

  /** Whether the fallback's phrases are heard instead of the model's. */
  get isDegraded(): boolean {
    return this.#isDegraded;
  }

  /** Whether there is a model, and it has not timed out too often. It may still be loading. */
  get isUsable(): boolean {
    return this.#model !== null && this.#timeouts < MOST_TIMEOUTS;
  }

  get isLoading(): boolean {
    return this.#model?.loading === true;
  }

  /** Whether the last request failed, or the model never came. */
  get hasFailed(): boolean {
    return this.#lastError !== '';
  }

  /** Whether the model has not yet written the first phrase of every mood, and nothing has gone wrong. */
  get isWarmingUp(): boolean {
    const isWarm = this.#hasCaughtUp || this.#counts.answered >= WARM_ANSWERS;
    return this.#model !== null && !this.hasFailed && !isWarm;
  }

  requested(): void {
    this.#counts.asked++;
  }

  /** @param isOverdue whether the request had timed out before */
  answered(milliseconds: number, isOverdue: boolean): void {
    this.#counts.answered++;
    this.#waits.push(milliseconds);
    if (this.#waits.length > KEPT_WAITS) this.#waits.shift();
    if (isOverdue) this.#timeouts = Math.max(0, this.#timeouts - 1);
    this.#lastError = '';
  }

  failed(cause: unknown): void {
    this.#counts.refused++;
    this.#lastError = `the composer failed: ${reasonOf(cause)}`;
  }

  timedOut(after: Seconds): void {
    this.#timeouts++;
    this.#lastError = `the composer has not answered for ${after} s`;
  }

  /** Called while no request is under way, with the clock time. */
  idle(now: Seconds): void {
    if (!this.isLoading) return;
    this.#loadingSince ??= now;
    if (now - this.#loadingSince > LOADING_TIMEOUT)
      this.#lastError ||= `the model has not loaded after ${LOADING_TIMEOUT} s`;
  }

  /** Called when the model has nothing left to write. */
  caughtUp(): void {
    this.#hasCaughtUp ||= this.#counts.answered > 0;
  }

  /** Records that the fallback wrote a phrase. A provisional one only fills the time until the model is ready. */
  addFallback(phrase: Phrase, isProvisional: boolean): void {
    this.#counts.fallbacks++;
    this.#byFallback.add(phrase);
    if (isProvisional) this.#provisional.add(phrase);
  }

  /** Records a provisional phrase of a saved game. */
  addProvisional(phrase: Phrase): void {
    this.#provisional.add(phrase);
  }

  /** Whether a phrase only filled the time until the model was ready. Its tune does not come back. */
  isProvisional(phrase: Phrase): boolean {
    return this.#provisional.has(phrase);
  }

  /**
   * Called with each phrase that starts to play: changes are reported only once they can be heard.
   * @param lateness why the fallback had to write it, unless the model has an error of its own
   */
  phraseStarted(phrase: Phrase, lateness: string): void {
    if (this.isProvisional(phrase)) return;
    const isFallback = this.#byFallback.has(phrase);
    if (isFallback === this.#isDegraded || (!isFallback && this.hasFailed)) return;
    this.#isDegraded = isFallback;
    if (isFallback) this.#report.degraded(this.#lastError || lateness);
    else this.#report.recovered('the composer plays again');
  }
}
