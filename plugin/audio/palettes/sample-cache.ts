/**
 * The shelf holds the packaged instruments of one audio context: sample packs, decoded as they come, and synthesisers,
 * rendered. Decoded samples are large (a second is 190 kB): past a budget, packs that have not been played for longest are
 * put away, and come back when they are asked for. A rough copy of a quarter of the size stays and plays until then, so
 * that no note is lost.
 */

import type { Seconds } from '../../music/time.ts';
import { decodePack, fetchPack, isPack } from './packs.ts';
import { bytesOf, type Sampled } from './sampled-instrument.ts';
import { isSynth, renderSynth } from './synth-render.ts';

/** Decoded samples are kept up to this many bytes, if all that played lately fits: three to five moods of the package. */
export const BUDGET = 64 * 2 ** 20;
/** Hz of rough copies: the highest note of any instrument is still heard. */
const ROUGH_RATE = 11025;
/** Browsers decode at this rate and above it. */
const LOWEST_RATE = 8000;
/** What has been played or asked for so lately is never put away. */
const LATELY: Seconds = 30;
/** How often it is looked whether something is to be put away. */
const LOOK: Seconds = 1;
/** After a failure, an instrument is asked for again by its notes at the earliest after this. */
const RETRY: Seconds = 15;

interface Entry {
  readonly loading: Promise<Sampled>;
  /** A pack that has come and is being decoded, or has been. */
  fetched: boolean;
  sampled: Sampled | null;
  failedAt: Seconds | null;
  used: Seconds;
  /** Who has asked for it, and is still there. */
  readonly users: Set<SampleCache>;
  /** Gives it up when nobody is left who has asked for it. */
  readonly end: AbortController;
}

/** What has been loaded, rough copies of what has been put away, and who shares it. */
interface Holdings {
  readonly entries: Map<string, Entry>;
  readonly rough: Map<string, Sampled>;
  readonly shelves: Set<SampleCache>;
  tidying: boolean;
}

/** Packs and synthesisers are decoded once a context, however many mixers play on it. */
const holdings = new WeakMap<BaseAudioContext, Holdings>();

/** What a shelf is set up with. */
export interface ShelfOptions {
  /** Bytes; default {@link BUDGET}. */
  readonly budget?: number;
  /** Hz that packs are decoded and synthesisers rendered at; default: the context's own. */
  readonly storedRate?: number;
}

/** Packaged instruments, by name. */
export class SampleCache {
  // Two games, or the old and the new music of one, may share a context: what one of them gives up, or has little room
  // for, the other may still want.
  readonly #context: BaseAudioContext;
  readonly #held: Holdings;
  readonly #budget: number;
  readonly #storedRate: number;
  #looked: Seconds = 0;
  /** Whether anything has been taken: before, all that is loaded is waited for. */
  #hasPlayed = false;
  readonly #isPlaying = () => [...this.#held.shelves].some((shelf) => shelf.#hasPlayed);

  constructor(context: BaseAudioContext, { budget = BUDGET, storedRate = context.sampleRate }: ShelfOptions = {}) {
    this.#context = context;
    this.#budget = budget;
    this.#storedRate = storedRate;
    this.#held = holdings.get(context) ?? {
      entries: new Map(),
      rough: new Map(),
      shelves: new Set(),
      tidying: false,
    };
    this.#held.shelves.add(this);
    holdings.set(context, this.#held);
  }

  /** Bytes of everything that is decoded. */
  get bytes(): number {
    const { entries, rough } = this.#held;
    let sum = 0;
    for (const { sampled } of entries.values()) if (sampled !== null) sum += bytesOf(sampled);
    for (const sampled of rough.values()) sum += bytesOf(sampled);
    return sum;
  }

  /** Whether an instrument can be had here. */
  has(name: string): boolean {
    return isPack(name) || isSynth(name);
  }

  /** Loads an instrument, once. Rejects with one line where it cannot be had; later calls try again. */
  load(name: string): Promise<Sampled> {
    return this.#entry(name).loading;
  }

  /** Whether an instrument can play now, be it in a rough copy. */
  isThere(name: string): boolean {
    return this.loaded(name) !== null || this.#held.rough.has(name);
  }

  /** Whether a pack has come, be it decoded yet or not. */
  isFetched(name: string): boolean {
    return this.#held.entries.get(name)?.fetched === true;
  }

  /** An instrument as it should sound; null where it is not there. It is not asked for. */
  loaded(name: string): Sampled | null {
    return this.#held.entries.get(name)?.sampled ?? null;
  }

  /** An instrument to play, in a rough copy where it had been put away; null where there is none. What is lacking is asked for. */
  get(name: string): Sampled | null {
    const entry = this.#held.entries.get(name);
    const now = this.#context.currentTime;
    if (entry?.sampled) {
      entry.used = now;
      this.#hasPlayed = true;
      return entry.sampled;
    }
    if (!entry || (entry.failedAt !== null && now - entry.failedAt > RETRY)) this.#entry(name).loading.catch(() => {});
    const rough = this.#held.rough.get(name) ?? null;
    this.#hasPlayed ||= rough !== null;
    return rough;
  }

  /** To be told now and then that time passes: puts away what is past the budget, one pack at a time. */
  tidy(): void {
    const now = this.#context.currentTime;
    if (this.#held.tidying || now - this.#looked < LOOK) return;
    this.#looked = now;
    // Of those who share a context, the one with the most room decides: nobody's samples go for the sake of another.
    if (this.bytes <= Math.max(...[...this.#held.shelves].map((shelf) => shelf.#budget))) return;
    const idle = [...this.#held.entries].filter(
      ([name, { sampled, used }]) => isPack(name) && sampled !== null && now - used > LATELY,
    );
    const [oldest] = idle.sort(([, a], [, b]) => a.used - b.used);
    if (oldest !== undefined) void this.#putAway(...oldest);
  }

  /** Gives up what is being rendered for nobody else; what has been stays for other mixers of the context. */
  dispose(): void {
    const { entries, shelves } = this.#held;
    shelves.delete(this);
    for (const [name, { sampled, users, end }] of entries) {
      users.delete(this);
      if (sampled || users.size > 0 || !isSynth(name)) continue;
      end.abort();
      entries.delete(name);
    }
  }

  /** Keeps a rough copy of a pack in its place, unless it has been played meanwhile, or no copy can be made. */
  async #putAway(name: string, { used }: Entry): Promise<void> {
    const { entries, rough } = this.#held;
    const roughRate = Math.min(ROUGH_RATE, this.#storedRate / 2);
    // What is as small already stays: no browser has to decode at less.
    if (roughRate < LOWEST_RATE) return;
    this.#held.tidying = true;
    try {
      const copy = await decodePack(name, await fetchPack(name), this.#decoder(roughRate), this.#isPlaying);
      if (entries.get(name)?.used !== used) return;
      rough.set(name, copy);
      entries.delete(name);
    } catch {
      // It stays as it is, and is tried again.
    } finally {
      this.#held.tidying = false;
    }
  }

  #entry(name: string): Entry {
    const { entries, rough } = this.#held;
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
        rough.delete(name);
      },
      // A failure may pass (a lost connection): it is tried again later.
      () => {
        entry.failedAt = this.#context.currentTime;
      },
    );
    return entry;
  }

  #render(name: string, signal: AbortSignal): Promise<Sampled> {
    const Offline = offlineClass(this.#context);
    return renderSynth(name, { Offline, sampleRate: this.#storedRate, signal, isPlaying: this.#isPlaying });
  }

  async #decode(name: string, fetched: () => void): Promise<Sampled> {
    const sprite = await fetchPack(name);
    fetched();
    return decodePack(name, sprite, this.#decoder(this.#storedRate), this.#isPlaying);
  }

  /** A context of the rate that packs are to be decoded at. */
  #decoder(sampleRate: number): BaseAudioContext {
    if (sampleRate === this.#context.sampleRate) return this.#context;
    const Offline = offlineClass(this.#context);
    return new Offline(1, 1, sampleRate);
  }
}

/** A class to render with: the browser's, or, where there is none, that of the context itself. */
function offlineClass(context: BaseAudioContext): typeof OfflineAudioContext {
  if (typeof OfflineAudioContext !== 'undefined') return OfflineAudioContext;
  return context.constructor as typeof OfflineAudioContext;
}
