/** The mixer is the stage that sounds: three decks for moods, a place in front for stingers, one way out. */

import type { Stage, TimedBar } from '../conductor/stage.ts';
import type { Seconds } from '../music/time.ts';
import { Deck } from './deck.ts';
import { Master } from './master.ts';
import { type LoadedPalette, loadPalette } from './palettes/load.ts';
import { BorrowedContext } from './tone.ts';

/** Decks that play moods: one leaving, one coming, one to catch up. */
export const DECKS = 3;

/** How a mixer is set up. */
export interface MixerOptions {
  /** 0..1; default 1. */
  readonly volume?: number;
  /** Takes the one line that is written when something cannot sound; default `console.warn`. */
  readonly warn?: (message: string) => void;
}

/** A stage that sounds into a node of a game's audio. */
export interface Mixer extends Stage {
  /** 0..1. */
  volume: number;
  muted: boolean;
  /** Voices that sound or are about to, on all decks. */
  readonly voices: number;
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
  const { master, decks, front } = context.build(() => {
    const master = new Master(context, destination, volume);
    const decks = Array.from({ length: DECKS }, () => new Deck(context, master.decks, master, 0));
    return { master, decks, front: new Deck(context, master.stinger, master, 1) };
  });
  const palettes = new Map<string, LoadedPalette>();
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
  const loaded = (name: string): LoadedPalette => {
    const palette = palettes.get(name);
    if (palette === undefined) throw new Error(`palette '${name}' is not loaded, so it is silent; prepare it first`);
    return palette;
  };
  const playBar = (bar: TimedBar) => {
    const palette = loaded(bar.palette);
    const deck = deckAt(bar.deck);
    deck.brighten(bar.brightness, bar.time);
    for (const { role, name, notes } of bar.parts) deck.play(palette, role, name, notes);
  };

  return {
    now: () => native.currentTime,
    async prepare(name) {
      if (palettes.has(name)) return;
      const palette = await loadPalette(name, native);
      palettes.set(name, palette);
    },
    play: (bar) => safely(() => playBar(bar)),
    fade: (deck, to, time, duration, curve) => safely(() => deckAt(deck).fade(to, time, duration, curve)),
    clear: (deck, time) => safely(() => deckAt(deck).silence(time)),
    sting: (notes, palette) =>
      safely(() => {
        if (notes.length === 0) return;
        front.play(loaded(palette), 'stinger', null, notes);
        const start = Math.min(...notes.map(({ time }) => time));
        master.duck(start, Math.max(...notes.map(({ time, duration }) => time + duration)));
      }),
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
    levelAt: (deck, time) => deckAt(deck).levelAt(time),
    tidy: () => safely(() => [...decks, front].forEach((deck) => void deck.tidy())),
    dispose() {
      if (disposed) return;
      disposed = true;
      for (const deck of [...decks, front]) deck.dispose();
      master.dispose();
      palettes.clear();
      context.dispose();
    },
  };
}
