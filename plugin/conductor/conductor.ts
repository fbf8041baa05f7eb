/**
 * The conductor decides what plays next and when. It knows no engine and no speaker: phrases come from a source, bars go
 * to a stage, and time is what the stage's clock says when someone calls `advance`.
 *
 * All decisions are made in music time (seconds since the first bar, pauses not counted) and follow only from the seed and
 * from what was asked when, so that the same log gives the same notes at any tick rate.
 */

import type { PhraseSource } from '../generate/source.ts';
import type { Controls } from '../mood/controls.ts';
import { controlsAt } from '../mood/modulation.ts';
import { checkControls, moodNamed } from '../mood/moods.ts';
import { unknownName } from '../mood/names.ts';
import { Signals, type SignalValue } from '../mood/signals.ts';
import type { Seconds } from '../music/time.ts';
import { Announcer } from './announcer.ts';
import { Decks } from './decks.ts';
import { Direction, LEAD } from './direction.ts';
import { Emitter, type Unsubscribe } from './emitter.ts';
import type { ConductorEvents, ConductorSnapshot } from './events.ts';
import { Instruments } from './instruments.ts';
import { type ConductorLog, type LogCommand, loggedPhrases } from './log.ts';
import { Logbook } from './logbook.ts';
import type { MoodMemory } from './memory.ts';
import { Repertoire } from './repertoire.ts';
import { takeSnapshot } from './snapshot.ts';
import { checkCue, type MoodCue, resolveSoundtrack, type Soundtrack, type SoundtrackDefinition } from './soundtrack.ts';
import type { Stage } from './stage.ts';
import { checkStinger } from './stinging.ts';
import { Timeline } from './timeline.ts';

/** What a conductor works with. */
export interface ConductorOptions {
  /** Default: everything by default, beginning with `exploration`. */
  readonly soundtrack?: SoundtrackDefinition;
  readonly source: PhraseSource;
  readonly stage: Stage;
  /** A log to play again: its commands come of themselves, and its phrases from the source it names. */
  readonly replay?: ConductorLog;
  /** Told of warnings and of listeners that throw. Default `console.warn`. */
  readonly warn?: (message: string, cause?: unknown) => void;
}

/** The first bar waits so long for the composer's first phrase and for the instruments; then it begins with what there is. */
const GRACE: Seconds = 4;
/** Music time of what is asked before the music begins. */
const BEFORE: Seconds = -1;
const DEFAULT_START = 'exploration';

/** Directs the music of one game. */
export class Conductor {
  /** The soundtrack with all defaults filled in. */
  readonly soundtrack: Soundtrack;
  readonly #stage: Stage;
  readonly #warn: (message: string, cause?: unknown) => void;
  readonly #events: Emitter<ConductorEvents>;
  readonly #signals: Signals;
  readonly #repertoire: Repertoire;
  readonly #timeline = new Timeline();
  readonly #direction: Direction;
  readonly #decks: Decks;
  readonly #announcer: Announcer;
  readonly #logbook: Logbook;
  readonly #instruments: Instruments;
  #state: ConductorSnapshot['state'] = 'idle';
  /** Clock time of music time 0. */
  #offset: Seconds = 0;
  #waitingSince: Seconds = 0;
  /** The mood that plays first. */
  #first: MoodMemory;
  #override: Partial<Controls> = {};
  /** Music time at which it was paused; null while it is not. */
  #pausedAt: Seconds | null = null;

  /** @throws with one clear line where the soundtrack is wrong. */
  constructor({ soundtrack, source, stage, replay, warn = (text) => console.warn(text) }: ConductorOptions) {
    this.soundtrack = resolveSoundtrack({ ...soundtrack, ...(replay ? { seed: replay.seed } : {}) });
    this.#stage = stage;
    this.#warn = warn;
    this.#events = new Emitter<ConductorEvents>((message, cause) => warn(`music: ${message}`, cause));
    this.#signals = new Signals(this.soundtrack.signals);
    const toClock = (music: Seconds) => music + this.#offset;
    const controls = (memory: MoodMemory, time: Seconds) =>
      controlsAt(memory.mood, this.soundtrack.modulations, this.#signals, time, this.#override);
    this.#repertoire = new Repertoire({
      soundtrack: this.soundtrack,
      source,
      controls,
      logged: replay ? loggedPhrases(replay) : new Map(),
      report: {
        degraded: (reason) => this.#degraded(reason),
        recovered: (reason) => this.#events.emit('recovered', { reason }),
        error: (message, cause) => this.#error(message, cause),
      },
    });
    this.#decks = new Decks({
      stage,
      timeline: this.#timeline,
      toClock,
      controls,
      written: (memory, slot, read, mustHave) => this.#repertoire.written(memory, slot, read, mustHave),
      arranged: (memory, written, at) => this.#repertoire.arranged(memory, written, at),
      handed: (bar) => {
        if (bar.phraseBar === 0) this.#logbook.phrase(bar);
        this.#direction.handed(bar);
      },
    });
    this.#announcer = new Announcer(this.#events, this.#timeline, toClock);
    this.#logbook = new Logbook(replay ?? null);
    this.#instruments = new Instruments(stage, (palette, cause) =>
      this.#error(`palette '${palette}' could not be loaded`, cause),
    );
    this.#direction = new Direction({
      soundtrack: this.soundtrack,
      stage,
      events: this.#events,
      repertoire: this.#repertoire,
      decks: this.#decks,
      timeline: this.#timeline,
      announcer: this.#announcer,
      toClock,
      prepare: (memory) => this.#instruments.prepare(this.#palette(memory)),
    });
    this.#first = this.#repertoire.memory(this.soundtrack.start ?? DEFAULT_START);
  }

  /** Begins as soon as the first phrase is in hand, at the latest after a grace of 4 s. Later calls do nothing. */
  start(): this {
    if (this.#state !== 'idle') return this;
    this.#state = 'waiting';
    this.#waitingSince = this.#stage.now();
    this.#playAgain(BEFORE);
    this.#instruments.prepare(this.#palette(this.#first));
    this.#repertoire.stock(this.#first, BEFORE);
    return this;
  }

  /** Moves to a mood. @throws RangeError for an unknown mood, line or fade. */
  mood(name: string, cue: MoodCue = {}): this {
    moodNamed(this.soundtrack.moods, name);
    checkCue(`mood('${name}')`, cue);
    const { at, fade } = cue;
    return this.#command({
      time: this.#moment(),
      kind: 'mood',
      mood: name,
      ...(at === undefined ? {} : { at }),
      ...(fade === undefined ? {} : { fade }),
    });
  }

  /** Sends a signal: 0..1 (clamped), a boolean, or a tag. @throws for an unknown signal or a value of the wrong kind. */
  signal(name: string, value: SignalValue): this {
    const accepted = this.#signals.accept(name, value);
    return this.#command({ time: this.#moment(), kind: 'signal', signal: name, value: accepted });
  }

  /** Plays a stinger on the next beat. @throws RangeError for an unknown stinger. */
  stinger(name: string): this {
    checkStinger(name);
    return this.#command({ time: this.#moment(), kind: 'stinger', name });
  }

  /** Brings a theme of the soundtrack back at the next phrase. @throws RangeError for an unknown theme. */
  theme(name: string): this {
    const { themes } = this.soundtrack;
    if (!themes.has(name)) throw new RangeError(unknownName('theme', name, [...themes.keys()]));
    return this.#command({ time: this.#moment(), kind: 'theme', name });
  }

  /** Puts controls in the place of those of any mood, from the next bar or phrase on; `{}` takes them back. @throws where one is wrong. */
  override(controls: Partial<Controls>): this {
    checkControls('override', controls);
    return this.#command({ time: this.#moment(), kind: 'override', controls: { ...controls } });
  }

  /** Falls silent and keeps the place. */
  pause(): this {
    const running = this.#state === 'playing' || this.#state === 'waiting';
    return running ? this.#command({ time: this.#moment(), kind: 'pause' }) : this;
  }

  /** Goes on from the bar that was interrupted. */
  resume(): this {
    return this.#state === 'paused' ? this.#command({ time: this.#moment(), kind: 'resume' }) : this;
  }

  /** Hands over what is due. To be called every 50–100 ms by a ticker that does not sleep with the game; never throws. */
  advance(): void {
    try {
      this.#advance(this.#stage.now());
    } catch (error) {
      this.#error('the conductor stumbled', error);
    }
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

  /** What happened so far, to be played again. */
  get log(): ConductorLog {
    return { version: 1, seed: this.soundtrack.seed, entries: this.#logbook.entries };
  }

  /** Resolves when every phrase asked for has come, or never will. For those who drive the clock themselves. */
  settled(): Promise<void> {
    return this.#repertoire.pantry.settled();
  }

  /** A picture of this moment. */
  snapshot(): ConductorSnapshot {
    const now = this.#now();
    const { sounding } = this.#announcer;
    const target = this.#direction.target ?? this.#first;
    const memory = sounding?.player.memory ?? target;
    return takeSnapshot({
      state: this.#state,
      clock: this.#stage.now(),
      now,
      mood: memory.mood.name,
      next: target === memory ? null : target.mood.name,
      controls: this.#controls(memory, now),
      signals: this.#signals,
      sounding,
      timeline: this.#timeline,
      inHand: this.#repertoire.inHand,
      degraded: this.#repertoire.pantry.degraded,
    });
  }

  /** Falls silent for good and forgets all listeners. The models and the stage belong to whoever made them. */
  dispose(): void {
    if (this.#state === 'disposed') return;
    this.#direction.halt(this.#now());
    this.#state = 'disposed';
    this.#repertoire.pantry.dispose();
    this.#events.clear();
  }

  /** Music time. */
  #now(): Seconds {
    return this.#pausedAt ?? (this.#state === 'playing' ? this.#stage.now() - this.#offset : BEFORE);
  }

  /** Music time of something that is asked now. */
  #moment(): Seconds {
    if (this.#state === 'playing') this.#makeUpForSleep(this.#stage.now());
    return this.#now();
  }

  #controls(memory: MoodMemory, time: Seconds): Controls {
    return controlsAt(memory.mood, this.soundtrack.modulations, this.#signals, time, this.#override);
  }

  #advance(clock: Seconds): void {
    if (this.#state === 'idle' || this.#state === 'paused' || this.#state === 'disposed') return;
    this.#repertoire.pantry.tick(clock);
    if (this.#state === 'waiting' && this.#mayBegin(clock)) {
      this.#state = 'playing';
      this.#offset = clock + LEAD;
      this.#direction.begin(this.#first);
    }
    if (this.#state !== 'playing') return;
    this.#makeUpForSleep(clock);
    this.#playAgain(clock - this.#offset);
    const now = this.#now();
    if (this.#pausedAt === null) this.#decks.run(now, now);
    this.#announcer.tell(now);
    this.#timeline.prune(now);
  }

  #playAgain(until: Seconds): void {
    for (let entry = this.#logbook.due(until); entry !== null; entry = this.#logbook.due(until)) this.#perform(entry);
  }

  #mayBegin(clock: Seconds): boolean {
    const ready = this.#first.get(this.#first.slot) !== null || !this.#repertoire.pantry.hasComposer;
    const tuned = this.#instruments.isSettled(this.#palette(this.#first));
    return (ready && tuned) || clock - this.#waitingSince >= GRACE;
  }

  /** A machine that slept through bar lines goes on where it stopped instead of skipping music. */
  #makeUpForSleep(clock: Seconds): void {
    const { current } = this.#decks;
    if (current === null) return;
    const late = clock - (current.time + this.#offset);
    if (late > 0) this.#offset += late + LEAD;
  }

  #command(entry: LogCommand): this {
    if (this.#state === 'disposed') return this;
    try {
      this.#perform(entry);
    } catch (error) {
      this.#error(`'${entry.kind}' could not be carried out`, error);
    }
    return this;
  }

  /** Carries out a command at its own time, after everything that was due before it. */
  #perform(entry: LogCommand): void {
    const { time } = entry;
    if (this.#state === 'playing') this.#decks.run(time, this.#now());
    if (entry.kind === 'signal') {
      if (this.#signals.set(entry.signal, entry.value, time)) this.#logbook.command(entry);
      return;
    }
    this.#logbook.command(entry);
    if (entry.kind === 'override') this.#override = entry.controls;
    else if (entry.kind === 'pause') this.#pause(time);
    else if (entry.kind === 'resume') this.#resume();
    else if (entry.kind === 'stinger') this.#direction.stinger(entry.name, time);
    else if (entry.kind === 'theme') this.#direction.theme(entry.name, time);
    else this.#move(entry);
    if (this.#state === 'playing') this.#decks.run(time, this.#now());
  }

  #move(entry: LogCommand & { kind: 'mood' }): void {
    const memory = this.#repertoire.memory(entry.mood);
    if (this.#decks.current !== null || this.#state === 'paused') this.#direction.move(memory, entry, entry.time);
    if (this.#announcer.sounding !== null) return;
    this.#first = memory;
    this.#instruments.prepare(this.#palette(memory));
    if (this.#state === 'waiting') this.#repertoire.stock(memory, BEFORE);
  }

  #pause(now: Seconds): void {
    this.#direction.halt(now);
    this.#pausedAt = now;
    this.#state = 'paused';
    this.#events.emit('pause', { time: this.#stage.now() });
  }

  #resume(): void {
    const now = this.#now();
    this.#pausedAt = null;
    const begun = this.#direction.target !== null;
    this.#state = begun ? 'playing' : 'waiting';
    this.#offset = this.#stage.now() - now;
    this.#waitingSince = this.#stage.now();
    if (begun) this.#direction.goOn(now);
    this.#events.emit('resume', { time: this.#stage.now() });
  }

  #palette(memory: MoodMemory): string {
    return this.#controls(memory, this.#now()).palette;
  }

  #degraded(reason: string): void {
    this.#warn(`music: ${reason}; the built-in n-gram model plays until the composer is back`);
    this.#events.emit('degraded', { reason });
  }

  #error(message: string, cause: unknown): void {
    this.#events.emit('error', { message, cause });
    this.#warn(`music: ${message}: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
}
