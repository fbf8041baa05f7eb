/**
 * Resolves an instrument's name to what can play it now: its samples or the game's recordings; until they are loaded, a
 * rendered synthesizer; and until that is ready, an oscillator. Callers ask once per bar, so changes fall on bar lines.
 */

import { createYielder, finished } from '../../music/background-tasks.ts';
import type { PaletteDefinition } from '../../soundtrack/palette.ts';
import type { Palette } from './channel-settings.ts';
import { type CustomPalettes, keysOf, ownPalettes, paletteNamed, samplingOwn } from './custom-palettes.ts';
import { STAND_INS } from './fallback-instruments.ts';
import { Oscillators } from './oscillators.ts';
import { isPack } from './packs.ts';
import { instrumentsOf } from './palettes.ts';
import { SampleCache, type SampleCacheOptions } from './sample-cache.ts';
import type { Sampled } from './sampled-instrument.ts';

/** Packs that arrive within this time need no synthesizer: they are decoded before it would be rendered. */
const PROMPT_MS = 150;
/** How long to wait for arrived packs to be decoded before synthesizers are rendered. */
const DECODING_MS = 800;
/** Number of polls within {@link PROMPT_MS}. If the page is blocked for the whole time, one poll still happens. */
const PROMPT_LOOKS = 5;

/** Options of an instrument resolver. */
export interface LibraryOptions extends SampleCacheOptions {
  readonly palettes?: Readonly<Record<string, PaletteDefinition>>;
  /** The loaded buffer of a key, or null. */
  readonly audio?: (key: string) => AudioBuffer | null;
  /** Whether oscillators play when nothing else is ready; default true. */
  readonly oscillators?: boolean;
}

/** The instruments and palettes of one mixer. */
export class InstrumentResolver {
  readonly #context: BaseAudioContext;
  readonly #cache: SampleCache;
  readonly #own: CustomPalettes;
  readonly #audio: (key: string) => AudioBuffer | null;
  readonly #recorded = new Map<string, { readonly keys: number; readonly sampled: Sampled }>();
  /** Null if unavailable instruments are silent. */
  readonly #oscillators: Oscillators | null;
  readonly #end = new AbortController();
  readonly #ended = new Promise<void>((resolve) => {
    this.#end.signal.addEventListener('abort', () => resolve());
  });

  /** @throws RangeError if a custom palette refers to an unknown palette or instrument. */
  constructor(context: BaseAudioContext, options: LibraryOptions) {
    const { palettes = {}, audio = () => null, oscillators = true } = options;
    this.#context = context;
    this.#oscillators = oscillators ? new Oscillators(context) : null;
    this.#own = ownPalettes(palettes);
    this.#audio = audio;
    this.#cache = new SampleCache(context, options);
  }

  /** The palette of a name. @throws RangeError for an unknown name. */
  palette(name: string): Palette {
    return paletteNamed(name, this.#own);
  }

  /** Bytes of all decoded samples. */
  get bytes(): number {
    return this.#cache.bytes;
  }

  /** Loads every instrument of a palette, and prepares the game's own. Rejects with the first error, after all have been tried. */
  async load(palette: Palette): Promise<void> {
    const names = instrumentsOf(palette).filter((name) => this.#cache.has(name));
    const own = this.#prepareOwn(palette);
    const tried = await Promise.allSettled([...names.map((name) => this.#cache.load(name)), own]);
    const failed = tried.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /**
   * Resolves when a palette no longer needs oscillators: with its samples if they arrive promptly, else with samples or
   * synthesizers, whichever is ready first. Rejects if both fail. Resolves at once on disposal.
   */
  async sounding(palette: Palette, loading: Promise<void>): Promise<void> {
    const { signal } = this.#end;
    const loaded = loading.then(
      () => true,
      () => false,
    );
    const names = instrumentsOf(palette).filter((name) => this.#cache.has(name));
    const packs = names.filter(isPack);
    const haveCome = () => packs.every((name) => this.#cache.isFetched(name));
    for (let look = 0; look < PROMPT_LOOKS && !haveCome(); look++) await pause(PROMPT_MS / PROMPT_LOOKS, signal);
    // Oscillators for the next bar are made now, one at a time.
    const turn = createYielder(() => true);
    for (const name of names) {
      if (!this.#cache.isThere(name)) this.#oscillators?.instrument(synthOf(name));
      await turn();
    }
    if (haveCome() && (await Promise.race([loaded, pause(DECODING_MS, signal)]))) return;
    if (signal.aborted) return;
    const missing = names.filter((name) => this.#cache.loaded(name) === null);
    const synths = [...new Set(missing.map(synthOf))];
    const rendered = Promise.all(synths.map((name) => this.#cache.load(name)));
    try {
      // Whichever is ready first; if one fails, the other may still succeed.
      await Promise.race([rendered.catch(() => loading), loading.catch(() => rendered), this.#ended]);
    } catch (cause) {
      if (!signal.aborted) throw cause;
    }
  }

  /** Whether a palette plays without oscillators now. */
  isReady(palette: Palette): boolean {
    const there = (name: string) => this.#cache.isThere(name) || this.#cache.isThere(synthOf(name));
    return instrumentsOf(palette).every((name) => !this.#cache.has(name) || there(name));
  }

  /** The samples that play an instrument now; null for custom recordings that are not loaded. @param drum whether it plays a drums part. */
  resolve(name: string, drum: boolean): Sampled | null {
    if (this.#own.instruments.has(name)) return this.#resolveOwn(name, drum);
    const synth = synthOf(name);
    return this.#cache.get(name) ?? this.#cache.loaded(synth) ?? this.#oscillators?.instrument(synth) ?? null;
  }

  /** Evicts samples that have not been played for long, if the cache is full. Call it regularly. */
  tidy(): void {
    this.#cache.tidy();
  }

  /** The keys of a custom instrument that are not loaded. */
  missingKeys(name: string): readonly string[] {
    const own = this.#own.instruments.get(name);
    return own ? keysOf(own).filter((key) => this.#audio(key) === null) : [];
  }

  /** Stops rendering; finished samples stay for other mixers on the context. */
  dispose(): void {
    this.#end.abort();
    this.#cache.dispose();
  }

  /** What is loaded of the game's recordings for a palette, leveled and looped before the notes that need it. */
  async #prepareOwn(palette: Palette): Promise<void> {
    const drums = new Set(palette.roles.drums.map(({ instrument }) => instrument));
    const turn = createYielder(this.#cache.isPlaying);
    for (const name of instrumentsOf(palette).filter((name) => this.#own.instruments.has(name))) {
      const work = this.#resolvingOwn(name, drums.has(name));
      while (!work.next().done) {
        await turn();
        if (this.#end.signal.aborted) return;
      }
    }
  }

  #resolveOwn(name: string, drum: boolean): Sampled | null {
    return finished(this.#resolvingOwn(name, drum));
  }

  *#resolvingOwn(name: string, drum: boolean): Generator<undefined, Sampled | null> {
    const definition = this.#own.instruments.get(name)!;
    const keys = keysOf(definition).filter((key) => this.#audio(key) !== null).length;
    const isKnown = () => (this.#recorded.get(name)?.keys ?? 0) >= keys;
    if (keys > 0 && !isKnown()) {
      const sampled = yield* samplingOwn(definition, drum, this.#audio, (buffer) => this.#copy(buffer));
      // A note may have needed it in the meantime.
      if (sampled && !isKnown()) this.#recorded.set(name, { keys, sampled });
    }
    return this.#recorded.get(name)?.sampled ?? null;
  }

  #copy(buffer: AudioBuffer): AudioBuffer {
    const copy = this.#context.createBuffer(buffer.numberOfChannels, buffer.length, buffer.sampleRate);
    for (let channel = 0; channel < buffer.numberOfChannels; channel++)
      copy.copyToChannel(buffer.getChannelData(channel), channel);
    return copy;
  }
}

/** Resolves with false after a time, or as soon as the signal aborts. Leaves no timer behind. */
function pause(ms: number, signal: AbortSignal): Promise<false> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', over);
      resolve(false);
    };
    const timer = setTimeout(over, ms);
    if (signal.aborted) over();
    else signal.addEventListener('abort', over);
  });
}

/** The synthesizer that replaces a pack; a synthesizer's name is returned as it is. */
function synthOf(name: string): string {
  return isPack(name) ? STAND_INS[name as keyof typeof STAND_INS] : name;
}
