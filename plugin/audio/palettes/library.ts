/**
 * The library lends instruments of one mixer's palettes: what is there at this moment, so that whoever asks bar by bar
 * passes from a synthesiser that stands in to the samples at a bar line, and to a game's own recordings as they are loaded.
 */

import type { PaletteDefinition } from '../../conductor/palette-definition.ts';
import { keysOf, type Own, ownPalettes, ownSampled, paletteNamed } from './own.ts';
import { isPack } from './packs.ts';
import { instrumentsOf } from './palettes.ts';
import type { Sampled } from './sampled.ts';
import { Shelf, type ShelfOptions } from './shelf.ts';
import { STAND_INS } from './stand-ins.ts';
import type { Palette } from './voicing.ts';

/** Packs that have come so soon need no stand-in, as they are decoded sooner than it is rendered. */
const PROMPT_MS = 150;
/** Looks at what has come until then: a page that stands still for that long has not waited in vain, and looks once. */
const PROMPT_LOOKS = 5;

/** What a library is set up with. */
export interface LibraryOptions extends ShelfOptions {
  readonly palettes?: Readonly<Record<string, PaletteDefinition>>;
  /** The loaded sound of a key, or null while there is none. */
  readonly audio?: (key: string) => AudioBuffer | null;
}

/** Instruments and palettes of one mixer. */
export class Library {
  readonly #context: BaseAudioContext;
  readonly #shelf: Shelf;
  readonly #own: Own;
  readonly #audio: (key: string) => AudioBuffer | null;
  readonly #recorded = new Map<string, { readonly keys: number; readonly sampled: Sampled }>();
  #disposed = false;

  /** @throws RangeError where a palette of the game's own names another that is not known. */
  constructor(context: BaseAudioContext, { palettes = {}, audio = () => null, ...options }: LibraryOptions) {
    this.#context = context;
    this.#own = ownPalettes(palettes);
    this.#audio = audio;
    this.#shelf = new Shelf(context, options);
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

  /** Resolves when a palette can sound: with its samples where they come promptly, else with stand-ins. Rejects where it cannot. */
  async sounding(palette: Palette, loading: Promise<void>): Promise<void> {
    const loaded = loading.then(
      () => true,
      () => false,
    );
    const packs = instrumentsOf(palette).filter(isPack);
    const haveCome = () => packs.every((name) => this.#shelf.isFetched(name));
    for (let look = 0; look < PROMPT_LOOKS && !haveCome(); look++)
      await new Promise((resolve) => setTimeout(resolve, PROMPT_MS / PROMPT_LOOKS));
    if ((haveCome() && (await loaded)) || this.#disposed) return;
    const lacking = packs.filter((name) => this.#shelf.loaded(name) === null);
    const standIns = [...new Set(lacking.map(standInOf))];
    const rendered = Promise.all(standIns.map((name) => this.#shelf.load(name))).then(() => true);
    // Whichever is first; a load that failed is no way to sound.
    await Promise.race([rendered, loaded.then((there) => there || rendered)]);
  }

  /** What plays an instrument now, or null where nothing does yet. @param drum whether it plays a drums part. */
  lend(name: string, drum: boolean): Sampled | null {
    if (this.#own.instruments.has(name)) return this.#lendOwn(name, drum);
    return this.#shelf.take(name) ?? (isPack(name) ? this.#shelf.loaded(standInOf(name)) : null);
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
    this.#disposed = true;
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

/** The synthesiser that plays while a pack is not there. */
function standInOf(pack: string): string {
  return STAND_INS[pack as keyof typeof STAND_INS];
}
