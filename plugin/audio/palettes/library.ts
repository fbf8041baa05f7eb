/**
 * The library keeps every instrument of one audio context: sample packs as they come, synthesisers that stand in until
 * then, a game's own recordings as the game loads them. It lends what is there at this moment, so that whoever asks bar
 * by bar passes from a stand-in to the samples at a bar line. Decoded samples are large (a second is 190 kB): past a
 * budget, what has not been played for longest is put away, and comes back when it is asked for.
 */

import type { PaletteDefinition } from '../../conductor/palette-definition.ts';
import type { Seconds } from '../../music/time.ts';
import { keysOf, type Own, ownPalettes, ownSampled, paletteNamed } from './own.ts';
import { isPack, loadPack } from './packs.ts';
import { instrumentsOf } from './palettes.ts';
import { bytesOf, type Sampled } from './sampled.ts';
import { STAND_INS } from './stand-ins.ts';
import { isSynth, renderSynth } from './synth-render.ts';
import type { Palette } from './voicing.ts';

/** Decoded samples are kept up to this many bytes, if all that played lately fits: three to five moods of the package. */
export const BUDGET = 64 * 2 ** 20;
/** What has been played or asked for so lately is never put away. */
const LATELY: Seconds = 30;
/** After a failure, a pack is asked for again by its notes at the earliest after this. */
const RETRY: Seconds = 15;
/** Packs that are there so soon need no stand-in. */
const PROMPT_MS = 150;

interface Entry {
  loading: Promise<Sampled>;
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
  /** Hz that packs are decoded at; default: the context's own. */
  readonly packRate?: number;
}

/** Instruments and palettes of one mixer. */
export class Library {
  readonly #context: BaseAudioContext;
  readonly #shelf: Map<string, Entry>;
  readonly #own: Own;
  readonly #audio: (key: string) => AudioBuffer | null;
  readonly #budget: number;
  readonly #packRate: number;
  readonly #end = new AbortController();
  readonly #recorded = new Map<string, { readonly keys: number; readonly sampled: Sampled }>();

  /** @throws RangeError where a palette of the game's own names another that is not known. */
  constructor(context: BaseAudioContext, options: LibraryOptions) {
    const { palettes = {}, audio = () => null, budget = BUDGET, packRate = context.sampleRate } = options;
    this.#context = context;
    this.#own = ownPalettes(palettes);
    this.#audio = audio;
    this.#budget = budget;
    this.#packRate = packRate;
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
    this.#putAway();
    const failed = tried.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Resolves when a palette can sound: with its samples where they come promptly, else with stand-ins. Rejects where it cannot. */
  async sounding(palette: Palette, loading: Promise<void>): Promise<void> {
    const loaded = loading.then(
      () => true,
      () => false,
    );
    const prompt = new Promise<false>((resolve) => setTimeout(() => resolve(false), PROMPT_MS));
    if ((await Promise.race([loaded, prompt])) || this.#end.signal.aborted) return;
    const lacking = instrumentsOf(palette).filter((name) => isPack(name) && !this.#shelf.get(name)?.sampled);
    const standIns = [...new Set(lacking.map((name) => STAND_INS[name as keyof typeof STAND_INS]))];
    const rendered = Promise.all(standIns.map((name) => this.#entry(name).loading)).then(() => true);
    // Whichever is first; a load that failed is no way to sound.
    await Promise.race([rendered, loaded.then((there) => there || rendered)]);
  }

  /** What plays an instrument now, or null where nothing does yet. @param drum whether it plays a drums part. */
  lend(name: string, drum: boolean): Sampled | null {
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
    const standIn = isPack(name) ? this.#shelf.get(STAND_INS[name as keyof typeof STAND_INS]) : undefined;
    if (standIn) standIn.used = now;
    return standIn?.sampled ?? null;
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
    const { sampleRate } = this.#context;
    const loading = isSynth(name)
      ? renderSynth(name, offlineClass(this.#context), sampleRate, this.#end.signal)
      : loadPack(name, this.#decoder());
    const entry: Entry = { loading, sampled: null, failedAt: null, used: now };
    this.#shelf.set(name, entry);
    loading.then(
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

  /** A context of the rate that packs are decoded at. */
  #decoder(): BaseAudioContext {
    if (this.#packRate === this.#context.sampleRate) return this.#context;
    const Offline = offlineClass(this.#context);
    return new Offline(1, 1, this.#packRate);
  }

  #putAway(): void {
    const now = this.#context.currentTime;
    const oldestFirst = [...this.#shelf].sort(([, a], [, b]) => a.used - b.used);
    for (const [name, { sampled, used }] of oldestFirst) {
      if (this.bytes <= this.#budget) return;
      if (sampled && now - used > LATELY) this.#shelf.delete(name);
    }
  }
}

/** A class to render with: the browser's, or, where there is none, that of the context itself. */
function offlineClass(context: BaseAudioContext): typeof OfflineAudioContext {
  if (typeof OfflineAudioContext !== 'undefined') return OfflineAudioContext;
  return context.constructor as typeof OfflineAudioContext;
}
