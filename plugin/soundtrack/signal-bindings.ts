/** Functions of the game that are called at each tick: getters of signals, and the `until` of pushed moods. What one throws is reported once. */

import { plainText } from '../mood/names.ts';
import type { SignalValue } from '../mood/signals.ts';
import { isOver } from './push-options.ts';

/** Reads a signal's value off the game. What is no value (undefined, null, NaN) leaves the signal as it is. */
export type SignalGetter = () => SignalValue | null | undefined;

/** Takes what the functions say; each may throw. */
export interface BindingTarget {
  signal(name: string, value: SignalValue): unknown;
  pop(key: string): unknown;
}

/** One getter for each signal, one `until` for each pushed mood. */
export class SignalBindings {
  readonly #getters = new Map<string, SignalGetter>();
  readonly #untils = new Map<string, () => boolean>();
  readonly #failed = new Set<SignalGetter>();

  constructor(private readonly report: { readonly error: (message: string, cause: unknown) => void }) {}

  /** Reads a signal by a getter from the next poll on, in place of the one before. */
  bind(signal: string, getter: SignalGetter): void {
    this.#getters.set(signal, getter);
  }

  /** Stops reading a signal. */
  unbind(signal: string): void {
    this.#getters.delete(signal);
  }

  /** Pops a pushed mood when a function returns true; null forgets the function. */
  popWhen(key: string, until: (() => boolean) | null): void {
    if (until === null) this.#untils.delete(key);
    else this.#untils.set(key, until);
  }

  /** Whether a function says when a pushed mood ends: it cannot be saved. */
  hasUntil(key: string): boolean {
    return this.#untils.has(key);
  }

  /** Calls every function. Getters never make it throw. */
  poll(target: BindingTarget): void {
    for (const [signal, getter] of [...this.#getters]) {
      try {
        const value = getter();
        if (value === undefined || value === null || Number.isNaN(value)) continue;
        target.signal(signal, value);
      } catch (error) {
        if (this.#failed.has(getter)) continue;
        this.#failed.add(getter);
        this.report.error(
          `the getter bound to signal '${plainText(signal)}' failed; the signal keeps its last value`,
          error,
        );
      }
    }
    for (const [key, until] of [...this.#untils]) if (isOver(until, this.report)) target.pop(key);
  }
}
