/** Bindings read signals off the game itself. A getter belongs to somebody else: what it throws is told once and changes nothing. */

import { plainText } from '../../mood/names.ts';
import type { SignalValue } from '../../mood/signals.ts';

/** Reads a signal's value off the game. What is no value (undefined, null, NaN) leaves the signal as it is. */
export type SignalGetter = () => SignalValue | null | undefined;

/** The getters of one soundtrack, one a signal. */
export class SignalBindings {
  readonly #getters = new Map<string, SignalGetter>();
  readonly #reported = new Set<SignalGetter>();
  readonly #send: (signal: string, value: SignalValue) => void;
  readonly #report: (message: string, cause: unknown) => void;

  /** @param send takes each value; it may throw. @param complain is told once of a getter that cannot be used. */
  constructor(send: (signal: string, value: SignalValue) => void, complain: (message: string, cause: unknown) => void) {
    this.#send = send;
    this.#report = complain;
  }

  /** Reads a signal by a getter from the next poll on, in the place of the one before. */
  bind(signal: string, getter: SignalGetter): void {
    this.#getters.set(signal, getter);
  }

  /** Stops reading a signal; it keeps its last value. */
  unbind(signal: string): void {
    this.#getters.delete(signal);
  }

  /** Reads every getter. Never throws. */
  poll(): void {
    for (const [signal, getter] of [...this.#getters]) {
      try {
        const value = getter();
        if (value === undefined || value === null || Number.isNaN(value)) continue;
        this.#send(signal, value);
      } catch (error) {
        if (this.#reported.has(getter)) continue;
        this.#reported.add(getter);
        this.#report(
          `the getter bound to signal '${plainText(signal)}' failed; the signal keeps its last value`,
          error,
        );
      }
    }
  }
}
