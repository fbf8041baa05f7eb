/** What the fallback writes ahead, one phrase at a time, in case the composer does not come. */

import type { Phrase, PhraseModel } from '../../music/phrase.ts';
import { generateFor, type PhraseJob } from './phrase-job.ts';

/** Phrases written ahead, by slot. */
export class FallbackCache {
  readonly #writer: PhraseModel | undefined;
  /** By slot; null where writing failed. */
  readonly #written = new Map<string, { readonly order: PhraseJob; readonly phrase: Phrase | null }>();
  #busy = false;

  /** @param writer without one, nothing is written. */
  constructor(writer: PhraseModel | undefined) {
    this.#writer = writer;
  }

  /** Whether anybody writes ahead. */
  get hasWriter(): boolean {
    return this.#writer !== undefined;
  }

  /** Whether a phrase is being written. */
  get isBusy(): boolean {
    return this.#busy;
  }

  /** Whether an order has been tried. */
  has(slot: string, order: PhraseJob): boolean {
    return this.#written.get(slot)?.order === order;
  }

  /** The phrase for an order; null where there is none. */
  get(slot: string, order: PhraseJob): Phrase | null {
    const spare = this.#written.get(slot);
    return spare?.order === order ? spare.phrase : null;
  }

  /** Writes to an order, and keeps what comes while it is still wanted; then `done` is called. */
  write(slot: string, order: PhraseJob, isWanted: () => boolean, done: () => void): void {
    if (this.#writer === undefined || this.#busy) return;
    this.#busy = true;
    const put = (phrase: Phrase | null) => {
      this.#busy = false;
      if (isWanted()) this.#written.set(slot, { order, phrase });
      done();
    };
    generateFor(this.#writer, order).then(put, () => put(null));
  }

  /** Forgets a slot's. */
  drop(slot: string): void {
    this.#written.delete(slot);
  }

  /** Forgets all. */
  clear(): void {
    this.#written.clear();
  }
}
