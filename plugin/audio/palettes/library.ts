/**
 * The library keeps every instrument of one audio context: sample packs as they come, synthesisers that stand in until
 * then, a game's own recordings as the game loads them. It lends what is there at this moment, so that whoever asks bar
 * by bar passes from a stand-in to the samples at a bar line. Decoded samples are large (a second is 190 kB): past a
 * budget, packs that have not been played for longest are put away, and come back when they are asked for. Synthesisers
 * stay: they are half as large, and one stands in for every pack that has been put away, so that none of its notes is lost.
 */

import type { PaletteDefinition } from '../../conductor/palette-definition.ts';
import type { Seconds } from '../../music/time.ts';
import { keysOf, type Own, ownPalettes, ownSampled, paletteNamed } from './own.ts';
import { decodePack, fetchPack, isPack } from './packs.ts';
import { instrumentsOf } from './palettes.ts';
import { bytesOf, type Sampled } from './sampled.ts';
import { STAND_INS } from './stand-ins.ts';
import { isSynth, renderSynth } from './synth-render.ts';
import type { Palette } from './voicing.ts';

/** Decoded samples are kept up to this many bytes, if all that played lately fits: three to five moods of the package. */
export const BUDGET = 64 * 2 ** 20;
/** What has been played or asked for so lately is never put away. */
const LATELY: Seconds = 30;
/** How often it is looked whether something is to be put away. */
const LOOK: Seconds = 1;
/** After a failure, a pack is asked for again by its notes at the earliest after this. */
const RETRY: Seconds = 15;
/** Packs that have come so soon need no stand-in, as they are decoded sooner than it is rendered. */
const PROMPT_MS = 150;
/** Looks at what has come until then: a page that stands still for that long has not waited in vain, and looks once. */
const PROMPT_LOOKS = 5;

const NOT_YET = new Promise<never>(() => {});

interface Entry {
  loading: Promise<Sampled>;
  /** A pack that has come and is being decoded, or has been. */
  fetched: boolean;
  sampled: Sampled | null;
  failedAt: Seconds | null;
  used: Seconds;
}

/** Packs and synthesisers are decoded once a context, however many mixers play on it. */
const shelves = new WeakMap<BaseAudioContext, Map<string, Entry>>();

/** What a library is set up with. */
export interface LibraryOptions {
  readonly palettes?: Readonly<Record<string, PaletteDefinition>>;
  /** The loaded sound of a key, or null while there is none. */
  readonly audio?: (key: string) => AudioBuffer | null;
  /** Bytes; default {@link BUDGET}. */
  readonly budget?: number;
  /** Hz that packs are decoded and synthesisers rendered at; default: the context's own. */
  readonly storedRate?: number;
}

/** Instruments and palettes of one mixer. */
export class Library {
  readonly #context: BaseAudioContext;
  readonly #shelf: Map<string, Entry>;
  readonly #own: Own;
  readonly #audio: (key: string) => AudioBuffer | null;
  readonly #budget: number;
  readonly #storedRate: number;
  readonly #end = new AbortController();
  readonly #recorded = new Map<string, { readonly keys: number; readonly sampled: Sampled }>();
  #looked: Seconds = 0;
  /** Whether anything has been lent: before, all that is loaded is waited for. */
  #hasPlayed = false;
  readonly #isPlaying = () => this.#hasPlayed;

  /** @throws RangeError where a palette of the game's own names another that is not known. */
  constructor(context: BaseAudioContext, options: LibraryOptions) {
    const { palettes = {}, audio = () => null, budget = BUDGET, storedRate = context.sampleRate } = options;
    this.#context = context;
    this.#own = ownPalettes(palettes);
    this.#audio = audio;
    this.#budget = budget;
    this.#storedRate = storedRate;
    this.#shelf = shelves.get(context) ?? new Map();
    shelves.set(context, this.#shelf);
  }

  /** The palette of a name. @throws RangeError on an unknown name. */
  palette(name: string): Palette {
    return paletteNamed(name, this.#own);
  }

  /** Bytes of everything that is decoded. */
  get bytes(): number {
    let sum = 0;
    for (const { sampled } of this.#shelf.values()) if (sampled) sum += bytesOf(sampled);
    return sum;
  }

  /** Loads every instrument of a palette. Rejects with the first that fails, when all have been tried. */
  async load(palette: Palette): Promise<void> {
    const names = instrumentsOf(palette).filter((name) => isPack(name) || isSynth(name));
    const tried = await Promise.allSettled(names.map((name) => this.#entry(name).loading));
    const failed = tried.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Resolves when a palette can sound: with its samples where they come promptly, else with stand-ins. Rejects where it cannot. */
  async sounding(palette: Palette, loading: Promise<void>): Promise<void> {
    const loaded = loading.then(
      () => true,
      () => false,
    );
    const packs = instrumentsOf(palette).filter(isPack);
    for (let look = 0; look < PROMPT_LOOKS && packs.some((name) => !this.#shelf.get(name)?.fetched); look++)
      await new Promise((resolve) => setTimeout(resolve, PROMPT_MS / PROMPT_LOOKS));
    const lacking = packs.filter((name) => !this.#shelf.get(name)?.fetched);
    if ((lacking.length === 0 && (await loaded)) || this.#end.signal.aborted) return;
    const unsounding = packs.filter((name) => !this.#shelf.get(name)?.sampled);
    const standIns = [...new Set(unsounding.map(standInOf))];
    const rendered = Promise.all(standIns.map((name) => this.#entry(name).loading)).then(() => true);
    // Whichever is first; a load that failed is no way to sound.
    await Promise.race([rendered, loaded.then((there) => there || rendered)]);
  }

  /** What plays an instrument now, or null where nothing does yet. @param drum whether it plays a drums part. */
  lend(name: string, drum: boolean): Sampled | null {
    this.#hasPlayed = true;
    const own = this.#own.instruments.get(name);
    if (own) return this.#lendOwn(name, drum);
    const entry = this.#shelf.get(name);
    const now = this.#context.currentTime;
    if (entry?.sampled) {
      entry.used = now;
      return entry.sampled;
    }
    // Put away or failed: it is asked for again, and its stand-in plays.
    if (!entry || (entry.failedAt !== null && now - entry.failedAt > RETRY)) this.#entry(name).loading.catch(() => {});
    return (isPack(name) && this.#shelf.get(standInOf(name))?.sampled) || null;
  }

  /**
   * To be told now and then that time passes: puts away what is past the budget. What will stand in for it is rendered as
   * soon as there is too much, one at a time, in the first seconds of a game and not in the midst of it.
   */
  tidy(): void {
    const now = this.#context.currentTime;
    if (now - this.#looked < LOOK) return;
    this.#looked = now;
    const oldestFirst = [...this.#shelf].sort(([, a], [, b]) => a.used - b.used);
    let over = this.bytes - this.#budget;
    for (const [name, { sampled, used }] of oldestFirst) {
      if (over <= 0) return;
      if (!isPack(name) || !sampled) continue;
      const failedAt = this.#shelf.get(standInOf(name))?.failedAt ?? null;
      // For what cannot be rendered there is no putting away; it is tried again now and then.
      if (failedAt !== null && now - failedAt <= RETRY) continue;
      if (this.#entry(standInOf(name)).sampled === null) return;
      over -= bytesOf(sampled);
      if (now - used > LATELY) this.#shelf.delete(name);
    }
  }

  /** The keys of an instrument of the game's own that have not been loaded. */
  missingKeys(name: string): readonly string[] {
    const own = this.#own.instruments.get(name);
    return own ? keysOf(own).filter((key) => this.#audio(key) === null) : [];
  }

  /** Gives up what is being rendered; what has been stays for other mixers of the context. */
  dispose(): void {
    this.#end.abort();
    for (const [name, { sampled }] of this.#shelf) if (!sampled && isSynth(name)) this.#shelf.delete(name);
  }

  #lendOwn(name: string, drum: boolean): Sampled | null {
    const definition = this.#own.instruments.get(name)!;
    const keys = keysOf(definition).filter((key) => this.#audio(key) !== null).length;
    const known = this.#recorded.get(name);
    if (known && known.keys >= keys) return known.sampled;
    const sampled = ownSampled(definition, drum, this.#audio, (buffer) => this.#copy(buffer));
    if (sampled) this.#recorded.set(name, { keys, sampled });
    return sampled;
  }

  #copy(buffer: AudioBuffer): AudioBuffer {
    const copy = this.#context.createBuffer(buffer.numberOfChannels, buffer.length, buffer.sampleRate);
    for (let channel = 0; channel < buffer.numberOfChannels; channel++)
      copy.copyToChannel(buffer.getChannelData(channel), channel);
    return copy;
  }

  #entry(name: string): Entry {
    const now = this.#context.currentTime;
    const known = this.#shelf.get(name);
    if (known && known.failedAt === null) {
      known.used = now;
      return known;
    }
    const entry: Entry = { loading: NOT_YET, fetched: false, sampled: null, failedAt: null, used: now };
    entry.loading = isSynth(name) ? this.#rendered(name) : this.#loaded(name, entry);
    this.#shelf.set(name, entry);
    entry.loading.then(
      (sampled) => {
        entry.sampled = sampled;
      },
      // A failure may pass (a lost connection): it is tried again later.
      () => {
        entry.failedAt = this.#context.currentTime;
      },
    );
    return entry;
  }

  #rendered(name: string): Promise<Sampled> {
    const { signal } = this.#end;
    const Offline = offlineClass(this.#context);
    return renderSynth(name, { Offline, sampleRate: this.#storedRate, signal, isPlaying: this.#isPlaying });
  }

  async #loaded(name: string, entry: Entry): Promise<Sampled> {
    const sprite = await fetchPack(name);
    entry.fetched = true;
    return decodePack(name, sprite, this.#decoder(), this.#isPlaying);
  }

  /** A context of the rate that packs are decoded at. */
  #decoder(): BaseAudioContext {
    if (this.#storedRate === this.#context.sampleRate) return this.#context;
    const Offline = offlineClass(this.#context);
    return new Offline(1, 1, this.#storedRate);
  }
}

/** The synthesiser that plays while a pack is not there. */
function standInOf(pack: string): string {
  return STAND_INS[pack as keyof typeof STAND_INS];
}

/** A class to render with: the browser's, or, where there is none, that of the context itself. */
function offlineClass(context: BaseAudioContext): typeof OfflineAudioContext {
  if (typeof OfflineAudioContext !== 'undefined') return OfflineAudioContext;
  return context.constructor as typeof OfflineAudioContext;
}
