/** Everything that plays, from one start to the next stop: models, conductor, output, ticker. Whatever is made here is freed here. */

import type { Game } from 'phaser';
import { startTicker } from '../audio/ticker.ts';
import { Conductor } from '../conductor/conductor.ts';
import { DECK_COUNT } from '../conductor/decks.ts';
import type { ConductorInspection } from '../conductor/inspection.ts';
import type { ConductorLog } from '../conductor/log.ts';
import type { MixPicture } from '../conductor/mixing.ts';
import type { SavedMusic } from '../conductor/saved.ts';
import type { SoundtrackDefinition } from '../conductor/soundtrack.ts';
import type { PlayedNote } from '../generate/hear.ts';
import type { Seconds } from '../music/time.ts';
import { answerTo } from './answer.ts';
import { composeFor, composeNothing, type GameSource } from './composers.ts';
import { type Output, openOutput, silentStage } from './output.ts';

/** How often the conductor looks whether something is due. */
const TICK_MS = 50;
/** What a tick may spend on work that can wait; the part of an arrangement in which it ends is over it by a few tenths. */
const BUDGET_MS = 0.4;

/** A log that could be played again waits so long for a composer that is still loading, as it may have written it; and music from a bank for the bank. */
const PATIENCE: Seconds = 8;

/** Half a minute of ticks. */
const KEPT_COSTS = 600;

/** What a conductor shows of itself, with the sound that comes of it and what it costs. */
export interface GameInspection extends ConductorInspection {
  /** Null in games without sound. */
  readonly sound: {
    readonly running: boolean;
    /** Voices that sound or are about to. */
    readonly voices: number;
    /** Audio nodes of the plugin: those that stay, a source for each voice, and {@link gains}. */
    readonly nodes: number;
    /** Gains of voices, and those that wait to serve the next: as many as were needed at once. */
    readonly gains: number;
    /** Decoded samples in memory, in MB. */
    readonly samplesMB: number;
    /** Gain of each deck's fade, 0..1. */
    readonly decks: readonly number[];
  } | null;
  /** How loud and how open all music is asked to be, and by whom. */
  readonly mix: MixPicture;
  /** Milliseconds of this thread that the last ticks took, oldest first. */
  readonly ticks: readonly number[];
  /** The longest that writing a phrase has held this thread up, in ms; 0 where all was written in the worker. */
  readonly longestSlice: number;
  /** How long the last slices of writing held it up, in ms, oldest first. */
  readonly slices: readonly number[];
}

/** What a session begins with, where it is not the soundtrack's start. */
export interface Beginning {
  /** A log to play again. */
  readonly replay?: ConductorLog;
  /** What was saved, to go on with. */
  readonly saved?: SavedMusic;
}

/** What a session is set up with. */
export interface SessionOptions extends Beginning {
  readonly game: Game;
  readonly soundtrack: SoundtrackDefinition;
  readonly volume: number;
  readonly muted: boolean;
  readonly warn: (message: string, cause?: unknown) => void;
}

/** The parts that play together. */
export class Session {
  readonly conductor: Conductor;
  private readonly isReplay: boolean;
  private readonly output: Output | null;
  private readonly composing: GameSource;
  private readonly free: (() => void)[] = [];
  private begun = false;
  private isOver = false;
  private held = false;
  private answered = 0;
  private runsSince: Seconds | null = null;
  /** What the last ticks cost this thread, in ms. */
  private readonly costs: number[] = [];

  /** @throws with one clear line where the soundtrack is wrong. */
  constructor({ game, soundtrack, volume, muted, ...beginning }: SessionOptions) {
    // What was under way when the session ended may still fail: nobody has to hear of that.
    const warn: SessionOptions['warn'] = (...said) => this.isOver || beginning.warn(...said);
    this.isReplay = beginning.replay !== undefined;
    const opened = openOutput(game, soundtrack, warn);
    this.output = typeof opened === 'string' ? null : opened;
    if (typeof opened === 'string') warn(`no music: ${opened}`);
    this.composing = this.output ? composeFor(game, soundtrack, warn) : composeNothing();
    this.conductor = new Conductor({
      soundtrack,
      source: this.composing.source,
      stage: this.output?.stage ?? silentStage(),
      ...beginning,
      warn,
    });
    this.free.push(
      () => this.conductor.dispose(),
      () => this.composing.dispose(),
    );
    if (!this.output) return;
    const { output } = this;
    output.volume = volume;
    output.muted = muted;
    this.free.unshift(startTicker(() => this.tick(), TICK_MS));
    this.free.push(() => output.dispose());
    void this.tune(output);
  }

  /** Whether anything can be heard. */
  get sounds(): boolean {
    return this.output !== null;
  }

  /** Falls silent; music that has not begun waits for {@link resume}. */
  pause(): void {
    if (this.begun) this.conductor.pause();
    else this.held = true;
  }

  resume(): void {
    this.held = false;
    this.conductor.resume();
  }

  /** Goes on from notes that a player gave, to the music of this moment. */
  answer(played: readonly PlayedNote[]): Promise<PlayedNote[]> {
    const { soundtrack } = this.conductor;
    const seed = `${soundtrack.seed}/answer/${this.answered++}`;
    return answerTo(played, this.conductor.snapshot(), this.composing.source, seed);
  }

  setVolume(volume: number, muted: boolean): void {
    if (!this.output) return;
    this.output.volume = volume;
    this.output.muted = muted;
  }

  /** What is behind the music, sound and cost included. */
  inspect(): GameInspection {
    const conductor = this.conductor.inspect();
    const { output } = this;
    const sound = output && {
      running: output.running,
      voices: output.voices,
      nodes: output.nodes,
      gains: output.gains,
      samplesMB: output.bytes / 2 ** 20,
      decks: Array.from({ length: DECK_COUNT }, (_, deck) => output.levelAt(deck, conductor.time)),
    };
    const { longestSlice, slices } = this.composing;
    return { ...conductor, sound, mix: this.conductor.mixing.picture, ticks: [...this.costs], longestSlice, slices };
  }

  dispose(): void {
    this.isOver = true;
    for (const release of this.free.splice(0)) release();
  }

  /** Instruments of the moods that scenes ask for are loaded ahead, so that no move waits for them. */
  private async tune({ stage }: Output): Promise<void> {
    const { moods, scenes, start } = this.conductor.soundtrack;
    const names = new Set([...(start === null ? [] : [start]), ...[...scenes.values()].map(({ mood }) => mood)]);
    const palettes = new Set([...names].map((name) => moods.get(name)?.controls.palette));
    for (const palette of palettes) {
      if (this.free.length === 0 || palette === undefined) return;
      // The conductor asks again when it needs one, and reports what fails.
      await stage.prepare(palette).catch(() => {});
    }
  }

  private tick(): void {
    if (!this.begun) {
      this.conductor.prepare();
      if (this.held || !this.mayBegin()) return;
      this.begun = true;
      this.conductor.start();
    }
    const began = performance.now();
    const busy = this.conductor.advance({ budgetMs: BUDGET_MS });
    this.output?.stage.tick(busy);
    this.costs.push(performance.now() - began);
    if (this.costs.length > KEPT_COSTS) this.costs.shift();
  }

  private mayBegin(): boolean {
    const { output } = this;
    if (!output?.running) return false;
    if (!this.isReplay && !this.composing.mustCome) return true;
    this.runsSince ??= output.stage.now();
    return this.composing.settled || output.stage.now() - this.runsSince > PATIENCE;
  }
}
