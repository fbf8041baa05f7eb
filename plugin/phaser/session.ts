/** Everything that plays, from one start to the next stop: models, conductor, output, ticker. Whatever is made here is freed here. */

import type { Game, Sound } from 'phaser';
import { startTicker } from '../audio/ticker.ts';
import { Conductor } from '../conductor/conductor.ts';
import type { Emitter } from '../conductor/model/emitter.ts';
import type { ConductorInspection } from '../conductor/observe/inspection.ts';
import { DECK_COUNT } from '../conductor/output/audio-output.ts';
import type { MixState } from '../conductor/output/mix-controller.ts';
import type { ConductorLog } from '../conductor/recording/command-log.ts';
import type { SavedMusic } from '../conductor/save/save-format.ts';
import type { PlayedNote } from '../generate/quantize-input.ts';
import { reasonOf } from '../mood/names.ts';
import { TICK_BUDGET_MS, TICK_MS } from '../music/background-tasks.ts';
import type { Seconds } from '../music/time.ts';
import type { SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import { answerTo } from './answer.ts';
import { composeNothing, createModelSource, type GameSource } from './composers.ts';
import type { SoundtrackEvents } from './events.ts';
import { FirstScene } from './first-scene.ts';
import { idle } from './idle.ts';
import { Outlet } from './outlet.ts';
import { loadedSound, type Output, openOutput, webAudioOf } from './output.ts';
import { silentStage } from './silent-stage.ts';

/** A log that could be played again waits so long for a composer that is still loading, as it may have written it; and music from a bank for the bank. */
const PATIENCE: Seconds = 8;

/** A session begins so long after the one before it on the same decks: those fade out. */
const FADE_OUT: Seconds = 0.2;

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
  readonly mix: MixState;
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
  /** Emits the events of the music. */
  readonly events: Emitter<SoundtrackEvents>;
  readonly volume: number;
  readonly muted: boolean;
  readonly warn: (message: string, cause?: unknown) => void;
  /** Told of what keeps the music from being heard. */
  readonly fail: (message: string, cause: unknown) => void;
  /** Whether some scene or zone is tagged with a mood. */
  readonly isTagged: () => boolean;
  /** The session whose place it takes: its models and its output serve on where they can. It plays until it is disposed of. */
  readonly before?: MusicSession | null;
}

/** The parts that play together. */
export class MusicSession {
  readonly conductor: Conductor;
  /** Whether a scene, the game, or a log has asked for music. */
  private wanted: boolean;
  private readonly options: SessionOptions;
  /** Null in games without sound. */
  private readonly sound: Sound.WebAudioSoundManager | null;
  private readonly outlet: Outlet;
  private readonly composing: GameSource;
  private readonly firstScene: FirstScene;
  private readonly free: (() => void)[] = [];
  /** Null until the first scene is up, and where it could not be opened. */
  private output: Output | null = null;
  /** The context that no output could be opened on. */
  private failedOn: BaseAudioContext | null = null;
  private toldClosed = false;
  private begun = false;
  private isOver = false;
  private held = false;
  /** While the music moves to another audio context: whether it goes on there. */
  private moving: { goesOn: boolean } | null = null;
  private level: { volume: number; muted: boolean };
  private answered = 0;
  private runsSince: Seconds | null = null;
  /** Clock time from which the decks are its own. */
  private decksFreeFrom: Seconds = 0;
  /** What the last ticks cost this thread, in ms. */
  private readonly costs: number[] = [];

  /**
   * @throws with one clear line where the soundtrack, the log or what was saved is wrong; then nothing of it is left, and
   * the session before plays on.
   */
  constructor({ warn: warnGame, before = null, ...rest }: SessionOptions) {
    // What was under way when the session ended may still fail: nobody has to hear of that.
    const warn: SessionOptions['warn'] = (...said) => this.isOver || warnGame(...said);
    const options = { ...rest, warn };
    const { game, soundtrack, volume, muted, replay, saved } = options;
    this.options = options;
    this.level = { volume, muted };
    this.wanted = replay !== undefined || saved !== undefined || (soundtrack.start ?? 'none') !== 'none';
    const sound = webAudioOf(game);
    this.sound = typeof sound === 'string' ? null : sound;
    if (typeof sound === 'string' && before === null) warn(`no music: ${sound}`);
    this.outlet = new Outlet({
      now: () => this.sound?.context?.currentTime ?? 0,
      trackSeconds: (key) => loadedSound(game, key)?.duration ?? null,
    });
    this.firstScene = new FirstScene(game);
    const composing = before?.composesFor(soundtrack, this.sound) ? before.composing : null;
    this.composing = composing ?? (this.sound ? createModelSource(game, soundtrack, warn) : composeNothing());
    try {
      this.conductor = new Conductor({
        soundtrack,
        source: this.composing.source,
        stage: this.sound ? this.outlet : silentStage(),
        events: options.events,
        ...(replay && { replay }),
        ...(saved && { saved }),
        warn,
      });
    } catch (error) {
      this.abandon(before);
      throw error;
    }
    this.free.push(() => this.conductor.dispose());
    this.conductor.background.set('voices', this.outlet);
    if (!this.sound) return;
    this.free.unshift(startTicker(() => this.tick(), TICK_MS));
    if (before?.playsFor(soundtrack, this.sound)) void this.open(before.output!);
  }

  /** Whether anything can be heard. */
  get sounds(): boolean {
    return this.sound !== null;
  }

  /** Music has been asked for: it begins as soon as it can be heard. */
  want(): void {
    this.wanted = true;
  }

  /** Falls silent; music that has not begun waits for {@link resume}. */
  pause(): void {
    if (this.moving) this.moving.goesOn = false;
    else if (this.begun) this.conductor.pause();
    else this.held = true;
  }

  resume(): void {
    this.held = false;
    if (this.moving) this.moving.goesOn = true;
    else this.conductor.resume();
  }

  /** Goes on from notes that a player gave, to the music of this moment. */
  answer(played: readonly PlayedNote[]): Promise<PlayedNote[]> {
    const { soundtrack } = this.conductor;
    const seed = `${soundtrack.seed}/answer/${this.answered++}`;
    return answerTo(played, this.conductor.snapshot(), this.composing.source, seed);
  }

  setVolume(volume: number, muted: boolean): void {
    this.level = { volume, muted };
    if (this.output) Object.assign(this.output, this.level);
  }

  /** What is behind the music, sound and cost included. */
  inspect(): GameInspection {
    const conductor = this.conductor.inspect();
    const { output } = this;
    const levelAt = (deck: number) => output?.levelAt(deck, conductor.time) ?? 0;
    const sound = this.sound && {
      running: output?.running ?? false,
      voices: output?.voices ?? 0,
      nodes: output?.nodes ?? 0,
      gains: output?.gains ?? 0,
      samplesMB: (output?.bytes ?? 0) / 2 ** 20,
      decks: Array.from({ length: DECK_COUNT }, (_, deck) => levelAt(deck)),
    };
    const { longestSlice, slices } = this.composing;
    return { ...conductor, sound, mix: this.conductor.mixing.picture, ticks: [...this.costs], longestSlice, slices };
  }

  /** Falls silent for good, and frees what the session that takes its place does not share. May be called twice. */
  dispose(next: MusicSession | null = null): void {
    if (this.isOver) return;
    if (next !== null && next.output !== null && next.output === this.output)
      next.decksFreeFrom = next.output.stage.now() + FADE_OUT;
    this.abandon(next);
  }

  /** Frees what it does not share with another session, which plays on. */
  abandon(other: MusicSession | null): void {
    this.isOver = true;
    for (const release of this.free.splice(0)) release();
    this.close(other);
    if (this.composing !== other?.composing) this.composing.dispose();
  }

  /** Whether its models are those that a soundtrack asks for. */
  private composesFor({ model, workerUrl, bank }: SoundtrackDefinition, sound: MusicSession['sound']): boolean {
    const own = this.options.soundtrack;
    const isSame = own.model === model && own.workerUrl === workerUrl && own.bank === bank;
    return isSame && (this.sound === null) === (sound === null);
  }

  /** Whether its output is open where a game's sound goes out, with the palettes and the budget that a soundtrack asks for. */
  private playsFor({ palettes, budget }: SoundtrackDefinition, sound: Sound.WebAudioSoundManager): boolean {
    const own = this.options.soundtrack;
    const isSame = JSON.stringify([own.palettes, own.budget]) === JSON.stringify([palettes, budget]);
    return isSame && this.moving === null && (this.output?.isOf(sound) ?? false);
  }

  private get isDisposed(): boolean {
    return this.free.length === 0;
  }

  private tick(): void {
    const { context } = this.sound!;
    // Null where the game is about to end.
    if (!context || context === this.failedOn) return;
    if (this.output === null) {
      if (this.moving) void this.arrive();
      else if (this.mayOpen()) void this.open();
      return;
    }
    if (this.moving) return;
    if (context !== this.output.context) {
      void this.move();
      return;
    }
    if (context.state === 'closed') this.tellClosed();
    if (!this.begun) {
      if (!this.isWanted) return;
      this.conductor.prepare();
      if (this.held || !this.mayBegin()) return;
      this.begun = true;
      this.conductor.start();
    }
    const began = performance.now();
    this.conductor.advance({ budgetMs: TICK_BUDGET_MS });
    this.costs.push(performance.now() - began);
    if (this.costs.length > KEPT_COSTS) this.costs.shift();
  }

  /** Whether there is to be music: it was asked for, or it starts by itself, as no scene is tagged with a mood that would start it. */
  get isWanted(): boolean {
    return this.wanted || !(this.conductor.soundtrack.startsSilent || this.options.isTagged());
  }

  /** The first scene is up, and some music can be reached. */
  private mayOpen(): boolean {
    const wanted = this.isWanted;
    const running = this.sound!.context?.state === 'running';
    return this.firstScene.isUp(wanted && running) && (wanted || this.options.isTagged());
  }

  /** Opens the output and loads what the music needs, in moments in which the game has nothing to do. */
  private async open(shared: Output | null = null): Promise<void> {
    if (!this.openOutput(shared)) return;
    const { moods, scenes, start } = this.conductor.soundtrack;
    const first = this.isWanted ? [this.conductor.snapshot().mood] : [];
    const tagged = [...scenes.values()].map(({ mood }) => mood);
    const names = new Set([...first, ...(start === null ? [] : [start]), ...tagged]);
    const palettes = new Set([...names].flatMap((name) => moods.get(name)?.controls.palette ?? []));
    const loads = [...palettes].map((palette) => async () => {
      // The conductor asks again when it needs one, and reports what fails.
      await this.outlet.prepare(palette).catch(() => {});
    });
    // What is heard first comes first, and the network later than what can do without it.
    const heard = loads.shift()?.();
    const steps = [async () => this.composing.begin(), async () => heard, ...loads];
    for (const step of steps) {
      await idle();
      if (this.isDisposed) return;
      await step();
    }
  }

  /** @returns whether there is an output now; what it fails for is told once. */
  private openOutput(shared: Output | null = null): boolean {
    const { game, soundtrack, warn, fail } = this.options;
    try {
      const output = shared ?? openOutput(game, this.sound!, soundtrack, warn);
      Object.assign(output, this.level);
      this.output = output;
      this.outlet.open(output.stage);
      return true;
    } catch (cause) {
      this.failedOn = this.sound!.context;
      fail(`no music: the sound could not be set up: ${reasonOf(cause)}`, cause);
      return false;
    }
  }

  /** Leaves its output, and frees it where no other session plays through it. */
  private close(other: MusicSession | null = null): void {
    const { output } = this;
    this.output = null;
    this.outlet.leave();
    if (output !== other?.output) output?.dispose();
  }

  /** The game has another audio context: the music goes on there with the bar that was interrupted. */
  private async move(): Promise<void> {
    const { state } = this.conductor.snapshot();
    this.moving = { goesOn: state === 'playing' || state === 'waiting' };
    // Until it is left, the clock is the old one's.
    this.outlet.leave();
    if (this.moving.goesOn) this.conductor.pause();
    this.close();
    await this.arrive();
  }

  private async arrive(): Promise<void> {
    if (this.moving === null || !this.openOutput()) return;
    const { palette } = this.outlet;
    if (palette !== null) await this.outlet.prepare(palette).catch(() => {});
    const { goesOn } = this.moving;
    this.moving = null;
    if (goesOn && !this.isDisposed) this.conductor.resume();
  }

  private tellClosed(): void {
    if (this.toldClosed) return;
    this.toldClosed = true;
    const { warn } = this.options;
    warn(
      'the music is silent, as the audio context was closed; it goes on with sound.setAudioContext(new AudioContext())',
    );
  }

  private mayBegin(): boolean {
    const { output } = this;
    if (!output?.running || output.stage.now() < this.decksFreeFrom) return false;
    if (this.options.replay === undefined && !this.composing.mustCome) return true;
    this.runsSince ??= output.stage.now();
    return this.composing.settled || output.stage.now() - this.runsSince > PATIENCE;
  }
}
