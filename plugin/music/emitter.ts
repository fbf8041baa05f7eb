/** Typed events. A subscription ends by `off`, or by the function that `on` returns. */

/** Ends a subscription; may be called twice. */
export type Unsubscribe = () => void;

type Listener = (event: never) => void;

interface Subscription {
  readonly listener: Listener;
  readonly once: boolean;
}

/** Emits events to listeners, by name. A listener that throws is reported once and does not stop the others. */
export class Emitter<Events extends object> {
  readonly #subscriptions = new Map<keyof Events, Set<Subscription>>();
  /** Listeners that have thrown. */
  readonly #thrown = new WeakSet<Listener>();
  readonly #report: (message: string, cause: unknown) => void;
  #parent: Emitter<Events> | null;

  /**
   * @param report receives the first error of each listener.
   * @param parent emits every event as well, until {@link clear}
   */
  constructor(report: (message: string, cause: unknown) => void, parent: Emitter<Events> | null = null) {
    this.#report = report;
    this.#parent = parent;
  }

  /** Calls a listener at each event of a name until `off` or the returned function is called. */
  on<K extends keyof Events>(name: K, listener: (event: Events[K]) => void): Unsubscribe {
    return this.#subscribe(name, listener, false);
  }

  /** Calls a listener at the next event of a name only; `off` and the returned function cancel it. */
  once<K extends keyof Events>(name: K, listener: (event: Events[K]) => void): Unsubscribe {
    return this.#subscribe(name, listener, true);
  }

  /** Removes a listener, whether it was to be called once or always. */
  off<K extends keyof Events>(name: K, listener: (event: Events[K]) => void): void {
    const set = this.#subscriptions.get(name) ?? [];
    for (const subscription of set) if (subscription.listener === listener) this.#remove(name, subscription);
  }

  /** Calls all listeners of a name, and then those of the parent; listeners that an earlier one has removed are left out. */
  emit<K extends keyof Events>(name: K, event: Events[K]): void {
    const set = this.#subscriptions.get(name) ?? new Set();
    for (const subscription of [...set]) {
      if (!set.has(subscription)) continue;
      const { listener, once } = subscription;
      if (once) this.#remove(name, subscription);
      try {
        (listener as (event: Events[K]) => void)(event);
      } catch (error) {
        if (!this.#thrown.has(listener)) this.#report(`a listener of '${String(name)}' threw`, error);
        this.#thrown.add(listener);
      }
    }
    this.#parent?.emit(name, event);
  }

  /** Forgets all listeners and the parent. */
  clear(): void {
    this.#parent = null;
    for (const set of this.#subscriptions.values()) set.clear();
  }

  #subscribe(name: keyof Events, listener: Listener, once: boolean): Unsubscribe {
    const set = this.#subscriptions.get(name) ?? new Set();
    this.#subscriptions.set(name, set);
    for (const known of set)
      if (known.listener === listener && known.once === once) return () => this.#remove(name, known);
    const subscription = { listener, once };
    set.add(subscription);
    return () => this.#remove(name, subscription);
  }

  #remove(name: keyof Events, subscription: Subscription): void {
    this.#subscriptions.get(name)?.delete(subscription);
  }
}
