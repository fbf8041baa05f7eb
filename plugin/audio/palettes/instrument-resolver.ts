/**
 * The library resolves an instrument's name to what can play it now: its samples, or the game's recordings; while they
 * are missing, a rendered synthesiser; and while that is missing, too, an oscillator. Callers ask once a bar, so the
 * change from one to the next falls on a bar line.
 */

import type { PaletteDefinition } from '../../soundtrack/palette.ts';
import { createYielder } from '../time-slicing.ts';
import type { Palette } from './channel-settings.ts';
import { type CustomPalettes, keysOf, ownPalettes, ownSampled, paletteNamed } from './custom-palettes.ts';
import { STAND_INS } from './fallback-instruments.ts';
import { Oscillators } from './oscillators.ts';
import { isPack } from './packs.ts';
import { instrumentsOf } from './palettes.ts';
import { SampleCache, type ShelfOptions } from './sample-cache.ts';
import type { Sampled } from './sampled-instrument.ts';

/** Packs that have come so soon need no stand-in, as they are decoded sooner than it is rendered. */
const PROMPT_MS = 150;
/** Packs that have come are decoded sooner than stand-ins are rendered, unless that takes longer than this. */
const DECODING_MS = 800;
/** Looks at what has come until then: a page that stands still for that long has not waited in vain, and looks once. */
const PROMPT_LOOKS = 5;

/** What a library is set up with. */
export interface LibraryOptions extends ShelfOptions {
  readonly palettes?: Readonly<Record<string, PaletteDefinition>>;
  /** The loaded sound of a key, or null while there is none. */
  readonly audio?: (key: string) => AudioBuffer | null;
  /** Whether oscillators play what nothing else can; default true. */
  readonly oscillators?: boolean;
}

/** Instruments and palettes of one mixer. */
export class InstrumentResolver {
  readonly #context: BaseAudioContext;
  readonly #shelf: SampleCache;
  readonly #own: CustomPalettes;
  readonly #audio: (key: string) => AudioBuffer | null;
  readonly #recorded = new Map<string, { readonly keys: number; readonly sampled: Sampled }>();
  /** Null where what is not there is to be silent. */
  readonly #oscillators: Oscillators | null;
  readonly #end = new AbortController();
  readonly #ended = new Promise<void>((resolve) => {
    this.#end.signal.addEventListener('abort', () => resolve());
  });

  /** @throws RangeError where a palette of the game's own names another that is not known. */
  constructor(context: BaseAudioContext, options: LibraryOptions) {
    const { palettes = {}, audio = () => null, oscillators = true } = options;
    this.#context = context;
    this.#oscillators = oscillators ? new Oscillators(context) : null;
    this.#own = ownPalettes(palettes);
    this.#audio = audio;
    this.#shelf = new SampleCache(context, options);
  }

  /** The palette of a name. @throws RangeError on an unknown name. */
  palette(name: string): Palette {
    return paletteNamed(name, this.#own);
  }

  /** Bytes of everything that is decoded. */
  get bytes(): number {
    return this.#shelf.bytes;
  }

  /** Loads every instrument of a palette. Rejects with the first that fails, when all have been tried. */
  async load(palette: Palette): Promise<void> {
    const names = instrumentsOf(palette).filter((name) => this.#shelf.has(name));
    const tried = await Promise.allSettled(names.map((name) => this.#shelf.load(name)));
    const failed = tried.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /**
   * Resolves when a palette plays by more than oscillators: by its samples where they are there promptly, else by what is
   * first, samples or stand-ins. Rejects where it can have neither. Ends at once when the library is disposed.
   */
  async sounding(palette: Palette, loading: Promise<void>): Promise<void> {
    const { signal } = this.#end;
    const loaded = loading.then(
      () => true,
      () => false,
    );
    const names = instrumentsOf(palette).filter((name) => this.#shelf.has(name));
    const packs = names.filter(isPack);
    const haveCome = () => packs.every((name) => this.#shelf.isFetched(name));
    for (let look = 0; look < PROMPT_LOOKS && !haveCome(); look++) await pause(PROMPT_MS / PROMPT_LOOKS, signal);
    // Made ahead of the bar that may need them, one at a time.
    const turn = createYielder(() => true);
    for (const name of names) {
      if (!this.#shelf.isThere(name)) this.#oscillators?.instrument(synthOf(name));
      await turn();
    }
    if (haveCome() && (await Promise.race([loaded, pause(DECODING_MS, signal)]))) return;
    if (signal.aborted) return;
    const lacking = names.filter((name) => this.#shelf.loaded(name) === null);
    const synths = [...new Set(lacking.map(synthOf))];
    const rendered = Promise.all(synths.map((name) => this.#shelf.load(name)));
    try {
      // Whichever is there first; where one fails, the other may still come.
      await Promise.race([rendered.catch(() => loading), loading.catch(() => rendered), this.#ended]);
    } catch (cause) {
      if (!signal.aborted) throw cause;
    }
  }

  /** Whether a palette plays by more than oscillators now. */
  isReady(palette: Palette): boolean {
    const there = (name: string) => this.#shelf.isThere(name) || this.#shelf.isThere(synthOf(name));
    return instrumentsOf(palette).every((name) => !this.#shelf.has(name) || there(name));
  }

  /** What plays an instrument now; null for recordings of the game's own that are not loaded. @param drum whether it plays a drums part. */
  resolve(name: string, drum: boolean): Sampled | null {
    if (this.#own.instruments.has(name)) return this.#lendOwn(name, drum);
    const synth = synthOf(name);
    return this.#shelf.get(name) ?? this.#shelf.loaded(synth) ?? this.#oscillators?.instrument(synth) ?? null;
  }

  /** To be told now and then that time passes: what has not been played for long is put away where there is too much. */
  tidy(): void {
    this.#shelf.tidy();
  }

  /** The keys of an instrument of the game's own that have not been loaded. */
  missingKeys(name: string): readonly string[] {
    const own = this.#own.instruments.get(name);
    return own ? keysOf(own).filter((key) => this.#audio(key) === null) : [];
  }

  /** Gives up what is being rendered; what has been stays for other mixers of the context. */
  dispose(): void {
    this.#end.abort();
    this.#shelf.dispose();
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
}

/** Resolves, with false, after some time, or as soon as it is given up. Leaves no timer behind. */
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

/** The synthesiser that plays while a pack is not there; a synthesiser is itself. */
function synthOf(name: string): string {
  return isPack(name) ? STAND_INS[name as keyof typeof STAND_INS] : name;
}
