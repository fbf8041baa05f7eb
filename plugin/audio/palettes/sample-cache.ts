/**
 * The packaged instruments of one audio context: decoded sample packs and rendered synthesizers. Decoded samples are large
 * (190 kB per second): beyond a budget, the least recently played packs are evicted, and loaded again on demand. A
 * placeholder at a low sample rate, a quarter of the size, stays and plays meanwhile, so that no note is lost.
 */

import type { Seconds } from '../../music/time.ts';
import { decodePack, fetchPack, isPack } from './packs.ts';
import { bytesOf, type Sampled } from './sampled-instrument.ts';
import { isSynth, renderSynth } from './synth-render.ts';

/** Default budget in bytes: three to five moods of the package. Recently played samples may exceed it. */
export const BUDGET = 64 * 2 ** 20;
/** Sample rate of placeholders in Hz: the highest note of any instrument is still audible. */
const PLACEHOLDER_RATE = 11025;
/** Lowest sample rate at which all browsers decode, in Hz. */
const LOWEST_RATE = 8000;
/** Samples that were played or requested within this time are never evicted. */
const LATELY: Seconds = 30;
/** Interval of checks for eviction. */
const LOOK: Seconds = 1;
/** Shortest time after a failure before playing an instrument requests it again. */
const RETRY: Seconds = 15;

interface Entry {
  readonly loading: Promise<Sampled>;
  /** Whether the pack has been fetched. */
  fetched: boolean;
  sampled: Sampled | null;
  failedAt: Seconds | null;
  used: Seconds;
  /** The live caches that have requested it. */
  readonly users: Set<SampleCache>;
  /** Aborts rendering when no user is left. */
  readonly end: AbortController;
}

/** The samples of a context, placeholders of evicted packs, and the caches that share them. */
interface Holdings {
  readonly entries: Map<string, Entry>;
  readonly placeholders: Map<string, Sampled>;
  readonly caches: Set<SampleCache>;
  tidying: boolean;
}

/** Packs and synthesizers are decoded once per context and shared by its mixers. */
const holdings = new WeakMap<BaseAudioContext, Holdings>();

/** Options of a sample cache. */
export interface SampleCacheOptions {
  /** Bytes; default {@link BUDGET}. */
  readonly budget?: number;
  /** Sample rate in Hz at which packs are decoded and synthesizers rendered; default: the context's. */
  readonly storedRate?: number;
}

/** The packaged instruments of one mixer. */
export class SampleCache {
  // Two games, or the old and the new music of one game, may share a context: one cache must not remove what another still
  // uses.
  readonly #context: BaseAudioContext;
  readonly #held: Holdings;
  readonly #budget: number;
  readonly #storedRate: number;
  #looked: Seconds = 0;
  /** Whether anything has been played; before that, loading takes longer time slices. */
  #hasPlayed = false;
  /** Whether music plays at this moment. */
  readonly isPlaying = () => [...this.#held.caches].some((cache) => cache.#hasPlayed);

  constructor(
    context: BaseAudioContext,
    { budget = BUDGET, storedRate = context.sampleRate }: SampleCacheOptions = {},
  ) {
    this.#context = context;
    this.#budget = budget;
    this.#storedRate = storedRate;
    this.#held = holdings.get(context) ?? {
      entries: new Map(),
      placeholders: new Map(),
      caches: new Set(),
      tidying: false,
    };
    this.#held.caches.add(this);
    holdings.set(context, this.#held);
  }

  /** Bytes of all decoded samples. */
  get bytes(): number {
    const { entries, placeholders } = this.#held;
    let sum = 0;
    for (const { sampled } of entries.values()) if (sampled !== null) sum += bytesOf(sampled);
    for (const sampled of placeholders.values()) sum += bytesOf(sampled);
    return sum;
  }

  /** Whether the package has an instrument of that name. */
  has(name: string): boolean {
    return isPack(name) || isSynth(name);
  }

  /** Loads an instrument, once. Rejects with a one-line error; later calls try again. */
  load(name: string): Promise<Sampled> {
    return this.#entry(name).loading;
  }

  /** Whether an instrument can play now, possibly as a placeholder. */
  isThere(name: string): boolean {
    return this.loaded(name) !== null || this.#held.placeholders.has(name);
  }

  /** Whether a pack has been fetched. */
  isFetched(name: string): boolean {
    return this.#held.entries.get(name)?.fetched === true;
  }

  /** An instrument at full quality, or null; does not load it. */
  loaded(name: string): Sampled | null {
    return this.#held.entries.get(name)?.sampled ?? null;
  }

  /** An instrument to play, possibly as a placeholder, or null. Loads it if it is missing. */
  get(name: string): Sampled | null {
    const entry = this.#held.entries.get(name);
    const now = this.#context.currentTime;
    if (entry?.sampled) {
      entry.used = now;
      this.#hasPlayed = true;
      return entry.sampled;
    }
    if (!entry || (entry.failedAt !== null && now - entry.failedAt > RETRY)) this.#entry(name).loading.catch(() => {});
    const placeholders = this.#held.placeholders.get(name) ?? null;
    this.#hasPlayed ||= placeholders !== null;
    return placeholders;
  }

  /** Evicts at most one pack if the samples exceed the budget. Call it regularly. */
  tidy(): void {
    const now = this.#context.currentTime;
    if (this.#held.tidying || now - this.#looked < LOOK) return;
    this.#looked = now;
    // Of the caches that share a context, the largest budget counts: none evicts another's samples.
    if (this.bytes <= Math.max(...[...this.#held.caches].map((cache) => cache.#budget))) return;
    const idle = [...this.#held.entries].filter(
      ([name, { sampled, used }]) => isPack(name) && sampled !== null && now - used > LATELY,
    );
    const [oldest] = idle.sort(([, a], [, b]) => a.used - b.used);
    if (oldest !== undefined) void this.#evict(...oldest);
  }

  /** Aborts rendering that no other cache needs; finished samples stay for the context's other mixers. */
  dispose(): void {
    const { entries, caches } = this.#held;
    caches.delete(this);
    for (const [name, { sampled, users, end }] of entries) {
      users.delete(this);
      if (sampled || users.size > 0 || !isSynth(name)) continue;
      end.abort();
      entries.delete(name);
    }
  }

  /** Replaces a pack by a placeholder, unless it is played meanwhile or the placeholder fails. */
  async #evict(name: string, { used }: Entry): Promise<void> {
    const { entries, placeholders } = this.#held;
    const placeholderRate = Math.min(PLACEHOLDER_RATE, this.#storedRate / 2);
    // A pack this small stays: browsers need not decode at lower rates.
    if (placeholderRate < LOWEST_RATE) return;
    this.#held.tidying = true;
    try {
      const copy = await decodePack(name, await fetchPack(name), this.#decoder(placeholderRate), this.isPlaying);
      if (entries.get(name)?.used !== used) return;
      placeholders.set(name, copy);
      entries.delete(name);
    } catch {
      // The pack stays and is tried again.
    } finally {
      this.#held.tidying = false;
    }
  }

  #entry(name: string): Entry {
    const { entries, placeholders } = this.#held;
    const now = this.#context.currentTime;
    const known = entries.get(name);
    if (known && known.failedAt === null) {
      known.used = now;
      known.users.add(this);
      return known;
    }
    const fetched = () => {
      entry.fetched = true;
    };
    const end = new AbortController();
    const loading = isSynth(name) ? this.#render(name, end.signal) : this.#decode(name, fetched);
    const users = new Set<SampleCache>([this]);
    const entry: Entry = { loading, fetched: false, sampled: null, failedAt: null, used: now, users, end };
    entries.set(name, entry);
    loading.then(
      (sampled) => {
        entry.sampled = sampled;
        placeholders.delete(name);
      },
      // A failure may be temporary (a lost connection): it is tried again later.
      () => {
        entry.failedAt = this.#context.currentTime;
      },
    );
    return entry;
  }

  #render(name: string, signal: AbortSignal): Promise<Sampled> {
    const Offline = offlineClass(this.#context);
    return renderSynth(name, { Offline, sampleRate: this.#storedRate, signal, isPlaying: this.isPlaying });
  }

  async #decode(name: string, fetched: () => void): Promise<Sampled> {
    const sprite = await fetchPack(name);
    fetched();
    return decodePack(name, sprite, this.#decoder(this.#storedRate), this.isPlaying);
  }

  /** A context with the sample rate at which packs are decoded. */
  #decoder(sampleRate: number): BaseAudioContext {
    if (sampleRate === this.#context.sampleRate) return this.#context;
    const Offline = offlineClass(this.#context);
    return new Offline(1, 1, sampleRate);
  }
}

/** The offline context class of the browser or, without one, of the given context. */
function offlineClass(context: BaseAudioContext): typeof OfflineAudioContext {
  if (typeof OfflineAudioContext !== 'undefined') return OfflineAudioContext;
  return context.constructor as typeof OfflineAudioContext;
}
