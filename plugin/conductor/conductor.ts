/**
 * The conductor decides what plays next and when. It knows no engine and no speaker: phrases come from a source, bars go
 * to a stage, and time is what the stage's clock says when someone calls `advance`.
 *
 * All decisions are made in music time (seconds since the first bar, pauses not counted) and follow only from the seed and
 * from what was asked when, so that the same log gives the same notes at any tick rate.
 */

import { checkStinger } from '../arrange/stinger-definition.ts';
import type { Controls } from '../mood/controls.ts';
import { checkControls, moodNamed } from '../mood/moods.ts';
import { isRecord, plainText, reasonOf, unknownName } from '../mood/names.ts';
import type { SignalValue } from '../mood/signals.ts';
import { checkText, plainCopy } from '../mood/validate.ts';
import type { BackgroundTasks } from '../music/background-tasks.ts';
import { PUSHED_MOODS } from '../music/limits.ts';
import { checkPush, isOver, type PushOptions } from '../soundtrack/mood-override.ts';
import type { ConductorSource } from '../soundtrack/phrase-bank.ts';
import {
  fingerprintOf,
  resolveSoundtrack,
  type Soundtrack,
  type SoundtrackDefinition,
} from '../soundtrack/soundtrack.ts';
import { checkThemeTarget, type ThemeTarget } from '../soundtrack/theme.ts';
import { checkTrack, checkTrackEnd, type TrackEnd, type TrackOptions } from '../soundtrack/track.ts';
import {
  checkTransitionOptions,
  normalizeTransitionOptions,
  type TransitionOptions,
} from '../soundtrack/transition-options.ts';
import { checkTuning, type Tuning } from '../soundtrack/tuning.ts';
import { SignalBindings, type SignalGetter } from './controls/signal-bindings.ts';
import { Ensemble } from './ensemble.ts';
import { Emitter, type Unsubscribe } from './model/emitter.ts';
import type { ConductorEvents, ConductorSnapshot } from './model/events.ts';
import { KEPT_BARS } from './observe/history.ts';
import type { ConductorInspection } from './observe/inspection.ts';
import { barsToMidi } from './observe/midi-export.ts';
import type { AudioOutput } from './output/audio-output.ts';
import { type DuckOptions, MixController } from './output/mix-controller.ts';
import { type Command, type ConductorLog, type LogStart, readLog } from './recording/command-log.ts';
import { LOG_LENGTH } from './recording/recorder.ts';
import { readSaved, type SavedMusic } from './save/save-format.ts';
import { Transport } from './transport/transport.ts';

/** Different faults of {@link Conductor.advance} that are reported. */
const MOST_FAULTS = 20;

/** What a conductor works with. */
export interface ConductorOptions {
  /** Default: everything by default, beginning with `exploration`. */
  readonly soundtrack?: SoundtrackDefinition;
  /** Where phrases come from; a bank that is loaded while the game runs comes with them. */
  readonly source: ConductorSource;
  readonly stage: AudioOutput;
  /** A log to play again: its commands come of themselves, and its phrases from the source it names. */
  readonly replay?: ConductorLog;
  /** What {@link Conductor.save} gave, of this game or another: the music goes on from there. */
  readonly saved?: SavedMusic;
  /** Which moods always have a phrase in hand: all (the default), or only those that scenes and transitions name. */
  readonly spares?: 'tagged' | 'all';
  /** Entries of the log after which it begins anew from a later moment; at least so many are kept. Default {@link LOG_LENGTH}. */
  readonly logLength?: number;
  /** Told of warnings and of listeners that throw. Default `console.warn`. */
  readonly warn?: (message: string, cause?: unknown) => void;
}

/**
 * Directs the music of one game.
 * @example
 * const fallback = createNgramModel();
 * const stage = recordingOutput(() => performance.now() / 1000);
 * const conductor = new Conductor({ source: { composer: null, fallback }, stage });
 * conductor.on('bar', ({ mood, bar }) => console.log(mood, bar));
 * conductor.mood('forest').signal('danger', 0.4).start();
 * const ticker = setInterval(() => conductor.advance(), 50);
 */
export class Conductor {
  /** The soundtrack with all defaults filled in. */
  readonly soundtrack: Soundtrack;
  readonly #events: Emitter<ConductorEvents>;
  readonly #ensemble: Ensemble;
  readonly #podium: Transport;
  /** How loud and how open all music is. */
  readonly mixing: MixController;
  /** Runs work that can wait, also that of the output. */
  readonly background: BackgroundTasks;
  readonly #bindings: SignalBindings;
  readonly #stage: AudioOutput;
  readonly #from: SavedMusic | null;
  readonly #start: LogStart | null;
  readonly #scripted: boolean;
  /** How to know that an override is over, by its key. */
  readonly #overrides = new Map<string, () => boolean>();
  /** Reasons for which {@link advance} has failed. */
  readonly #faults = new Set<string>();

  /** @throws with one clear line where the soundtrack is wrong. */
  constructor(options: ConductorOptions) {
    const { soundtrack, source, stage, replay = null, spares = 'all', logLength = LOG_LENGTH } = options;
    const told = options.warn ?? ((text) => console.warn(text));
    // What was under way when the music ended may still fail: nobody has to hear of that.
    const warn: typeof told = (message, cause) => void (this.#podium?.state === 'disposed' || told(message, cause));
    const resolved = resolveSoundtrack(soundtrack);
    const log = replay === null ? null : plainCopy(readLog(replay, resolved));
    const begun = log === null ? options.saved : log.from;
    this.#from = begun === undefined ? null : plainCopy(readSaved(begun, resolved));
    this.#start = log?.start ?? null;
    this.#stage = stage;
    this.soundtrack = { ...resolved, seed: log?.seed ?? this.#from?.seed ?? resolved.seed };
    if (log?.soundtrack !== undefined && log.soundtrack !== fingerprintOf(resolved))
      warn('music: the log was recorded with another soundtrack, or another version of it; other notes may come');
    const events = new Emitter<ConductorEvents>((message, cause) => warn(`music: ${message}: ${String(cause)}`, cause));
    this.#events = events;
    this.#ensemble = new Ensemble({
      soundtrack: this.soundtrack,
      source,
      stage,
      events,
      replay: log,
      spares,
      logLength,
      warn,
    });
    this.background = this.#ensemble.background;
    this.#podium = new Transport(this.#ensemble);
    if (this.#from !== null) this.#podium.restore(this.#from, this.#start);
    this.mixing = new MixController(stage, this.soundtrack.snapshots);
    this.#scripted = replay !== null;
    this.#bindings = new SignalBindings(
      (name, value) => void this.signal(name, value),
      (message, cause) => this.#ensemble.error(message, cause),
    );
  }

  /**
   * Lets the first phrases be written before the music may begin. For those who wait for a player's first gesture; to be
   * called now and then until {@link start}, which does not need it.
   */
  prepare(): this {
    this.#podium.prepare();
    return this;
  }

  /**
   * Begins as soon as the first phrase is in hand and its instruments are there. A composer that is still loading is not
   * waited for, one that writes for at most 1 s: the fallback begins. Instruments are waited for at most 1 s: then others
   * stand in for them. Later calls do nothing.
   */
  start(): this {
    this.#podium.start();
    return this;
  }

  /** Moves to a mood, which holds until another is chosen. @throws RangeError for an unknown mood, line or fade. */
  mood(name: string, cue: TransitionOptions = {}): this {
    moodNamed(this.soundtrack.moods, name);
    checkTransitionOptions(`mood('${plainText(name)}')`, cue, this.soundtrack.stingers);
    return this.#command({
      time: this.#podium.now,
      kind: 'mood',
      mood: name,
      ...plainCopy(normalizeTransitionOptions(cue)),
    });
  }

  /**
   * Says that a mood may come soon: its instruments are loaded, so that a move to it waits for nothing. Changes no note,
   * and stands in no log. @throws RangeError for an unknown mood.
   */
  expect(name: string): this {
    moodNamed(this.soundtrack.moods, name);
    const memory = this.#ensemble.phrases.moods.find(name);
    if (memory !== undefined) this.#ensemble.controls.loadPalette(memory);
    return this;
  }

  /**
   * Lays a mood over the one that was chosen, until it is popped or its time is up; then the music goes back to whatever
   * is wanted then. The highest priority holds, of equals the latest; pushing the same again renews it. @throws for an
   * unknown mood or a wrong option.
   */
  push(name: string, options: PushOptions = {}): this {
    moodNamed(this.soundtrack.moods, name);
    const { key, priority, seconds, over } = checkPush(name, options, this.soundtrack.stingers);
    if (!this.#podium.mayPush(key))
      throw new RangeError(`push('${plainText(name)}'): ${PUSHED_MOODS} moods are pushed already; pop what is over`);
    if (over === null) this.#overrides.delete(key);
    else this.#overrides.set(key, over);
    const lasting = seconds === null ? {} : { seconds };
    const time = this.#podium.now;
    return this.#command({
      time,
      kind: 'push',
      as: key,
      mood: name,
      priority,
      ...lasting,
      ...plainCopy(normalizeTransitionOptions(options)),
    });
  }

  /** Takes back what was pushed under a key, which is the mood's name where none was given. @throws for a wrong cue. */
  pop(key: string, cue: TransitionOptions = {}): this {
    checkTransitionOptions(`pop('${plainText(key)}')`, cue, this.soundtrack.stingers);
    if (typeof key !== 'string') throw new TypeError('pop needs the name of the mood, or what it was pushed as');
    checkText('pop: the name of what was pushed', key);
    this.#overrides.delete(key);
    return this.#command({
      time: this.#podium.now,
      kind: 'pop',
      as: key,
      ...plainCopy(normalizeTransitionOptions(cue)),
    });
  }

  /** Sends a signal: a number (clamped to its range), a boolean, or a tag. @throws for an unknown signal or a value of the wrong kind. */
  signal(name: string, value: SignalValue): this {
    const accepted = this.#ensemble.signals.accept(name, value);
    return this.#command({ time: this.#podium.now, kind: 'signal', signal: name, value: accepted });
  }

  /**
   * Reads a signal off the game at every {@link advance}; what the getter throws is reported once. A replay reads none:
   * the log has what they said. @throws for an unknown signal or where there is no function.
   */
  bind(name: string, getter: SignalGetter): this {
    this.#ensemble.signals.check(name);
    if (typeof getter !== 'function')
      throw new TypeError(`bind('${plainText(name)}') needs a function that reads the value, e.g. () => player.hp`);
    this.#bindings.bind(name, getter);
    return this;
  }

  /** Stops reading a signal off the game; it keeps its last value. */
  unbind(name: string): this {
    this.#bindings.unbind(name);
    return this;
  }

  /** Plays a stinger on the next beat. @throws RangeError for an unknown stinger. */
  stinger(name: string): this {
    checkStinger(name, this.soundtrack.stingers);
    return this.#command({ time: this.#podium.now, kind: 'stinger', name });
  }

  /**
   * Brings a theme of the soundtrack back: with the next phrase that there is time to write, or that a mood which does not
   * play yet begins with. @throws RangeError for an unknown theme or mood.
   */
  theme(name: string, cue: ThemeTarget = {}): this {
    checkThemeTarget(name, cue, this.soundtrack.moods);
    const themes = [...this.soundtrack.themes.keys(), ...Object.keys(this.#ensemble.controls.tuning.themes ?? {})];
    if (!themes.includes(name)) throw new RangeError(unknownName('theme', name, themes));
    return this.#command({ time: this.#podium.now, kind: 'theme', name, ...plainCopy(cue) });
  }

  /**
   * Lets a recording of the game's own play in the music's place. Moods and signals count meanwhile, and are heard when it
   * is over. @throws RangeError for a recording that is not loaded, or an option that is wrong.
   */
  track(name: string, options: TrackOptions = {}): this {
    const seconds = typeof name === 'string' ? this.#stage.trackSeconds(name) : null;
    if (seconds === null)
      throw new RangeError(`unknown sound '${plainText(name)}'; load it before it is to play: this.load.audio(key, …)`);
    const track = checkTrack(name, options, seconds);
    return this.#command({ time: this.#podium.now, kind: 'track', ...track });
  }

  /** Gives the lead back to composed music. Does nothing where no track plays. @throws for an option that is wrong. */
  endTrack(options: TrackEnd = {}): this {
    checkTrackEnd(options);
    return this.#command({ time: this.#podium.now, kind: 'endTrack', ...plainCopy(options) });
  }

  /** Puts controls in the place of those of any mood, from the next bar or phrase on; `{}` takes them back. @throws where one is wrong. */
  override(controls: Partial<Controls>): this {
    if (!isRecord(controls as unknown))
      throw new TypeError('override needs an object like { tempo: 90 }; {} takes all back');
    checkControls('override', controls);
    return this.#command({ time: this.#podium.now, kind: 'override', controls: { ...controls } });
  }

  /**
   * Changes the soundtrack while it plays, heard from the next bar line on, or the one after it where the next is nearer
   * than 1.2 s. A tuning is whole: what it leaves out is as the soundtrack says again. @throws where it is wrong.
   */
  tune(tuning: Tuning): this {
    checkTuning(tuning, this.soundtrack);
    return this.#command({ time: this.#podium.now, kind: 'tune', tuning: plainCopy(tuning) });
  }

  /** Breaks off the phrase that plays, and lets a new one begin, as soon as a change by {@link tune} would be heard. */
  reroll(): this {
    return this.#command({ time: this.#podium.now, kind: 'reroll' });
  }

  /** Lets all music step back under a name, until {@link unduck}; of several, the deepest holds. @throws for an option that is wrong. */
  duck(name: string, options: DuckOptions = {}): this {
    this.mixing.duck(name, options);
    return this;
  }

  /** Ends a duck. */
  unduck(name: string): this {
    this.mixing.unduck(name);
    return this;
  }

  /** Lays a snapshot of the soundtrack over all music; of several, the lowest cutoff and the deepest gain hold. @throws RangeError for one that is not known. */
  mix(name: string): this {
    this.mixing.mix(name);
    return this;
  }

  /** Takes a snapshot back, or all of them. @throws RangeError for one that is not known. */
  unmix(name?: string): this {
    this.mixing.unmix(name);
    return this;
  }

  /** Whether phrases are written with the reasons of their notes, for those who look into them. Changes no note. */
  get explain(): boolean {
    return this.#ensemble.phrases.planner.explain;
  }

  set explain(value: boolean) {
    this.#ensemble.phrases.planner.explain = value;
  }

  /** Falls silent and keeps the place. */
  pause(): this {
    const running = this.#podium.state === 'playing' || this.#podium.state === 'waiting';
    return running ? this.#command({ time: this.#podium.now, kind: 'pause' }) : this;
  }

  /** Goes on from the bar that was interrupted. */
  resume(): this {
    return this.#podium.state === 'paused' ? this.#command({ time: this.#podium.now, kind: 'resume' }) : this;
  }

  /**
   * Hands over what is due. To be called every 50–100 ms by a ticker that does not sleep with the game; never throws.
   * @param options `budgetMs`: milliseconds for work that can wait, such as to arrange a phrase; what takes longer goes on
   * at the next calls. When bars are handed over depends on the machine then; their notes do not. Default: no limit.
   * @returns whether it did background work, so that the caller may leave other work for the next time.
   */
  advance({ budgetMs = Number.POSITIVE_INFINITY }: { readonly budgetMs?: number } = {}): boolean {
    const { background } = this;
    background.startTick(budgetMs);
    this.#survive(() => {
      if (!this.#scripted) this.#ask();
      this.#podium.advance();
    });
    const { isBusy } = background;
    this.#survive(() => background.runThrough('voices'));
    return isBusy;
  }

  /** Subscribes to an event; the answer takes it back. */
  on<K extends keyof ConductorEvents>(name: K, listener: (event: ConductorEvents[K]) => void): Unsubscribe {
    return this.#events.on(name, listener);
  }

  /** Takes back a subscription. */
  off<K extends keyof ConductorEvents>(name: K, listener: (event: ConductorEvents[K]) => void): this {
    this.#events.off(name, listener);
    return this;
  }

  /**
   * What a save game has to keep for the music to go on from the bar that plays: moods chosen and pushed (but those that
   * last `until` a function says so), signals, override, tuning, and the tunes so far. Plain JSON of some kilobytes.
   */
  save(): SavedMusic {
    return plainCopy(this.#podium.save((key) => !this.#overrides.has(key)));
  }

  /** What happened so far, to be played again. */
  get log(): ConductorLog {
    const { seed } = this.soundtrack;
    const from = this.#from === null ? {} : { from: this.#from };
    const start = this.#start === null ? {} : { start: this.#start };
    const { beginning } = this.#ensemble.recorder;
    return {
      version: 1,
      seed,
      soundtrack: fingerprintOf(this.soundtrack),
      ...plainCopy(beginning ?? { ...from, ...start }),
      entries: plainCopy(this.#ensemble.recorder.entries),
    };
  }

  /**
   * The bars that were heard last, as a MIDI file: a track a part, tempo, meter, General MIDI programs. Pauses are cut out.
   * @param lastBars at most so many, 1 or more; {@link KEPT_BARS} are kept. @throws RangeError for other numbers.
   */
  exportMidi(lastBars: number = KEPT_BARS): Uint8Array {
    if (typeof lastBars !== 'number' || !(lastBars >= 1))
      throw new RangeError(`exportMidi: ${plainText(lastBars)} bars asked; ask for 1 to ${KEPT_BARS}, or leave it out`);
    return barsToMidi(this.#podium.played(Math.floor(lastBars)), this.soundtrack.palettes);
  }

  /** Resolves when every phrase asked for has come, or never will. For those who drive the clock themselves. */
  settled(): Promise<void> {
    this.#ensemble.phrases.planner.runPending();
    return this.#ensemble.phrases.queue.onIdle();
  }

  /** A picture of this moment. */
  snapshot(): ConductorSnapshot {
    return this.#podium.snapshot();
  }

  /** What is behind the picture: where controls come from, what lies ready, how well the composer keeps up. */
  inspect(): ConductorInspection {
    return this.#podium.inspect();
  }

  /** Falls silent for good and forgets all listeners. The models and the stage belong to whoever made them. */
  dispose(): void {
    this.#podium.dispose();
    this.#events.clear();
  }

  /** Asks the game what it wants to be asked: its bound signals, and whether overrides are over. */
  #ask(): void {
    this.#bindings.poll();
    for (const [key, over] of [...this.#overrides]) if (isOver(over, this.#ensemble)) this.pop(key);
  }

  /** Does the work of a tick. A lasting fault comes back with every tick, twenty times a second: it is reported once. */
  #survive(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.background.worked();
      const fault = reasonOf(error);
      if (this.#faults.has(fault) || this.#faults.size >= MOST_FAULTS) return;
      this.#faults.add(fault);
      this.#ensemble.error('the conductor stumbled', error);
    }
  }

  #command(entry: Command): this {
    try {
      this.#podium.submit(entry);
    } catch (error) {
      this.#ensemble.error(`'${entry.kind}' could not be carried out`, error);
    }
    return this;
  }
}
