/** Reports failures that do not stop the music: each as an event, and once in the console. */

import { reasonOf } from '../../mood/names.ts';
import type { Emitter } from '../../music/emitter.ts';
import type { TransportClock } from './clock.ts';
import type { ConductorEvents } from './events.ts';

/** Texts that are remembered, so that the console does not show them again. */
const MOST_REPORTED = 100;

/** Different faults of ticks that are reported. */
const MOST_FAULTS = 20;

/** Emits `error`, `degraded` and `recovered`. */
export class ErrorReporter {
  readonly #reported = new Set<string>();
  readonly #faults = new Set<string>();
  #hasWarned = false;

  constructor(
    private readonly events: Emitter<ConductorEvents>,
    private readonly clock: TransportClock,
    private readonly warn: (message: string, cause?: unknown) => void,
  ) {}

  /** Reports a failure. */
  error(message: string, cause: unknown): void {
    this.events.emit('error', { message, cause });
    const text = `music: ${message}: ${reasonOf(cause)}`;
    if (this.#reported.has(text)) return;
    if (this.#reported.size >= MOST_REPORTED) this.#reported.clear();
    this.#reported.add(text);
    this.warn(text, cause);
  }

  /**
   * Does the work of a tick. Returns whether all of it was done. A lasting fault comes back with every tick, twenty times a
   * second: it is reported once.
   */
  attempt(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      const fault = reasonOf(error);
      if (this.#faults.has(fault) || this.#faults.size >= MOST_FAULTS) return false;
      this.#faults.add(fault);
      this.error('an error in the conductor', error);
      return false;
    }
  }

  /** The fallback plays in the model's place: an event each time, and one warning. */
  degraded(reason: string): void {
    this.events.emit('degraded', { reason, time: this.clock.clock });
    if (!this.#hasWarned) this.warn(`music: ${reason}; the built-in n-gram model plays until the composer is back`);
    this.#hasWarned = true;
  }

  /** The model plays again. */
  recovered(reason: string): void {
    this.events.emit('recovered', { reason, time: this.clock.clock });
  }
}
