/**
 * The pantry keeps phrases in hand. The composer is asked one phrase at a time, the most urgent first; whoever needs a
 * phrase now gets one at once, from the fallback if the composer has not answered. Nobody waits here.
 */

import type { PhraseSource } from '../generate/source.ts';
import type { Phrase, PhraseModel } from '../music/phrase.ts';
import type { Seconds } from '../music/time.ts';
import type { MoodMemory, Written } from './memory.ts';
import { fulfil, type Order } from './order.ts';

/** How soon a phrase is wanted: for the music that plays, for a mood that scenes are tagged with, for any other mood. */
export const URGENCIES = ['next', 'spare', 'rare'] as const;
export type Urgency = (typeof URGENCIES)[number];

interface Ask {
  readonly memory: MoodMemory;
  readonly order: Order;
  urgency: Urgency;
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
}

const KEPT_WAITS = 100;
/** A composer that has not answered for so long is taken to be stuck. */
const PATIENCE: Seconds = 12;
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
    this.#trouble = source.composer === null ? 'no model is loaded' : '';
  }

  /** True while the fallback plays in the composer's place. */
  get degraded(): boolean {
    return this.#degraded;
  }

  /** What was asked of the composer and what came of it. */
  get counts(): PantryCounts {
    const { composer } = this.#source;
    const { name = null } = composer ?? {};
    return { ...this.#counts, composer: name, waiting: this.#asks.size, waits: [...this.#waits] };
  }

  /** Whether the composer can still be hoped for. */
  get hasComposer(): boolean {
    return this.#source.composer !== null && this.#lost < LOST_AT_MOST && !this.#disposed;
  }

  /** The order that a slot's phrase is being written to, or null where none was asked. */
  asked(memory: MoodMemory, slot: number): Order | null {
    return this.#asks.get(key(memory, slot))?.order ?? null;
  }

  /** Whether the composer has refused a slot's phrase and has not been asked again. */
  wasRefused(memory: MoodMemory, slot: number): boolean {
    return this.#refused.has(key(memory, slot));
  }

  /** Asks for a phrase; a new order for the same slot takes the place of the old one. */
  ask(memory: MoodMemory, order: Order, urgency: Urgency): void {
    if (!this.hasComposer) return;
    this.#refused.delete(key(memory, order.slot.index));
    this.#asks.set(key(memory, order.slot.index), { memory, order, urgency });
    this.#next();
  }

  /** Makes an order urgent, or no longer so. */
  hurry(memory: MoodMemory, slot: number, urgency: Urgency): void {
    const ask = this.#asks.get(key(memory, slot));
    if (ask) ask.urgency = urgency;
  }

  /** Takes an order back; what is on its way is dropped. */
  cancel(memory: MoodMemory, slot: number): void {
    this.#asks.delete(key(memory, slot));
  }

  /** The phrase for an order, at once: the fallback writes it. */
  instead(memory: MoodMemory, order: Order): Written {
    this.#asks.delete(key(memory, order.slot.index));
    this.#counts.instead++;
    const written = store(memory, order, this.#write(memory, order));
    this.#makeshift.add(written.phrase);
    return written;
  }

  /** To be told of each phrase that is played: only what is heard counts as trouble, or as its end. */
  played(memory: MoodMemory, { slot, phrase }: { readonly slot: number; readonly phrase: Phrase }): void {
    const makeshift = this.#makeshift.has(phrase);
    if (makeshift === this.#degraded || (!makeshift && this.#trouble !== '')) return;
    this.#degraded = makeshift;
    const late = `phrase ${slot} of '${memory.mood.name}' was not ready in time`;
    if (makeshift) this.#report.degraded(this.#trouble || late);
    else this.#report.recovered('the composer plays again');
  }

  /** Gives up on an answer that is long overdue. */
  tick(now: Seconds): void {
    const flight = this.#inFlight;
    if (flight === null) return;
    flight.since ??= now;
    if (now - flight.since < PATIENCE) return;
    this.#lost++;
    this.#trouble = `the composer has not answered for ${PATIENCE} s`;
    if (this.#asks.get(flight.key)?.order === flight.order) this.#asks.delete(flight.key);
    this.#inFlight = null;
    this.#next();
  }

  /** Resolves when everything asked for is in hand, or will never be. */
  settled(): Promise<void> {
    if (this.#inFlight === null) return Promise.resolve();
    return new Promise((resolve) => void this.#waiting.push(resolve));
  }

  /** Asks no more; answers still on their way are dropped. */
  dispose(): void {
    this.#disposed = true;
    this.#asks.clear();
    this.#inFlight = null;
    this.#settle();
  }

  #next(): void {
    if (this.#inFlight !== null) return;
    const asks = [...this.#asks];
    const [first] = URGENCIES.flatMap((urgency) => asks.filter(([, ask]) => ask.urgency === urgency));
    const { composer } = this.#source;
    if (first === undefined || composer === null || !this.hasComposer) {
      this.#settle();
      return;
    }
    const [flightKey, { memory, order }] = first;
    const flight = { key: flightKey, order, since: null, sent: performance.now() };
    this.#counts.asked++;
    this.#inFlight = flight;
    answer(composer, order).then(
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
    if (this.#asks.get(flight.key)?.order === flight.order) {
      this.#asks.delete(flight.key);
      store(memory, flight.order, phrase);
    }
    this.#land(flight);
  }

  /** Nothing is written in its place yet: until the phrase is due, the composer may be asked again. */
  #refusal(flight: { key: string; order: Order }, reason: unknown): void {
    if (this.#disposed) return;
    this.#counts.refused++;
    this.#trouble = `the composer failed: ${reason instanceof Error ? reason.message : String(reason)}`;
    if (this.#asks.get(flight.key)?.order === flight.order) {
      this.#asks.delete(flight.key);
      this.#refused.add(flight.key);
    }
    this.#land(flight);
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
      const measured = { density: 0, register: 0, leap: 0, syncopation: 0, chromaticism: 0 };
      return { request: order.request, notes: [], source: 'ngram', hash: '00000000', measured };
    }
  }
}

/** What throws within the call counts as refused. */
async function answer(composer: PhraseModel, { request }: Order): Promise<Phrase> {
  return composer.generate(request);
}

function store(memory: MoodMemory, order: Order, phrase: Phrase): Written {
  const { slot, controls, read, opening } = order;
  const written: Written = { slot: slot.index, phrase: fulfil(order, phrase), controls, read, opening, score: null };
  memory.put(written);
  return written;
}

function key(memory: MoodMemory, slot: number): string {
  return `${memory.mood.name}/${slot}`;
}
