/** The mixer is the stage that sounds: three decks for moods, a place in front for stingers, one way out. */

import type { Stage, TimedBar } from '../conductor/stage.ts';
import type { Seconds } from '../music/time.ts';
import { Deck } from './deck.ts';
import { Master } from './master.ts';
import { levelFor } from './palettes/levels.ts';
import { Library, type LibraryOptions } from './palettes/library.ts';
import type { Palette } from './palettes/voicing.ts';
import { BorrowedContext } from './tone.ts';
import { TrackPlayer } from './track-player.ts';
import { VoicePool } from './voice-pool.ts';

/** Decks that play moods: one leaving, one coming, one to catch up. */
export const DECKS = 3;

/** How a mixer is set up. */
export interface MixerOptions extends LibraryOptions {
  /** 0..1; default 1. */
  readonly volume?: number;
  /** Takes the one line that is written when something cannot sound; default `console.warn`. */
  readonly warn?: (message: string) => void;
  /** Voices of all decks that may sound at once, past which the oldest make room; default: each deck has 96. */
  readonly maxVoices?: number;
  /** Whether synthesisers may play while samples load or where they cannot be had; default true. */
  readonly standIns?: boolean;
  /** Gain of a mood's band with a palette at an intensity, in dB; default {@link levelFor}, which is measured. */
  readonly levels?: typeof levelFor;
}

/** A stage that sounds into a node of a game's audio. */
export interface Mixer extends Stage {
  /** 0..1. */
  volume: number;
  muted: boolean;
  /** Voices that sound or are about to, on all decks. */
  readonly voices: number;
  /** Audio nodes of all of it. */
  readonly nodes: number;
  /** Those among them that are gains of voices, or wait for the next. */
  readonly gains: number;
  /** Bytes of decoded samples. */
  readonly bytes: number;
  /** A deck's fade at a time, 0..1. */
  levelAt(deck: number, time: Seconds): number;
  /** Takes out voices that have ended; only an offline context needs it. */
  tidy(): void;
  /** Stops everything and takes every node out. May be called twice; after it, calls do nothing. */
  dispose(): void;
}

/**
 * Makes a mixer on somebody else's context, which it neither resumes, suspends nor closes.
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
  const { standIns = true, levels = levelFor } = options;
  // Where nothing may stand in for what has been put away, all is kept.
  const library = new Library(native, standIns ? options : { ...options, budget: Number.POSITIVE_INFINITY });
  const pool = options.maxVoices === undefined ? undefined : new VoicePool(options.maxVoices);
  const { master, decks, front } = context.build(() => {
    const master = new Master(context, destination, volume);
    const decks = Array.from({ length: DECKS }, () => new Deck(context, library, master.decks, 0, pool));
    return { master, decks, front: new Deck(context, library, master.front, 1, pool) };
  });
  const tracks = new TrackPlayer(native, master.tracks.input as AudioNode);
  const recording = options.audio ?? (() => null);
  const palettes = new Map<string, Palette>();
  const lacked = new Set<string>();
  const warned = new Set<string>();

  const warnOnce = (message: string) => {
    if (warned.has(message)) return;
    warned.add(message);
    warn(message);
  };
  /** Nothing may throw in the game loop: what goes wrong is told once and not heard. */
  const safely = (act: () => void) => {
    if (disposed) return;
    try {
      act();
    } catch (error) {
      warnOnce((error as Error).message);
    }
  };
  const deckAt = (index: number): Deck => {
    const deck = decks[index];
    if (deck === undefined) throw new RangeError(`there is no deck ${index}; decks are 0 to ${DECKS - 1}`);
    return deck;
  };
  const prepared = (name: string): Palette => {
    const palette = palettes.get(name);
    if (palette === undefined) throw new Error(`palette '${name}' is not loaded, so it is silent; prepare it first`);
    return palette;
  };
  const lacking = (instrument: string) => {
    const keys = library.missingKeys(instrument).map((key) => `'${key}'`);
    const [palette, role] = instrument.split('/');
    warnOnce(
      `palette '${palette}' has no recording ${keys.join(', ')} for its ${role} yet; load it with this.load.audio(key, …)`,
    );
  };
  /** The newest bar handed over, some of whose notes may come later: stingers come at its mood's loudness. */
  let newest = { mood: '', time: 0 };
  const playBar = (bar: TimedBar) => {
    const { mood } = bar.origin;
    if (bar.time >= newest.time) newest = { mood, time: bar.time };
    const palette = prepared(bar.palette);
    const deck = deckAt(bar.deck);
    const band = { palette, lacking, gain: levels(mood, bar.palette, bar.intensity) };
    deck.brighten(bar.brightness, bar.time);
    for (const { role, name, notes } of bar.parts) deck.play(band, role, name, notes);
    library.tidy();
  };

  return {
    now: () => native.currentTime,
    async prepare(name, lackingPart = (cause) => warnOnce((cause as Error).message)) {
      const palette = library.palette(name);
      const loading = library.load(palette);
      if (!standIns) await loading;
      else {
        loading.catch((cause: unknown) => {
          if (!disposed && !lacked.has(name)) lackingPart(cause);
          lacked.add(name);
        });
        await library.sounding(palette, loading);
      }
      palettes.set(name, palette);
    },
    play: (bar) => safely(() => playBar(bar)),
    fade: (deck, to, time, duration, curve) => safely(() => deckAt(deck).fade(to, time, duration, curve)),
    clear: (deck, time, ring) => safely(() => deckAt(deck).silence(time, ring)),
    sting: (notes, palette) =>
      safely(() => {
        if (notes.length === 0) return;
        const start = Math.min(...notes.map(({ time }) => time));
        const loaded = prepared(palette);
        front.silence(start); // one stinger gives way to the next
        front.play({ palette: loaded, lacking, gain: levels(newest.mood, palette, 0.5) }, 'stinger', null, notes);
        master.yield(start, Math.max(...notes.map(({ time, duration }) => time + duration)));
      }),
    trackSeconds: (key) => recording(key)?.duration ?? null,
    track: (call) =>
      safely(() => {
        const buffer = recording(call.key);
        if (buffer === null) throw new Error(`no recording '${call.key}' is loaded, so it is silent`);
        tracks.play(buffer, call);
      }),
    endTrack: (time, duration, curve) => safely(() => tracks.end(time, duration, curve)),
    duck: (gainDb, attack, release, time) => safely(() => master.duck(gainDb, attack, release, time)),
    muffle: (cutoffHz, seconds, time) => safely(() => master.muffle(cutoffHz, seconds, time)),
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
    get voices() {
      return [...decks, front].reduce((sum, deck) => sum + deck.voices, 0);
    },
    get gains() {
      return [...decks, front].reduce((sum, deck) => sum + deck.gains, 0);
    },
    get nodes() {
      return [master, ...decks, front, tracks].reduce((sum, part) => sum + part.nodes, 0);
    },
    levelAt: (deck, time) => deckAt(deck).levelAt(time),
    tidy: () => safely(() => [...decks, front].forEach((deck) => void deck.tidy())),
    dispose() {
      if (disposed) return;
      disposed = true;
      for (const deck of [...decks, front]) deck.dispose();
      tracks.dispose();
      master.dispose();
      library.dispose();
      palettes.clear();
      context.dispose();
    },
  };
}
