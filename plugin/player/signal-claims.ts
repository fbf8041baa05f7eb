/**
 * The value of a signal belongs to the scene that sent it and ends with the scene. The signal then falls back to the value of
 * another running scene, else that of the game, else its initial value.
 */

import type { SignalValue } from '../mood/signals.ts';
import type { SignalGetter } from '../soundtrack/signal-bindings.ts';

/** Who sent a value: a scene, or null for the game. */
export type Owner = object | null;

/** The receiver of signals. Methods may throw for an invalid name or value. */
export interface SignalPort {
  signal(name: string, value: SignalValue): void;
  bind(name: string, getter: SignalGetter): void;
  unbind(name: string): void;
  /** The initial value of a signal. */
  initial(name: string): SignalValue;
}

interface Claim<T> {
  readonly owner: Owner;
  value: T;
}

/** Values and getters of one signal, oldest first. */
interface SentValues {
  readonly values: Claim<SignalValue>[];
  readonly getters: Claim<SignalGetter>[];
}

/** The signals of one game, with their owners. */
export class SignalClaims {
  readonly #port: SignalPort;
  readonly #sent = new Map<string, SentValues>();
  /** Signals whose owner has ended since the last {@link settle}. */
  readonly #stale = new Set<string>();

  constructor(port: SignalPort) {
    this.#port = port;
  }

  /** Sends a value. @throws as the port does, without effect. */
  signal(owner: Owner, name: string, value: SignalValue): void {
    this.#port.signal(name, value);
    this.#claim(this.#of(name).values, owner, value);
    this.#stale.delete(name);
  }

  /** Binds a signal to a getter. @throws as the port does, without effect. */
  bind(owner: Owner, name: string, getter: SignalGetter): void {
    const sent = this.#of(name);
    const read: SignalGetter = () => {
      const value = getter();
      // If the owner stops reading, the value read last counts as sent.
      if (value !== undefined && value !== null && !Number.isNaN(value)) this.#claim(sent.values, owner, value);
      return value;
    };
    this.#port.bind(name, typeof getter === 'function' ? read : getter);
    this.#claim(sent.getters, owner, read);
    this.#stale.delete(name);
  }

  /** Unbinds a signal from any getter; it keeps its last value, which still ends with its scene. */
  unbind(name: string): void {
    this.#port.unbind(name);
    const sent = this.#sent.get(name);
    if (sent) sent.getters.length = 0;
  }

  /** A scene has ended: its getters are no longer read; {@link settle} sends the values that its signals fall back to. */
  end(owner: object): void {
    for (const [name, { values, getters }] of this.#sent) {
      const counted = getters.length > 0 ? getters : values;
      if (counted.at(-1)?.owner === owner) this.#stale.add(name);
      if (getters.at(-1)?.owner === owner) this.#port.unbind(name);
      remove(values, owner);
      remove(getters, owner);
    }
  }

  /** Sends fallback values for signals of ended scenes, unless another scene has set them in the same frame. */
  settle(): void {
    if (this.#stale.size === 0) return;
    for (const name of [...this.#stale]) this.#apply(name);
    this.#stale.clear();
  }

  /** Sends everything again to restarted music. @param values whether values are sent, or only getters. */
  resend(values: boolean): void {
    for (const [name, { getters }] of this.#sent) if (values || getters.length > 0) this.#apply(name, values);
  }

  #apply(name: string, values = true): void {
    const sent = this.#of(name);
    const getter = sent.getters.at(-1);
    try {
      if (getter) this.#port.bind(name, getter.value);
      else if (values) this.#port.signal(name, sent.values.at(-1)?.value ?? this.#port.initial(name));
    } catch {
      // The soundtrack has changed and no longer declares the signal.
      this.#sent.delete(name);
    }
  }

  #of(name: string): SentValues {
    const sent = this.#sent.get(name) ?? { values: [], getters: [] };
    this.#sent.set(name, sent);
    return sent;
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
