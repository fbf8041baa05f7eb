/** Music time runs with the stage's clock from the first bar on; it stands still while the music is paused or the machine sleeps. */

import type { Seconds } from '../../music/time.ts';

/** Music time of whatever is asked before the music begins. */
export const BEFORE: Seconds = -1;

/** Reads music time from a clock. */
export class TransportClock {
  readonly #read: () => Seconds;
  /** Clock time of music time 0; null before the music begins. */
  #zero: Seconds | null = null;
  #stoppedAt: Seconds | null = null;

  /** @param read the stage's clock. */
  constructor(read: () => Seconds) {
    this.#read = read;
  }

  /** Clock time. */
  get clock(): Seconds {
    return this.#read();
  }

  /** Music time: seconds since the first bar. */
  get now(): Seconds {
    return this.#stoppedAt ?? (this.#zero === null ? BEFORE : this.#read() - this.#zero);
  }

  /** Sets a music time so far ahead of now. */
  begin(lead: Seconds, time: Seconds): void {
    this.#zero = this.#read() + lead - time;
  }

  /** Stands still at a music time. */
  stop(at: Seconds): void {
    this.#stoppedAt = at;
  }

  /** Runs on from where it stood. */
  resume(): void {
    if (this.#stoppedAt === null) return;
    if (this.#zero !== null) this.#zero = this.#read() - this.#stoppedAt;
    this.#stoppedAt = null;
  }

  /** Puts music time back, after time in which nothing could be played. */
  delayBy(by: Seconds): void {
    if (this.#zero !== null) this.#zero += by;
  }

  /** The clock time of a music time. */
  readonly toClock = (music: Seconds): Seconds => music + (this.#zero ?? 0);
}
