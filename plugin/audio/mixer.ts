/** The mixer is the audio output that plays: three decks for moods, a bus for stingers, one for tracks, and the master bus. */

import { plainText } from '../mood/names.ts';
import type { Seconds } from '../music/time.ts';
import { type AudioOutput, DECK_COUNT, type TimedBar } from '../output/audio-output.ts';
import { Deck, type PartSettings } from './deck.ts';
import { LazyAmbience } from './lazy-ambience.ts';
import { MasterBus } from './master-bus.ts';
import type { Palette } from './palettes/channel-settings.ts';
import { InstrumentResolver, type LibraryOptions } from './palettes/instrument-resolver.ts';
import { type FeltBand, levelFor } from './palettes/levels.ts';
import type { Sampled } from './palettes/sampled-instrument.ts';
import { PolyphonyLimiter } from './polyphony-limiter.ts';
import { BorrowedContext } from './tone.ts';
import { TrackPlayer } from './track-player.ts';

/** How long a mood keeps its previous palette while a new one is loading. */
const KEEP: Seconds = 4;

/** Options of a mixer. */
export interface MixerOptions extends Omit<LibraryOptions, 'oscillators'> {
  /** 0..1; default 1. */
  readonly volume?: number;
  /** Called with a one-line warning when something cannot sound; default `console.warn`. */
  readonly warn?: (message: string) => void;
  /** Voices on all decks together; beyond, the oldest are stopped. Default: 96 per deck. */
  readonly maxVoices?: number;
  /** Whether fallback instruments play while samples load or are unavailable; default true. */
  readonly fallbackInstruments?: boolean;
  /** Gain in dB of a mood with a palette at an intensity; default {@link levelFor}, which was measured. */
  readonly levels?: typeof levelFor;
  /** Also receives the sum of the decks and their sends, before the tone, the compressor and the limiter. */
  readonly tap?: AudioNode;
}

/** An audio output that plays into a node of a game's context. */
export interface Mixer extends AudioOutput {
  /** 0..1. */
  volume: number;
  muted: boolean;
  /** Volume of the sounds of a place, 0..1, multiplied by {@link volume}. */
  ambienceVolume: number;
  /** The sounds of the place of the mood that leads. */
  readonly ambience: Pick<LazyAmbience, 'prepare' | 'end' | 'voices'>;
  /** Number of voices that sound or are scheduled, on all decks. */
  readonly voices: number;
  /** Number of audio nodes. */
  readonly nodes: number;
  /** Number of voice gains among them, including idle ones. */
  readonly gains: number;
  /** Bytes of decoded samples. */
  readonly bytes: number;
  /** A deck's fade gain at a clock time, 0..1. */
  levelAt(deck: number, time: Seconds): number;
  /**
   * Starts an awaited track once it is loaded, and schedules the sounds of a place up to a clock time. Call it regularly.
   * @param until default: two and a half seconds from now.
   */
  tick(until?: Seconds): void;
  /** Removes ended voices; only offline contexts need it. */
  tidy(): void;
  /** Stops everything and disconnects every node. May be called twice; afterwards, calls do nothing. */
  dispose(): void;
}

/**
 * Creates a mixer on the caller's context, which it neither resumes, suspends nor closes.
 * @example
 * const context = new AudioContext();
 * const mixer = createMixer(context, context.destination, { volume: 0.8 });
 * await mixer.prepare('woodland');
 */
export function createMixer(native: BaseAudioContext, destination: AudioNode, options: MixerOptions = {}): Mixer {
  const warn = options.warn ?? ((message: string) => console.warn(`adaptive music: ${message}`));
  const context = new BorrowedContext(native);
  let volume = options.volume ?? 1;
  let muted = false;
  let disposed = false;
  const { fallbackInstruments = true, levels = levelFor } = options;
  // Without fallback instruments, samples must not be evicted.
  const library = new InstrumentResolver(
    native,
    fallbackInstruments ? options : { ...options, oscillators: false, budget: Number.POSITIVE_INFINITY },
  );
  const pool = options.maxVoices === undefined ? undefined : new PolyphonyLimiter(options.maxVoices);
  const { master, decks, front } = context.build(() => {
    const master = new MasterBus(context, destination, volume, options.tap);
    const decks = Array.from({ length: DECK_COUNT }, () => new Deck(context, library, master.decks, 0, pool));
    return { master, decks, front: new Deck(context, library, master.stingerBus, 1, pool) };
  });
  const recording = options.audio ?? (() => null);
  const tracks = new TrackPlayer(native, master.tracks.input as AudioNode, recording);
  const ambience = new LazyAmbience(native, master.ambience.input as AudioNode, (message) => warnOnce(message));
  let ambienceVolume = 1;
  const palettes = new Map<string, Palette>();
  const incomplete = new Set<string>();
  const warned = new Set<string>();

  const warnOnce = (message: string) => {
    if (warned.has(message)) return;
    warned.add(message);
    warn(message);
  };
  /**
   * Nothing may throw in the game loop: an error is warned about once, and its sound is missing. A context that has been closed
   * refuses every node in some browsers; the session has one warning for that.
   */
  const safely = (act: () => void) => {
    if (disposed) return;
    try {
      act();
    } catch (error) {
      if (native.state !== 'closed') warnOnce((error as Error).message);
    }
  };
  const deckAt = (index: number): Deck => {
    const deck = decks[index];
    if (deck === undefined) throw new RangeError(`there is no deck ${index}; decks are 0 to ${DECK_COUNT - 1}`);
    return deck;
  };
  const prepare: Mixer['prepare'] = async (name, onMissingPart = (cause) => warnOnce((cause as Error).message)) => {
    const palette = library.palette(name);
    if (disposed) return;
    const loading = library.load(palette);
    if (fallbackInstruments) {
      palettes.set(name, palette);
      loading.catch((cause: unknown) => {
        if (!disposed && !incomplete.has(name)) onMissingPart(cause);
        incomplete.add(name);
      });
      await library.sounding(palette, loading);
    } else {
      await loading;
      palettes.set(name, palette);
    }
  };
  /** A palette to play now, loading it if it was not prepared. @throws if it is unknown, or not loaded and without fallback. */
  const open = (name: string): Palette => {
    const known = palettes.get(name);
    if (known !== undefined) return known;
    const palette = library.palette(name);
    if (!fallbackInstruments)
      throw new Error(`palette '${plainText(name)}' is not loaded, so it is silent; load it before it plays`);
    // `prepare` reports what is missing.
    prepare(name).catch(() => {});
    return palette;
  };
  /** When each palette that is still loading was first needed. */
  const wanted = new Map<string, Seconds>();
  /** The palette to use: for {@link KEEP} seconds the previous one while the requested one is loading. */
  const soundingName = (name: string, before: string | null): string => {
    const palette = open(name);
    if (!fallbackInstruments || library.isReady(palette)) {
      wanted.delete(name);
      return name;
    }
    const now = native.currentTime;
    const since = wanted.get(name) ?? now;
    wanted.set(name, since);
    return before !== null && before !== name && now - since < KEEP && library.isReady(open(before)) ? before : name;
  };
  const bandOf = (name: string, mood: string, intensity: number, felt?: FeltBand): PartSettings => {
    const resolved = new Map<string, Sampled | null>();
    const samplesFor = (instrument: string, drum: boolean) => {
      const key = `${instrument}${drum}`;
      if (!resolved.has(key)) resolved.set(key, library.resolve(instrument, drum));
      return resolved.get(key)!;
    };
    return {
      palette: open(name),
      samplesFor,
      onMissingSample: warnOfMissingSamples,
      gain: levels(mood, name, intensity, felt),
    };
  };
  const warnOfMissingSamples = (instrument: string) => {
    const keys = library.missingKeys(instrument).map((key) => `'${plainText(key)}'`);
    const [palette, role] = instrument.split('/');
    warnOnce(
      `palette '${plainText(palette)}' has no recording ${keys.join(', ')} for its ${role} yet; load it with this.load.audio(key, …)`,
    );
  };
  /** The latest bar; stingers use its mood's gain. */
  let newest: { mood: string; time: Seconds; name: string | null; felt?: FeltBand | undefined } = {
    mood: '',
    time: 0,
    name: null,
  };
  /** Mood and palette of each deck. */
  const played = new Map<number, { readonly mood: string; readonly name: string }>();
  /** Settings per bar: a bar arrives in pieces, and instruments change only on bar lines. */
  const bands = new WeakMap<
    TimedBar['origin'],
    { readonly palette: string; readonly name: string; readonly band: PartSettings }
  >();
  const bandFor = ({ origin, palette, deck, intensity }: TimedBar) => {
    const known = bands.get(origin);
    if (known?.palette === palette) return known;
    const before = played.get(deck);
    const name = soundingName(palette, before?.mood === origin.mood ? before.name : null);
    const chosen = { palette, name, band: bandOf(name, origin.mood, intensity, origin.felt) };
    bands.set(origin, chosen);
    played.set(deck, { mood: origin.mood, name });
    return chosen;
  };
  /** Bars of which something was played: what comes later is only more notes. */
  const begun = new WeakSet<TimedBar['origin']>();
  const playBar = (bar: TimedBar) => {
    const { mood } = bar.origin;
    const deck = deckAt(bar.deck);
    if (!begun.has(bar.origin)) {
      begun.add(bar.origin);
      ambience.play(bar);
      deck.setFilter(bar.brightness, bar.time);
    }
    const { band, name } = bandFor(bar);
    if (bar.time >= newest.time) newest = { mood, time: bar.time, name, felt: bar.origin.felt };
    for (const { role, name, notes } of bar.parts) deck.play(band, role, name, notes);
    library.tidy();
  };

  return {
    now: () => native.currentTime,
    prepare,
    play: (bar) => safely(() => playBar(bar)),
    follow: ({ deck, time, shades, ambience: sounds, gone = [] }) =>
      safely(() => {
        if (gone.length > 0) deckAt(deck).withdraw(gone, time);
        if (shades !== undefined) deckAt(deck).shade(shades, time);
        if (sounds !== undefined) ambience.follow(deck, sounds ?? undefined, time);
      }),
    fadeDeck: (deck, to, time, duration, curve) =>
      safely(() => {
        deckAt(deck).fade(to, time, duration, curve);
        ambience.fade(deck, to, time, duration);
      }),
    stopDeck: (deck, time, ring) =>
      safely(() => {
        deckAt(deck).silence(time, ring);
        ambience.stop(deck, time, ring ?? false);
      }),
    ambience,
    playStinger: (notes, palette) =>
      safely(() => {
        if (notes.length === 0) return;
        const start = Math.min(...notes.map(({ time }) => time));
        const band = bandOf(soundingName(palette, newest.name), newest.mood, 0.5, newest.felt);
        front.silence(start); // a new stinger replaces the current one
        front.play(band, 'stinger', null, notes);
        master.duckDecks(start, Math.max(...notes.map(({ time, duration }) => time + duration)));
      }),
    trackSeconds: (key) => recording(key)?.duration ?? null,
    track: (call) =>
      safely(() => {
        if (tracks.play(call)) return;
        const { key } = call;
        warnOnce(`no recording '${plainText(key)}' is loaded yet; it plays once this.load.audio(key, …) has loaded it`);
      }),
    tick: (until) =>
      safely(() => {
        tracks.tick();
        ambience.tick(until);
      }),
    trackIntensity: (intensity) =>
      safely(() => {
        tracks.intensity = intensity;
      }),
    endTrack: (time, duration, curve) => safely(() => tracks.end(time, duration, curve)),
    duck: (gainDb, attack, release, time) => safely(() => master.duck(gainDb, attack, release, time)),
    setLowpass: (cutoffHz, seconds, time) => safely(() => master.setLowpass(cutoffHz, seconds, time)),
    get bytes() {
      return library.bytes;
    },
    get volume() {
      return volume;
    },
    set volume(value) {
      volume = Math.min(1, Math.max(0, value));
      safely(() => master.setVolume(muted ? 0 : volume));
    },
    get muted() {
      return muted;
    },
    set muted(value) {
      muted = value;
      safely(() => master.setVolume(muted ? 0 : volume));
    },
    get ambienceVolume() {
      return ambienceVolume;
    },
    set ambienceVolume(value) {
      ambienceVolume = Math.min(1, Math.max(0, value));
      safely(() => master.setAmbienceVolume(ambienceVolume));
    },
    get voices() {
      return [...decks, front].reduce((sum, deck) => sum + deck.voices, 0);
    },
    get gains() {
      return [...decks, front].reduce((sum, deck) => sum + deck.gains, 0);
    },
    get nodes() {
      return [master, ...decks, front, tracks, ambience].reduce((sum, part) => sum + part.nodes, 0);
    },
    levelAt: (deck, time) => deckAt(deck).levelAt(time),
    tidy: () => safely(() => [...decks, front].forEach((deck) => void deck.tidy())),
    dispose() {
      if (disposed) return;
      disposed = true;
      for (const deck of [...decks, front]) deck.dispose();
      tracks.dispose();
      ambience.dispose();
      master.dispose();
      library.dispose();
      palettes.clear();
      context.dispose();
    },
  };
}
