/**
 * The pantry keeps phrases in hand. The composer is asked one phrase at a time, the most urgent first; whoever needs a
 * phrase now gets one at once, from the fallback if the composer has not answered. Nobody waits here.
 */

import type { PhraseSource } from '../generate/source.ts';
import { reasonOf } from '../mood/names.ts';
import type { Phrase } from '../music/phrase.ts';
import type { Seconds } from '../music/time.ts';
import type { MoodMemory, Written } from './memory.ts';
import { generateFor, type Order, silentPhrase, writtenTo } from './order.ts';
import { Spares } from './spares.ts';

/** How soon a phrase is wanted: for the music that plays, for a mood that scenes are tagged with, for any other mood. */
export const URGENCIES = ['next', 'spare', 'rare'] as const;
export type Urgency = (typeof URGENCIES)[number];

interface Ask {
  readonly memory: MoodMemory;
  readonly order: Order;
  urgency: Urgency;
  /** The composer would not write it, and is not asked again before it has written something else. */
  refused: boolean;
}

/** Who is told of trouble. */
export interface PantryReport {
  /** The fallback plays in the composer's place. */
  degraded(reason: string): void;
  /** The composer's phrases are played again. */
  recovered(reason: string): void;
  error(message: string, cause: unknown): void;
}

/** What was asked of the composer, for those who show it. */
export interface PantryCounts {
  /** The composer's name, or null where there is none. */
  readonly composer: string | null;
  readonly asked: number;
  readonly answered: number;
  readonly refused: number;
  /** Phrases that the fallback wrote in the composer's place. */
  readonly instead: number;
  /** Orders not answered yet. */
  readonly waiting: number;
  /** Milliseconds from question to answer, of the last 100 phrases. They are shown and decide nothing. */
  readonly waits: readonly number[];
  /** Tensors that the composer holds since its last phrase; null where it has none, or has not written yet. */
  readonly tensors: number | null;
}

const KEPT_WAITS = 100;
/** A composer that has not answered for so long is taken to be stuck. */
const PATIENCE: Seconds = 12;
/** An answer that takes so long may come too late for the music that plays: the fallback begins to write it, too. */
const LATE: Seconds = 1.5;
/** A composer that has written so many phrases has begun, also where it has never caught up with what is asked. */
const FIRST_ANSWERS = 12;
/** A composer that is still on its way after so long is told of as missing. */
const LOADING_AT_MOST: Seconds = 60;
/** Unanswered questions after which a stuck composer is not asked any more. */
const LOST_AT_MOST = 3;

/** Phrases asked for and in hand, of all moods. */
export class Pantry {
  readonly #source: PhraseSource;
  readonly #report: PantryReport;
  readonly #asks = new Map<string, Ask>();
  readonly #refused = new Set<string>();
  readonly #waiting: (() => void)[] = [];
  /** Phrases that the fallback wrote in the composer's place. */
  readonly #makeshift = new WeakSet<Phrase>();
  /** Those among them that were written while the composer was still on its way or at its first phrases. */
  readonly #passing = new WeakSet<Phrase>();
  readonly #spares: Spares;
  /** Whether the composer has once had nothing left to write. */
  #caughtUp = false;
  #loadingSince: Seconds | null = null;
  #inFlight: { readonly key: string; readonly order: Order; readonly sent: number; since: Seconds | null } | null =
    null;
  readonly #counts = { asked: 0, answered: 0, refused: 0, instead: 0 };
  /** How long the last answers took. */
  readonly #waits: number[] = [];
  #lost = 0;
  #trouble: string;
  #degraded = false;
  #disposed = false;

  constructor(source: PhraseSource, report: PantryReport) {
    this.#source = source;
    this.#report = report;
    this.#spares = new Spares(source.ahead);
    this.#trouble = source.composer === null ? 'no model is loaded' : '';
  }

  /** True while the fallback plays in the composer's place. */
  get degraded(): boolean {
    return this.#degraded;
  }

  /** What was asked of the composer and what came of it. */
  get counts(): PantryCounts {
    const { composer } = this.#source;
    const { name = null, tensors = null } = composer ?? {};
    return { ...this.#counts, composer: name, tensors, waiting: this.#asks.size, waits: [...this.#waits] };
  }

  /** Whether the composer can still be hoped for. */
  get hasComposer(): boolean {
    return this.#source.composer !== null && this.#lost < LOST_AT_MOST && !this.#disposed;
  }

  /** Whether anybody writes ahead of need. */
  get takesOrders(): boolean {
    return this.hasComposer || (this.#spares.hasWriter && !this.#disposed);
  }

  /** Whether music that could begin had better wait for the phrase it has asked for. */
  get isWorthWaiting(): boolean {
    return this.hasComposer && !this.#loading && this.#trouble === '';
  }

  /** Whether a phrase was written while the composer was still on its way: it fills the time, and is no tune to return to. */
  isPassing(phrase: Phrase): boolean {
    return this.#passing.has(phrase);
  }

  /** The order that a slot's phrase is being written to, or null where none was asked. */
  asked(memory: MoodMemory, slot: number): Order | null {
    return this.#asks.get(key(memory, slot))?.order ?? null;
  }

  /** Whether the composer has refused a slot's phrase and has not been asked again. */
  wasRefused(memory: MoodMemory, slot: number): boolean {
    return this.#refused.has(key(memory, slot));
  }

  /** Asks for a phrase, at once or, where it need not be sent now, at the next {@link tick}; a new order for the same slot takes the place of the old one. */
  ask(memory: MoodMemory, order: Order, urgency: Urgency, sends = true): void {
    if (!this.takesOrders) return;
    this.#refused.delete(key(memory, order.slot.index));
    this.#asks.set(key(memory, order.slot.index), { memory, order, urgency, refused: false });
    if (sends) this.#next();
  }

  /** Makes an order urgent, or no longer so. */
  hurry(memory: MoodMemory, slot: number, urgency: Urgency): void {
    const ask = this.#asks.get(key(memory, slot));
    if (ask) ask.urgency = urgency;
  }

  /** Takes an order back; what is on its way is dropped. */
  cancel(memory: MoodMemory, slot: number): void {
    this.#drop(key(memory, slot));
  }

  /** The phrase for an order, at once: the fallback writes it, or has written it ahead. */
  instead(memory: MoodMemory, order: Order, passing = this.#isStarting): Written {
    const slot = key(memory, order.slot.index);
    const ready = this.#spares.get(slot, order);
    this.#drop(slot);
    this.#counts.instead++;
    const written = store(memory, order, ready ?? this.#write(memory, order));
    this.#makeshift.add(written.phrase);
    if (passing) this.#passing.add(written.phrase);
    return written;
  }

  /** To be told of each phrase that is played: only what is heard counts as trouble, or as its end. */
  played(memory: MoodMemory, { slot, phrase }: { readonly slot: number; readonly phrase: Phrase }): void {
    if (this.#passing.has(phrase)) return;
    const makeshift = this.#makeshift.has(phrase);
    if (makeshift === this.#degraded || (!makeshift && this.#trouble !== '')) return;
    this.#degraded = makeshift;
    const late = `phrase ${slot} of '${memory.mood.name}' was not ready in time`;
    if (makeshift) this.#report.degraded(this.#trouble || late);
    else this.#report.recovered('the composer plays again');
  }

  /** Asks a composer that has come, and gives up on an answer, or a composer, that is long overdue. */
  tick(now: Seconds): void {
    const flight = this.#inFlight;
    if (flight === null) {
      if (this.#loading) this.#awaitComposer(now);
      if (this.#asks.size > 0) this.#next();
      return;
    }
    flight.since ??= now;
    if (now - flight.since > LATE) this.#prepare('next');
    if (now - flight.since < PATIENCE) return;
    this.#lost++;
    this.#trouble = `the composer has not answered for ${PATIENCE} s`;
    if (this.#asks.get(flight.key)?.order === flight.order) this.#refuse(flight.key);
    this.#inFlight = null;
    this.#next();
  }

  /** Resolves when everything asked for is in hand, or will never be. */
  settled(): Promise<void> {
    if (this.#inFlight === null && !this.#spares.isBusy) return Promise.resolve();
    return new Promise((resolve) => void this.#waiting.push(resolve));
  }

  /** Asks no more; answers still on their way are dropped. */
  dispose(): void {
    this.#disposed = true;
    this.#asks.clear();
    this.#spares.clear();
    this.#inFlight = null;
    this.#settle();
  }

  get #loading(): boolean {
    return this.#source.composer?.loading === true;
  }

  /** Whether the composer is on its way to having written once what every mood begins with, and nothing has gone wrong. */
  get #isStarting(): boolean {
    const begun = this.#caughtUp || this.#counts.answered >= FIRST_ANSWERS;
    return this.#source.composer !== null && this.#trouble === '' && !begun;
  }

  #awaitComposer(now: Seconds): void {
    this.#loadingSince ??= now;
    if (now - this.#loadingSince > LOADING_AT_MOST)
      this.#trouble ||= `the composer has not come for ${LOADING_AT_MOST} s`;
  }

  #next(): void {
    if (this.#loading || this.#trouble !== '') this.#prepare('rare');
    if (this.#inFlight !== null) return;
    const { composer } = this.#source;
    const first = this.hasComposer && !this.#loading ? this.#mostUrgent('rare', (ask) => !ask.refused) : undefined;
    if (first === undefined || composer === null) {
      this.#caughtUp ||= this.#counts.answered > 0;
      if (!this.#spares.isBusy) this.#settle();
      return;
    }
    const [flightKey, { memory, order }] = first;
    const flight = { key: flightKey, order, since: null, sent: performance.now() };
    this.#counts.asked++;
    this.#inFlight = flight;
    generateFor(composer, order).then(
      (phrase) => this.#answer(flight, memory, phrase),
      (reason: unknown) => this.#refusal(flight, reason),
    );
  }

  #answer(flight: { key: string; order: Order; sent: number }, memory: MoodMemory, phrase: Phrase): void {
    if (this.#disposed) return;
    this.#counts.answered++;
    this.#waits.push(performance.now() - flight.sent);
    if (this.#waits.length > KEPT_WAITS) this.#waits.shift();
    if (this.#inFlight !== flight) this.#lost = Math.max(0, this.#lost - 1);
    this.#trouble = '';
    for (const ask of this.#asks.values()) ask.refused = false;
    if (this.#asks.get(flight.key)?.order === flight.order) {
      this.#drop(flight.key);
      store(memory, flight.order, phrase);
    }
    this.#land(flight);
  }

  /** Nothing is written in its place yet: until the phrase is due, the composer may be asked again. */
  #refusal(flight: { key: string; order: Order }, reason: unknown): void {
    if (this.#disposed) return;
    this.#counts.refused++;
    this.#trouble = `the composer failed: ${reasonOf(reason)}`;
    if (this.#asks.get(flight.key)?.order === flight.order) {
      this.#refuse(flight.key);
      this.#refused.add(flight.key);
    }
    this.#land(flight);
  }

  /** What the composer will not write stays asked for only where somebody else writes ahead. */
  #refuse(slot: string): void {
    const ask = this.#asks.get(slot);
    if (ask && this.#spares.hasWriter) ask.refused = true;
    else this.#drop(slot);
  }

  #drop(slot: string): void {
    this.#asks.delete(slot);
    this.#spares.drop(slot);
  }

  /** The most urgent ask, at least so urgent, that has something about it. */
  #mostUrgent(least: Urgency, wanted: (ask: Ask, slot: string) => boolean): [string, Ask] | undefined {
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

  #land(flight: object): void {
    if (this.#inFlight !== flight) return;
    this.#inFlight = null;
    this.#next();
  }

  #settle(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Should even the fallback fail, the tune rests and the band plays on. */
  #write(memory: MoodMemory, order: Order): Phrase {
    try {
      return this.#source.fallback.generateNow(order.request);
    } catch (error) {
      this.#report.error(`the fallback could not write phrase ${order.slot.index} of '${memory.mood.name}'`, error);
      return silentPhrase(order.request);
    }
  }
}

function store(memory: MoodMemory, order: Order, phrase: Phrase): Written {
  const written = writtenTo(order, phrase);
  memory.put(written);
  return written;
}

function key(memory: MoodMemory, slot: number): string {
  return `${memory.mood.name}/${slot}`;
}
