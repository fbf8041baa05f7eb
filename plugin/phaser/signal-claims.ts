/**
 * What is said about a signal belongs to the scene that said it and ends with that scene: another scene that still runs
 * and has said something counts again, then what the game itself has said, then the signal's initial value.
 */

import type { SignalGetter } from '../conductor/controls/signal-bindings.ts';
import type { SignalValue } from '../mood/signals.ts';

/** Who said something: a scene, or null for the game. */
export type Owner = object | null;

/** Where signals go to. Each may throw, where a name or value is wrong. */
export interface SignalPort {
  signal(name: string, value: SignalValue): void;
  bind(name: string, getter: SignalGetter): void;
  unbind(name: string): void;
  /** The value of a signal that nobody has sent. */
  initial(name: string): SignalValue;
}

interface Claim<T> {
  readonly owner: Owner;
  value: T;
}

/** What was said of one signal, oldest first. */
interface Said {
  readonly values: Claim<SignalValue>[];
  readonly getters: Claim<SignalGetter>[];
}

/** The signals of one game, by who said what. */
export class SignalClaims {
  readonly #port: SignalPort;
  readonly #said = new Map<string, Said>();
  /** Signals whose value belonged to a scene that has ended since the last {@link settle}. */
  readonly #stale = new Set<string>();

  constructor(port: SignalPort) {
    this.#port = port;
  }

  /** Sends a value. @throws as the port does; then nothing has been said. */
  signal(owner: Owner, name: string, value: SignalValue): void {
    this.#port.signal(name, value);
    this.#claim(this.#of(name).values, owner, value);
    this.#stale.delete(name);
  }

  /** Has a signal read off the game. @throws as the port does; then nothing has changed. */
  bind(owner: Owner, name: string, getter: SignalGetter): void {
    const said = this.#of(name);
    const read: SignalGetter = () => {
      const value = getter();
      // What was read last is what the owner has said, should it stop reading.
      if (value !== undefined && value !== null && !Number.isNaN(value)) this.#claim(said.values, owner, value);
      return value;
    };
    this.#port.bind(name, typeof getter === 'function' ? read : getter);
    this.#claim(said.getters, owner, read);
    this.#stale.delete(name);
  }

  /** Stops reading a signal, whoever reads it; it keeps its last value, which ends with the scene that read it. */
  unbind(name: string): void {
    this.#port.unbind(name);
    const said = this.#said.get(name);
    if (said) said.getters.length = 0;
  }

  /** A scene has ended. Its getters are read no more from now on; what its signals fall back to is sent by {@link settle}. */
  end(owner: object): void {
    for (const [name, { values, getters }] of this.#said) {
      const counted = getters.length > 0 ? getters : values;
      if (counted.at(-1)?.owner === owner) this.#stale.add(name);
      if (getters.at(-1)?.owner === owner) this.#port.unbind(name);
      remove(values, owner);
      remove(getters, owner);
    }
  }

  /** Lets signals of scenes that have ended fall back, but those that another scene has taken up in the same frame. */
  settle(): void {
    if (this.#stale.size === 0) return;
    for (const name of [...this.#stale]) this.#apply(name);
    this.#stale.clear();
  }

  /** Says everything again to music that begins anew. @param values whether values count, or only getters. */
  sayAgain(values: boolean): void {
    for (const [name, { getters }] of this.#said) if (values || getters.length > 0) this.#apply(name, values);
  }

  #apply(name: string, values = true): void {
    const said = this.#of(name);
    const getter = said.getters.at(-1);
    try {
      if (getter) this.#port.bind(name, getter.value);
      else if (values) this.#port.signal(name, said.values.at(-1)?.value ?? this.#port.initial(name));
    } catch {
      // The soundtrack has changed since, and knows no such signal any more.
      this.#said.delete(name);
    }
  }

  #of(name: string): Said {
    const said = this.#said.get(name) ?? { values: [], getters: [] };
    this.#said.set(name, said);
    return said;
  }

  #claim<T>(claims: Claim<T>[], owner: Owner, value: T): void {
    const last = claims.at(-1);
    if (last?.owner === owner) {
      last.value = value;
      return;
    }
    remove(claims, owner);
    claims.push({ owner, value });
  }
}

function remove(claims: Claim<unknown>[], owner: Owner): void {
  const at = claims.findIndex((claim) => claim.owner === owner);
  if (at !== -1) claims.splice(at, 1);
}
