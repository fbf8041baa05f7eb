/** Phrases that the fallback wrote in the composer's place. Only what is heard of them counts as trouble, or as its end. */

import type { Phrase } from '../../music/phrase.ts';

/** Who is told of trouble. */
export interface TroubleReport {
  /** The fallback plays in the composer's place. */
  degraded(reason: string): void;
  /** The composer's phrases are played again. */
  recovered(reason: string): void;
}

/** Knows them by their phrases. */
export class DegradationMonitor {
  readonly #report: TroubleReport;
  readonly #all = new WeakSet<Phrase>();
  /** Those among them that were written while the composer was still on its way or at its first phrases. */
  readonly #passing = new WeakSet<Phrase>();
  #count = 0;
  #degraded = false;

  constructor(report: TroubleReport) {
    this.#report = report;
  }

  /** True while the fallback plays in the composer's place. */
  get degraded(): boolean {
    return this.#degraded;
  }

  /** How many there were so far. */
  get count(): number {
    return this.#count;
  }

  /** Takes note of one. `passing` where it only fills the time until the composer has come. */
  add(phrase: Phrase, passing: boolean): void {
    this.#count++;
    this.#all.add(phrase);
    if (passing) this.#passing.add(phrase);
  }

  /** Takes note of one of a saved game, which filled the time until the composer came. */
  addPassing(phrase: Phrase): void {
    this.#passing.add(phrase);
  }

  /** Whether a phrase only filled the time until the composer came, and is no tune to return to. */
  isPassing(phrase: Phrase): boolean {
    return this.#passing.has(phrase);
  }

  /** To be told of each phrase that is played. `reason` says why the fallback would have had to write it, `trouble` what is wrong with the composer now. */
  played(phrase: Phrase, reason: string, trouble: string): void {
    if (this.#passing.has(phrase)) return;
    const makeshift = this.#all.has(phrase);
    if (makeshift === this.#degraded || (!makeshift && trouble !== '')) return;
    this.#degraded = makeshift;
    if (makeshift) this.#report.degraded(trouble || reason);
    else this.#report.recovered('the composer plays again');
  }
}
