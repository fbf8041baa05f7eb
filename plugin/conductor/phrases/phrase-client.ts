/** The courier takes orders to the composer, one at a time, and gives up on an answer, or on a composer, that is long overdue. */

import { reasonOf } from '../../mood/names.ts';
import type { Phrase, PhraseModel } from '../../music/phrase.ts';
import type { Seconds } from '../../music/time.ts';
import type { MoodState } from '../model/mood-state.ts';
import { generateFor, type PhraseJob } from './phrase-job.ts';

/** An order on its way, and whose music it is for. */
export interface InFlight {
  /** The slot that it is for. */
  readonly key: string;
  readonly memory: MoodState;
  readonly order: PhraseJob;
}

/** Who is told what becomes of errands. */
export interface PhraseClientListener {
  /** An answer, however late. */
  readonly answered: (errand: InFlight, phrase: Phrase) => void;
  /** The composer could not, or would not, write it. */
  readonly failed: (errand: InFlight) => void;
  /** No answer is waited for any longer. */
  readonly timedOut: (errand: InFlight) => void;
  /** The next order may be sent. */
  readonly onIdle: () => void;
}

/** What was asked of the composer. */
export interface PhraseClientCounts {
  /** The composer's name, or null where there is none. */
  readonly composer: string | null;
  readonly asked: number;
  readonly answered: number;
  readonly refused: number;
  /** Milliseconds from question to answer, of the last 100 phrases. They are shown and decide nothing. */
  readonly waits: readonly number[];
  /** Tensors that the composer holds since its last phrase; null where it has none, or has not written yet. */
  readonly tensors: number | null;
}

const KEPT_WAITS = 100;
/** A composer that has not answered for so long is taken to be stuck. */
const ANSWER_TIMEOUT: Seconds = 12;
/** An answer that takes so long may come too late for the music that plays. */
const LATE: Seconds = 1.5;
/** A composer that is still on its way after so long is told of as missing. */
const LOADING_TIMEOUT: Seconds = 60;
/** Unanswered questions after which a stuck composer is not asked any more. */
const LOST_AT_MOST = 3;

/** The way to the composer and back. */
export class PhraseClient {
  readonly #composer: PhraseModel | null;
  readonly #desk: PhraseClientListener;
  readonly #counts = { asked: 0, answered: 0, refused: 0 };
  /** How long the last answers took. */
  readonly #waits: number[] = [];
  #inFlight: (InFlight & { readonly sent: number; since: Seconds | null }) | null = null;
  #loadingSince: Seconds | null = null;
  #lost = 0;
  #lastError: string;
  #disposed = false;

  constructor(composer: PhraseModel | null, desk: PhraseClientListener) {
    this.#composer = composer;
    this.#desk = desk;
    this.#lastError = composer === null ? 'no model is loaded' : '';
  }

  /** What is wrong with the composer, in a few words; empty where nothing is. */
  get lastError(): string {
    return this.#lastError;
  }

  /** Whether the composer can still be hoped for. */
  get hasComposer(): boolean {
    return this.#composer !== null && this.#lost < LOST_AT_MOST && !this.#disposed;
  }

  /** Whether the composer is still being loaded. */
  get isLoading(): boolean {
    return this.#composer?.loading === true;
  }

  /** Whether an order is on its way. */
  get isBusy(): boolean {
    return this.#inFlight !== null;
  }

  /** Phrases that the composer has written so far. */
  get answered(): number {
    return this.#counts.answered;
  }

  /** What was asked of the composer and what came of it. */
  get counts(): PhraseClientCounts {
    const { name = null, tensors = null } = this.#composer ?? {};
    return { ...this.#counts, composer: name, tensors, waits: [...this.#waits] };
  }

  /** Takes an order to the composer, where there is one and no order is on its way. */
  send(errand: InFlight): void {
    if (this.#composer === null || this.#inFlight !== null) return;
    const flight = { ...errand, since: null, sent: performance.now() };
    this.#counts.asked++;
    this.#inFlight = flight;
    generateFor(this.#composer, errand.order).then(
      (phrase) => this.#answer(flight, phrase),
      (reason: unknown) => this.#failure(flight, reason),
    );
  }

  /** Whether the answer on its way may come too late for the music that plays. */
  isLate(now: Seconds): boolean {
    return now - (this.#inFlight?.since ?? now) > LATE;
  }

  /** Takes note that time passes. */
  tick(now: Seconds): void {
    const flight = this.#inFlight;
    if (flight === null) {
      if (this.isLoading) this.#awaitComposer(now);
      return;
    }
    flight.since ??= now;
    if (now - flight.since < ANSWER_TIMEOUT) return;
    this.#lost++;
    this.#lastError = `the composer has not answered for ${ANSWER_TIMEOUT} s`;
    this.#desk.timedOut(flight);
    this.#inFlight = null;
    this.#desk.onIdle();
  }

  /** Asks no more; an answer still on its way is dropped. */
  dispose(): void {
    this.#disposed = true;
    this.#inFlight = null;
  }

  #awaitComposer(now: Seconds): void {
    this.#loadingSince ??= now;
    if (now - this.#loadingSince > LOADING_TIMEOUT)
      this.#lastError ||= `the composer has not come for ${LOADING_TIMEOUT} s`;
  }

  #answer(flight: InFlight & { readonly sent: number }, phrase: Phrase): void {
    if (this.#disposed) return;
    this.#counts.answered++;
    this.#waits.push(performance.now() - flight.sent);
    if (this.#waits.length > KEPT_WAITS) this.#waits.shift();
    if (this.#inFlight !== flight) this.#lost = Math.max(0, this.#lost - 1);
    this.#lastError = '';
    this.#desk.answered(flight, phrase);
    this.#land(flight);
  }

  #failure(flight: InFlight, reason: unknown): void {
    if (this.#disposed) return;
    this.#counts.refused++;
    this.#lastError = `the composer failed: ${reasonOf(reason)}`;
    this.#desk.failed(flight);
    this.#land(flight);
  }

  #land(flight: InFlight): void {
    if (this.#inFlight !== flight) return;
    this.#inFlight = null;
    this.#desk.onIdle();
  }
}
