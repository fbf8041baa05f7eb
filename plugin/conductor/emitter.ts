/** Typed events: what is subscribed is owned by whoever subscribed, and released by calling what `on` gave back. */

/** Takes a subscription back; may be called twice. */
export type Unsubscribe = () => void;

/** Passes events on to listeners, by name. A listener that throws is reported and does not stop the others. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(event: never) => void>>();
  readonly #report: (message: string, cause: unknown) => void;

  /** @param report is told of listeners that throw. */
  constructor(report: (message: string, cause: unknown) => void) {
    this.#report = report;
  }

  /** Calls a listener at each event of a name until the answer is called. */
  on<K extends keyof Events>(name: K, listener: (event: Events[K]) => void): Unsubscribe {
    const set = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, set);
    set.add(listener);
    return () => void set.delete(listener);
  }

  /** Takes back one subscription. */
  off<K extends keyof Events>(name: K, listener: (event: Events[K]) => void): void {
    this.#listeners.get(name)?.delete(listener);
  }

  /** Tells all listeners of a name. */
  emit<K extends keyof Events>(name: K, event: Events[K]): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      try {
        (listener as (event: Events[K]) => void)(event);
      } catch (error) {
        this.#report(`a listener of '${String(name)}' threw`, error);
      }
    }
  }

  /** Forgets all listeners. */
  clear(): void {
    this.#listeners.clear();
  }
}
