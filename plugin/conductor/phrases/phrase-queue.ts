/**
 * The pantry keeps phrases in hand. The composer is asked one phrase at a time, the most urgent first; whoever needs a
 * phrase now gets one at once, from the fallback if the composer has not answered. Nobody waits here.
 */

import type { PhraseSource } from '../../generate/source.ts';
import { plainText } from '../../mood/names.ts';
import type { Phrase, PhraseModel } from '../../music/phrase.ts';
import type { Seconds } from '../../music/time.ts';
import type { MoodState, ReadyPhrase } from '../model/mood-state.ts';
import { DegradationMonitor, type TroubleReport } from './degradation.ts';
import { FallbackCache } from './fallback-cache.ts';
import { type InFlight, PhraseClient, type PhraseClientCounts } from './phrase-client.ts';
import { type PhraseJob, readyPhraseOf, silentPhrase } from './phrase-job.ts';

/** How soon a phrase is wanted: for the music that plays, for a mood that scenes are tagged with, for any other mood. */
export const URGENCIES = ['next', 'spare', 'rare'] as const;
export type Urgency = (typeof URGENCIES)[number];

interface QueuedJob {
  readonly memory: MoodState;
  readonly order: PhraseJob;
  urgency: Urgency;
  /** The composer would not write it, and is not asked again before it has written something else. */
  refused: boolean;
}

/** Who is told of trouble, and of what should not happen. */
export interface PhraseQueueReport extends TroubleReport {
  error(message: string, cause: unknown): void;
}

/** What was asked for, for those who show it. */
export interface PhraseQueueCounts extends PhraseClientCounts {
  /** Phrases that the fallback wrote in the composer's place. */
  readonly generateFallback: number;
  /** Orders not answered yet. */
  readonly waiting: number;
}

/** A composer that has written so many phrases has begun, also where it has never caught up with what is asked. */
const FIRST_ANSWERS = 12;

/** Phrases asked for and in hand, of all moods. */
export class PhraseQueue {
  readonly #source: PhraseSource;
  readonly #report: PhraseQueueReport;
  readonly #asks = new Map<string, QueuedJob>();
  readonly #refused = new Set<string>();
  readonly #waiting: (() => void)[] = [];
  readonly #spares: FallbackCache;
  readonly #substitutes: DegradationMonitor;
  readonly #courier: PhraseClient;
  /** Whether the composer has once had nothing left to write. */
  #caughtUp = false;
  #disposed = false;

  constructor(source: PhraseSource, report: PhraseQueueReport) {
    this.#source = source;
    this.#report = report;
    this.#spares = new FallbackCache(source.ahead);
    this.#substitutes = new DegradationMonitor(report);
    this.#courier = new PhraseClient(source.composer, {
      answered: (errand, phrase) => this.#answered(errand, phrase),
      failed: (errand) => this.#failed(errand),
      timedOut: (errand) => this.#refuse(errand),
      onIdle: () => this.#next(),
    });
  }

  /** True while the fallback plays in the composer's place. */
  get degraded(): boolean {
    return this.#substitutes.degraded;
  }

  /** What was asked for and what came of it. */
  get counts(): PhraseQueueCounts {
    return { ...this.#courier.counts, generateFallback: this.#substitutes.count, waiting: this.#asks.size };
  }

  /** What the composer's phrases name as their source; null where there is no composer. */
  get composerSource(): PhraseModel['source'] | null {
    return this.#source.composer?.source ?? null;
  }

  /** Whether the composer can still be hoped for. */
  get hasComposer(): boolean {
    return this.#courier.hasComposer;
  }

  /** Whether anybody writes ahead of need. */
  get takesOrders(): boolean {
    return this.hasComposer || (this.#spares.hasWriter && !this.#disposed);
  }

  /** Whether music that could begin had better wait for the phrase it has asked for. */
  get isWorthWaiting(): boolean {
    return this.hasComposer && !this.#courier.isLoading && this.#courier.lastError === '';
  }

  /** Whether a phrase was written while the composer was still on its way: it fills the time, and is no tune to return to. */
  isProvisional(phrase: Phrase): boolean {
    return this.#substitutes.isPassing(phrase);
  }

  /** Takes note of such a phrase of a saved game. */
  passes(phrase: Phrase): void {
    this.#substitutes.addPassing(phrase);
  }

  /** The order that a slot's phrase is being written to, or null where none was asked. */
  asked(memory: MoodState, slot: number): PhraseJob | null {
    return this.#asks.get(key(memory, slot))?.order ?? null;
  }

  /** Whether the composer has refused a slot's phrase and has not been asked again. */
  wasRejected(memory: MoodState, slot: number): boolean {
    return this.#refused.has(key(memory, slot));
  }

  /** Asks for a phrase, at once or, where it need not be sent now, at the next {@link tick}; a new order for the same slot takes the place of the old one. */
  enqueue(memory: MoodState, order: PhraseJob, urgency: Urgency, sends = true): void {
    if (!this.takesOrders) return;
    this.#refused.delete(key(memory, order.slot.index));
    this.#asks.set(key(memory, order.slot.index), { memory, order, urgency, refused: false });
    if (sends) this.#next();
  }

  /** Makes an order urgent, or no longer so. */
  reprioritize(memory: MoodState, slot: number, urgency: Urgency): void {
    const ask = this.#asks.get(key(memory, slot));
    if (ask) ask.urgency = urgency;
  }

  /** Takes an order back; what is on its way is dropped. */
  cancel(memory: MoodState, slot: number): void {
    this.#drop(key(memory, slot));
  }

  /** The phrase for an order, at once: the fallback writes it, or has written it ahead. */
  instead(memory: MoodState, order: PhraseJob, passing = this.#isStarting): ReadyPhrase {
    const slot = key(memory, order.slot.index);
    const ready = this.#spares.get(slot, order);
    this.#drop(slot);
    const written = store(memory, order, ready ?? this.#write(memory, order));
    this.#substitutes.add(written.phrase, passing);
    return written;
  }

  /** To be told of each phrase that is played: only what is heard counts as trouble, or as its end. */
  played(memory: MoodState, { slot, phrase }: { readonly slot: number; readonly phrase: Phrase }): void {
    const late = `phrase ${slot} of '${plainText(memory.mood.name)}' was not ready in time`;
    this.#substitutes.played(phrase, late, this.#courier.lastError);
  }

  /** Takes note that time passes: an order that waits to be sent is sent, and what is overdue is written by the fallback. */
  tick(now: Seconds): void {
    const sends = !this.#courier.isBusy && this.#asks.size > 0;
    // The fallback begins to write it, too.
    if (this.#courier.isLate(now)) this.#prepare('next');
    this.#courier.tick(now);
    if (sends) this.#next();
  }

  /** Resolves when everything asked for is in hand, or will never be. */
  onIdle(): Promise<void> {
    if (!this.#courier.isBusy && !this.#spares.isBusy) return Promise.resolve();
    return new Promise((resolve) => void this.#waiting.push(resolve));
  }

  /** Asks no more; answers still on their way are dropped. */
  dispose(): void {
    this.#disposed = true;
    this.#asks.clear();
    this.#spares.clear();
    this.#courier.dispose();
    this.#settle();
  }

  /** Whether the composer is on its way to having written once what every mood begins with, and nothing has gone wrong. */
  get #isStarting(): boolean {
    const begun = this.#caughtUp || this.#courier.answered >= FIRST_ANSWERS;
    return this.#source.composer !== null && this.#courier.lastError === '' && !begun;
  }

  #next(): void {
    const { isLoading, lastError: trouble, isBusy, hasComposer } = this.#courier;
    if (isLoading || trouble !== '') this.#prepare('rare');
    if (isBusy) return;
    const first = hasComposer && !isLoading ? this.#mostUrgent('rare', (ask) => !ask.refused) : undefined;
    if (first === undefined) {
      this.#caughtUp ||= this.#courier.answered > 0;
      if (!this.#spares.isBusy) this.#settle();
      return;
    }
    const [slot, { memory, order }] = first;
    this.#courier.send({ key: slot, memory, order });
  }

  #answered({ key: slot, memory, order }: InFlight, phrase: Phrase): void {
    for (const ask of this.#asks.values()) ask.refused = false;
    if (this.#asks.get(slot)?.order !== order) return;
    this.#drop(slot);
    store(memory, order, phrase);
  }

  /** Nothing is written in its place yet: until the phrase is due, the composer may be asked again. */
  #failed(errand: InFlight): void {
    if (this.#refuse(errand)) this.#refused.add(errand.key);
  }

  /** What the composer will not write stays asked for only where somebody else writes ahead. Answers whether it was asked for. */
  #refuse({ key: slot, order }: InFlight): boolean {
    const ask = this.#asks.get(slot);
    if (ask?.order !== order) return false;
    if (this.#spares.hasWriter) ask.refused = true;
    else this.#drop(slot);
    return true;
  }

  #drop(slot: string): void {
    this.#asks.delete(slot);
    this.#spares.drop(slot);
  }

  /** The most urgent ask, at least so urgent, that has something about it. */
  #mostUrgent(least: Urgency, wanted: (ask: QueuedJob, slot: string) => boolean): [string, QueuedJob] | undefined {
    const asks = [...this.#asks].filter(([slot, ask]) => wanted(ask, slot));
    for (const urgency of URGENCIES.slice(0, URGENCIES.indexOf(least) + 1)) {
      const found = asks.find(([, ask]) => ask.urgency === urgency);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Lets the fallback write ahead what is asked, one phrase at a time. */
  #prepare(least: Urgency): void {
    if (!this.#spares.hasWriter || this.#spares.isBusy || this.#disposed) return;
    const next = this.#mostUrgent(least, ({ order }, slot) => !this.#spares.has(slot, order));
    if (next === undefined) return;
    const [slot, { order }] = next;
    const isWanted = () => this.#asks.get(slot)?.order === order;
    this.#spares.write(slot, order, isWanted, () => this.#next());
  }

  #settle(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Should even the fallback fail, the tune rests and the band plays on. */
  #write(memory: MoodState, order: PhraseJob): Phrase {
    try {
      return this.#source.fallback.generateNow(order.request);
    } catch (error) {
      this.#report.error(
        `the fallback could not write phrase ${order.slot.index} of '${plainText(memory.mood.name)}'`,
        error,
      );
      return silentPhrase(order.request);
    }
  }
}

function store(memory: MoodState, order: PhraseJob, phrase: Phrase): ReadyPhrase {
  const written = readyPhraseOf(order, phrase);
  memory.put(written);
  return written;
}

function key(memory: MoodState, slot: number): string {
  return `${memory.mood.name}/${slot}`;
}
