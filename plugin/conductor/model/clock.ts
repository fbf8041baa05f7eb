/** Music time runs with the output's clock from the first bar on; it stands still while the music is paused or the machine sleeps. */

import { BEFORE } from '../../formats/log-entries.ts';
import type { Seconds } from '../../music/time.ts';

/** Converts the output's clock to music time and back. */
export class TransportClock {
  /** Clock time of music time 0; null before the music begins. */
  #zero: Seconds | null = null;
  #stoppedAt: Seconds | null = null;

  /** @param read the output's clock. */
  constructor(private readonly read: () => Seconds) {}

  /** Clock time. */
  get clock(): Seconds {
    return this.read();
  }

  /** Music time: seconds since the first bar. */
  get now(): Seconds {
    return this.#stoppedAt ?? (this.#zero === null ? BEFORE : this.read() - this.#zero);
  }

  /** Whether the first bar has been scheduled. */
  get hasBegun(): boolean {
    return this.#zero !== null;
  }

  /** Starts music time, so that it reaches `time` in `lead` seconds. */
  begin(lead: Seconds, time: Seconds): void {
    this.#zero = this.read() + lead - time;
  }

  /** Stops at a music time. */
  stop(at: Seconds): void {
    this.#stoppedAt = at;
  }

  /** Runs on from where it was stopped. */
  resume(): void {
    if (this.#stoppedAt === null) return;
    if (this.#zero !== null) this.#zero = this.read() - this.#stoppedAt;
    this.#stoppedAt = null;
  }

  /** Sets music time back, after seconds in which nothing could be played. */
  delayBy(seconds: Seconds): void {
    if (this.#zero !== null) this.#zero += seconds;
  }

  /** The clock time of a music time. */
  readonly toClock = (music: Seconds): Seconds => music + (this.#zero ?? 0);
}
