/** The music from one start to the next stop: creates and frees models, conductor, output and ticker. */

import { type MoodDefinitions, readDescriptions } from '../affect/described-moods.ts';
import { heardTime, latencyOf } from '../audio/heard-time.ts';
import type { StemFile } from '../audio/stems/heard-stems.ts';
import { startTicker } from '../audio/ticker.ts';
import { Conductor } from '../conductor/conductor.ts';
import type { ConductorInspection } from '../conductor/observe/inspection.ts';
import type { ConductorLog } from '../formats/log.ts';
import type { SavedMusic } from '../formats/saved-music.ts';
import type { PlayedNote } from '../generate/quantize-input.ts';
import { reasonOf } from '../mood/names.ts';
import { TICK_BUDGET_MS, TICK_MS } from '../music/background-tasks.ts';
import type { Emitter } from '../music/emitter.ts';
import type { Seconds } from '../music/time.ts';
import { DECK_COUNT, type TimedBar } from '../output/audio-output.ts';
import type { MixState } from '../output/mix-controller.ts';
import type { SoundtrackDefinition } from '../soundtrack/soundtrack.ts';
import {
  type AnsweredNote,
  type AnswerOptions,
  answerLine,
  answerTo,
  checkAnswerOptions,
  onBarLine,
  timedNotes,
  timeToWrite,
} from './answer.ts';
import { BeatGrid } from './beat-grid.ts';
import { composeNothing, createModelSource, type GameSource } from './composers.ts';
import type { SoundtrackEvents } from './events.ts';
import type { MusicHost, SoundPort } from './host.ts';
import { idle } from './idle.ts';
import { LISTENING, Listener } from './listener.ts';
import { Outlet } from './outlet.ts';
import { type Output, openOutput } from './output.ts';
import { LazyPieces } from './pieces.ts';
import { silentOutput } from './silent-output.ts';

/**
 * How long a replay waits for a composer that is loading, because that composer may have written the log, and how long music
 * from a bank waits for the bank.
 */
const PATIENCE: Seconds = 8;

/** Pause between two sessions on the same decks, in which the decks of the first fade out. */
const FADE_OUT: Seconds = 0.2;

/** Number of tick durations that are stored: half a minute. */
const KEPT_COSTS = 600;

/** The conductor's inspection, with the state of the sound and the time that the music takes. */
export interface GameInspection extends ConductorInspection {
  /** Null in games without sound. */
  readonly sound: {
    readonly running: boolean;
    /** Number of voices that sound or are scheduled. */
    readonly voices: number;
    /** Number of sounds of the place that have a voice, at most 6. */
    readonly placeSounds: number;
    /** Number of audio nodes: permanent ones, a source per voice, and {@link gains}. */
    readonly nodes: number;
    /** Number of voice gains, idle ones included. They are reused, so there are as many as voices have sounded at once. */
    readonly gains: number;
    /** Decoded samples in memory, in MB. */
    readonly samplesMB: number;
    /** Gain of each deck's fade, 0..1. */
    readonly decks: readonly number[];
  } | null;
  /** Gain and lowpass of the music, and the ducks and snapshots that set them. */
  readonly mix: MixState;
  /** Durations of the last ticks on the game's thread, in ms, oldest first. */
  readonly ticks: readonly number[];
  /** Longest slice of writing a phrase on the game's thread, in ms; 0 if everything was written in the worker. */
  readonly longestSlice: number;
  /** Durations of the last slices of writing, in ms, oldest first. */
  readonly slices: readonly number[];
}

const after = (seconds: Seconds) => new Promise<void>((resolve) => setTimeout(resolve, 1000 * seconds));

/** What a session starts from, if not from the soundtrack's start mood. */
export interface Beginning {
  /** A log to replay. */
  readonly replay?: ConductorLog;
  /** A saved state to continue from. */
  readonly saved?: SavedMusic;
}

/** Options of a session. */
export interface SessionOptions extends Beginning {
  readonly host: MusicHost;
  readonly soundtrack: SoundtrackDefinition;
  /** Emits the events of the music. */
  readonly events: Emitter<SoundtrackEvents>;
  readonly volume: number;
  readonly muted: boolean;
  /** Volume of the sounds of a place, 0..1. */
  readonly ambienceVolume: number;
  readonly warn: (message: string, cause?: unknown) => void;
  /** Called at every tick of the timer. */
  readonly ticked: () => void;
  /** Called when the music cannot be heard, with the reason. */
  readonly fail: (message: string, cause: unknown) => void;
  /** Returns whether a scene or zone is tagged with a mood. */
  readonly isTagged: () => boolean;
  /** The session that it replaces, which plays until it is disposed. Its models and output are reused where possible. */
  readonly before?: MusicSession | null;
}

/** The models, the conductor and the output of a game. */
export class MusicSession {
  readonly conductor: Conductor;
  /** Where its beats are. */
  readonly beats: BeatGrid;
  /** Hears a person who hums. */
  readonly listener: Listener;
  /** Whether a scene, the game or a log has requested music. */
  private wanted: boolean;
  private readonly options: SessionOptions;
  /** Null in games without sound. */
  private readonly sound: SoundPort | null;
  private readonly outlet: Outlet;
  private readonly composing: GameSource;
  /** The MIDI files of moods. */
  private readonly pieces: LazyPieces;
  /** Whether loading may start. */
  private readonly mayLoad: (wanted: boolean) => boolean;
  private readonly free: (() => void)[] = [];
  /** Null until the first scene is up, and if it could not be opened. */
  private output: Output | null = null;
  /** The context on which opening the output failed. */
  private failedOn: BaseAudioContext | null = null;
  private hasReportedClosed = false;
  private begun = false;
  private isOver = false;
  private held = false;
  /** While the music moves to another audio context: whether it will play there. */
  private moving: { goesOn: boolean } | null = null;
  private level: { volume: number; muted: boolean; ambienceVolume: number };
  private answered = 0;
  private runsSince: Seconds | null = null;
  /** Pending while moods described in words are read: what they are must be known before a note is written. */
  private words: Promise<void> | null = null;
  /** Clock time at which the decks of the previous session have faded out. */
  private decksFreeFrom: Seconds = 0;
  /** Durations of the last ticks on the game's thread, in ms. */
  private readonly costs: number[] = [];

  /**
   * @throws with one line if the soundtrack, the log or the saved state is invalid. Everything created until then is freed,
   * and the previous session continues.
   */
  constructor({ warn: warnGame, before = null, ...rest }: SessionOptions) {
    // Work that was pending when the session ended may still fail, which is of no interest.
    const warn: SessionOptions['warn'] = (...said) => this.isOver || warnGame(...said);
    const options = { ...rest, warn };
    const { host, soundtrack, volume, muted, ambienceVolume, replay, saved } = options;
    this.options = options;
    this.level = { volume, muted, ambienceVolume };
    this.wanted = replay !== undefined || saved !== undefined || (soundtrack.start ?? 'none') !== 'none';
    const { sound } = host;
    this.sound = typeof sound === 'string' ? null : sound;
    if (typeof sound === 'string' && before === null) warn(`no music: ${sound}`);
    this.outlet = new Outlet({
      now: () => this.sound?.context?.currentTime ?? 0,
      latency: () => (this.output === null ? 0 : latencyOf(this.output.context)),
      trackSeconds: (key) => host.recording(key)?.duration ?? null,
    });
    this.mayLoad = host.watchStart();
    this.pieces = new LazyPieces(soundtrack, (key) => host.score(key), warn);
    const { pieces } = this;
    const composing = before?.composesFor(soundtrack, this.sound) ? before.composing : null;
    this.composing = composing ?? (this.sound ? createModelSource(host, soundtrack, warn) : composeNothing());
    try {
      this.conductor = new Conductor({
        soundtrack,
        source: { ...this.composing.source, pieces },
        stage: this.sound ? this.outlet : silentOutput(),
        events: options.events,
        ...(replay && { replay }),
        ...(saved && { saved }),
        warn,
      });
    } catch (error) {
      this.abandon(before);
      throw error;
    }
    this.beats = new BeatGrid(this.conductor.schedule);
    this.listener = this.createListener();
    this.free.push(() => this.listener.end());
    this.free.push(() => this.conductor.dispose());
    this.conductor.background.set('voices', this.outlet);
    if (!this.sound) return;
    // A replay has the words as its log read them, or not at all.
    this.words = replay === undefined ? this.readWords() : null;
    this.free.unshift(startTicker(() => this.tick(), TICK_MS));
    if (before?.playsFor(soundtrack, this.sound)) void this.open(before.output!);
  }

  /** Whether anything can be heard. */
  get sounds(): boolean {
    return this.sound !== null;
  }

  /** Time on the audio clock of what the player hears now. */
  get heard(): Seconds {
    return this.output === null ? this.outlet.now() : heardTime(this.output.context);
  }

  /** Where the game's sounds go; null in games without sound. */
  get destination(): { readonly context: BaseAudioContext; readonly destination: AudioNode } | null {
    const { context = null, destination } = this.sound ?? {};
    return context === null || destination === undefined ? null : { context, destination };
  }

  /** Requests music: it starts as soon as it can be heard. */
  want(): void {
    this.wanted = true;
  }

  /** Pauses the music; if it has not started, it waits for {@link resume}. */
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

  /** Renders bars that were heard as WAV files, one for each role. */
  async *renderStems(bars: readonly TimedBar[]): AsyncGenerator<StemFile, void, undefined> {
    const { heardStems } = await import('../audio/stems/heard-stems.ts');
    const { host, soundtrack } = this.options;
    const own = { palettes: soundtrack.palettes ?? {}, audio: (key: string) => host.recording(key) };
    yield* heardStems(OfflineAudioContext, bars, own);
  }

  /** Composes a continuation of a player's notes that fits the current music, for its next bar line. */
  async answer(played: readonly PlayedNote[], options: AnswerOptions = {}): Promise<AnsweredNote[]> {
    checkAnswerOptions(options);
    const { soundtrack } = this.conductor;
    const seed = `${soundtrack.seed}/answer/${this.answered++}`;
    const hearing = this.conductor.snapshot();
    const line = answerLine(this.beats);
    const late = line === null ? undefined : after(timeToWrite(line, this.beats));
    const answer = onBarLine(await answerTo(played, hearing, this.composing.source, seed, late), line, this.beats);
    const { palette } = this.outlet;
    if (options.play && palette !== null && !this.isOver) this.outlet.playStinger(timedNotes(answer, hearing), palette);
    return answer;
  }

  setVolume(volume: number, muted: boolean, ambienceVolume: number): void {
    this.level = { volume, muted, ambienceVolume };
    if (this.output) Object.assign(this.output, this.level);
  }

  /** The state of the music for debugging, with sound and cost. */
  inspect(): GameInspection {
    const conductor = this.conductor.inspect();
    const { output } = this;
    const levelAt = (deck: number) => output?.levelAt(deck, conductor.time) ?? 0;
    const sound = this.sound && {
      running: output?.running ?? false,
      voices: output?.voices ?? 0,
      placeSounds: output?.placeSounds ?? 0,
      nodes: output?.nodes ?? 0,
      gains: output?.gains ?? 0,
      samplesMB: (output?.bytes ?? 0) / 2 ** 20,
      decks: Array.from({ length: DECK_COUNT }, (_, deck) => levelAt(deck)),
    };
    const { longestSlice, slices } = this.composing;
    return { ...conductor, sound, mix: this.conductor.mixing.picture, ticks: [...this.costs], longestSlice, slices };
  }

  /** Ends the music, and frees everything that the next session does not share. May be called twice. */
  dispose(next: MusicSession | null = null): void {
    if (this.isOver) return;
    if (next !== null && next.output !== null && next.output === this.output)
      next.decksFreeFrom = next.output.output.now() + FADE_OUT;
    this.abandon(next);
  }

  /** Frees everything that it does not share with another session, which continues. */
  abandon(other: MusicSession | null): void {
    this.isOver = true;
    for (const release of this.free.splice(0)) release();
    this.close(other);
    if (this.composing !== other?.composing) this.composing.dispose();
  }

  /** Whether its models are those of a soundtrack. */
  private composesFor({ model, workerUrl, bank }: SoundtrackDefinition, sound: MusicSession['sound']): boolean {
    const own = this.options.soundtrack;
    const isSame = own.model === model && own.workerUrl === workerUrl && own.bank === bank;
    return isSame && (this.sound === null) === (sound === null);
  }

  /** Whether its output is open on the game's current context, with the palettes and budget of a soundtrack. */
  private playsFor({ palettes, budget }: SoundtrackDefinition, sound: SoundPort): boolean {
    const own = this.options.soundtrack;
    const isSame = JSON.stringify([own.palettes, own.budget]) === JSON.stringify([palettes, budget]);
    return isSame && this.moving === null && (this.output?.isOf(sound) ?? false);
  }

  private get isDisposed(): boolean {
    return this.free.length === 0;
  }

  private tick(): void {
    const { context } = this.sound!;
    // Null while the game is being destroyed.
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
    if (context.state === 'closed') this.reportClosed();
    if (!this.begun) {
      if (!this.isWanted || this.words !== null) return;
      this.conductor.prepare();
      if (this.held || !this.mayBegin()) return;
      this.begun = true;
      this.conductor.start();
    }
    const began = performance.now();
    this.conductor.advance({ budgetMs: TICK_BUDGET_MS });
    if (this.outlet.hasStems) this.outlet.trackIntensity(this.conductor.snapshot().controls.intensity);
    this.options.ticked();
    this.costs.push(performance.now() - began);
    if (this.costs.length > KEPT_COSTS) this.costs.shift();
  }

  /** Whether music should play: it was requested, or it starts by itself because no scene is tagged with a mood. */
  get isWanted(): boolean {
    return this.wanted || !(this.conductor.soundtrack.startsSilent || this.options.isTagged());
  }

  /** Whether the first scene is up, and the soundtrack has music that may play. */
  private mayOpen(): boolean {
    const wanted = this.isWanted;
    const running = this.sound!.context?.state === 'running';
    return this.mayLoad(wanted && running) && (wanted || this.options.isTagged());
  }

  /** Opens the output, then loads palettes and the network while the game is idle. */
  private async open(shared: Output | null = null): Promise<void> {
    if (!this.openOutput(shared)) return;
    await this.words;
    if (this.isDisposed) return;
    const { moods, scenes, start } = this.conductor.soundtrack;
    const first = this.isWanted ? [this.conductor.snapshot().mood] : [];
    const tagged = [...scenes.values()].map(({ mood }) => mood);
    const names = new Set([...first, ...(start === null ? [] : [start]), ...tagged]);
    const palettes = new Set([...names].flatMap((name) => moods.get(name)?.controls.palette ?? []));
    const loads = [...palettes].map((palette) => async () => {
      // The conductor prepares palettes again when it needs them, and reports errors.
      await this.outlet.prepare(palette).catch(() => {});
    });
    // The palette that is heard first comes first; the network loads after it.
    const heard = loads.shift()?.();
    const steps = [async () => this.composing.begin(), async () => heard, ...loads];
    for (const step of steps) {
      await idle();
      if (this.isDisposed) return;
      await step();
    }
  }

  /** Opens the output. Reports a failure once. @returns whether it is open. */
  private openOutput(shared: Output | null = null): boolean {
    const { host, soundtrack, warn, fail } = this.options;
    const { context, destination } = this.sound!;
    if (context === null) return false;
    try {
      const output = shared ?? openOutput(host, context, destination, soundtrack, warn);
      Object.assign(output, this.level);
      this.output = output;
      this.outlet.open(output.output);
      return true;
    } catch (cause) {
      this.failedOn = context;
      fail(`no music: the sound could not be set up: ${reasonOf(cause)}`, cause);
      return false;
    }
  }

  /** Closes the output, and frees it if no other session uses it. */
  private close(other: MusicSession | null = null): void {
    const { output } = this;
    this.output = null;
    this.outlet.leave();
    if (output !== other?.output) output?.dispose();
  }

  /** Moves the music to the game's new audio context, where it continues with the interrupted bar. */
  private async move(): Promise<void> {
    const { state } = this.conductor.snapshot();
    this.moving = { goesOn: state === 'playing' || state === 'waiting' };
    // The clock is that of the old context until the outlet leaves it.
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

  private reportClosed(): void {
    if (this.hasReportedClosed) return;
    this.hasReportedClosed = true;
    const { warn, host } = this.options;
    warn(`the music is silent because the audio context was closed; to continue, ${host.reopen}`);
  }

  /** Reads the moods that are described in words. Null if there are none. */
  private readWords(): Promise<void> | null {
    const { conductor } = this;
    if (conductor.undescribed.length === 0) return null;
    const take = (moods: MoodDefinitions) => void (this.isOver || conductor.describe(moods));
    const miss = (cause: unknown) =>
      this.options.warn(`moods described in words play like 'exploration': the words could not be loaded`, cause);
    return readDescriptions(conductor.soundtrack.ownMoods)
      .then(take)
      .catch(miss)
      .finally(() => {
        this.words = null;
      });
  }

  private createListener(): Listener {
    const { mixing } = this.conductor;
    return new Listener({
      grid: this.beats,
      context: () => this.sound?.context ?? null,
      latency: () => this.outlet.latency(),
      hearing: () => this.conductor.snapshot(),
      duck: (db) => mixing.duck(LISTENING, { db }),
      unduck: () => mixing.unduck(LISTENING),
      warn: this.options.warn,
    });
  }

  private mayBegin(): boolean {
    const { output } = this;
    if (!output?.running || output.output.now() < this.decksFreeFrom) return false;
    const { soundtrack } = this.conductor;
    const score = soundtrack.moods.get(this.conductor.snapshot().mood)?.score;
    const hasScore = score === undefined || this.pieces.isSettled(score.key);
    const mustCome = this.options.replay !== undefined || this.composing.mustCome;
    if (hasScore && !mustCome) return true;
    this.runsSince ??= output.output.now();
    if (hasScore && this.composing.settled) return true;
    return output.output.now() - this.runsSince > PATIENCE;
  }
}
