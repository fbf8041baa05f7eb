/** The podium is where the conductor's parts meet: it carries out commands at their own music time and, tick by tick, what is due. */

import type { PhraseSource } from '../generate/source.ts';
import type { Controls } from '../mood/controls.ts';
import { controlsAt } from '../mood/modulation.ts';
import { Signals } from '../mood/signals.ts';
import type { Seconds } from '../music/time.ts';
import { Announcer } from './announcer.ts';
import { Decks } from './decks.ts';
import { Direction, LEAD } from './direction.ts';
import type { Emitter } from './emitter.ts';
import type { ConductorEvents, ConductorSnapshot } from './events.ts';
import { Instruments } from './instruments.ts';
import { type ConductorLog, type LogCommand, loggedPhrases } from './log.ts';
import { Logbook } from './logbook.ts';
import type { MoodMemory } from './memory.ts';
import { BEFORE, MusicClock } from './music-clock.ts';
import { Repertoire } from './repertoire.ts';
import { takeSnapshot } from './snapshot.ts';
import type { Soundtrack } from './soundtrack.ts';
import type { Stage } from './stage.ts';
import { Timeline } from './timeline.ts';

/** What the podium is given. */
export interface PodiumOptions {
  readonly soundtrack: Soundtrack;
  readonly source: PhraseSource;
  readonly stage: Stage;
  readonly events: Emitter<ConductorEvents>;
  readonly replay: ConductorLog | null;
  readonly spares: 'tagged' | 'all';
  readonly warn: (message: string, cause?: unknown) => void;
}

/** So long the first bar waits for the composer's first phrase and for its instruments, and a move for the instruments of its mood. */
const GRACE: Seconds = 4;
const DEFAULT_START = 'exploration';

/** Runs the music. */
export class Podium {
  readonly clock: MusicClock;
  readonly signals: Signals;
  readonly logbook: Logbook;
  readonly repertoire: Repertoire;
  readonly #options: PodiumOptions;
  readonly #timeline = new Timeline();
  readonly #decks: Decks;
  readonly #announcer: Announcer;
  readonly #instruments: Instruments;
  readonly #direction: Direction;
  #state: ConductorSnapshot['state'] = 'idle';
  #waitingSince: Seconds = 0;
  /** The mood that plays first. */
  #first: MoodMemory;
  #override: Partial<Controls> = {};
  /** A move that waits for its instruments. */
  #held: { readonly entry: LogCommand & { readonly kind: 'mood' }; readonly since: Seconds } | null = null;
  #warned = false;

  constructor(options: PodiumOptions) {
    const { soundtrack, source, stage, events, replay, spares } = options;
    this.#options = options;
    this.clock = new MusicClock(() => stage.now());
    this.signals = new Signals(soundtrack.signals);
    this.logbook = new Logbook(replay);
    const { toClock } = this.clock;
    const controls = (memory: MoodMemory, time: Seconds) => this.#controls(memory, time);
    const repertoire = new Repertoire({
      soundtrack,
      source,
      controls,
      spares,
      logged: replay ? loggedPhrases(replay) : new Map(),
      report: {
        degraded: (reason) => this.#degraded(reason),
        recovered: (reason) => events.emit('recovered', { reason }),
        error: (message, cause) => this.error(message, cause),
      },
    });
    const decks = new Decks({
      stage,
      timeline: this.#timeline,
      toClock,
      controls,
      written: (memory, slot, read, mustHave) => repertoire.written(memory, slot, read, mustHave),
      arranged: (memory, written, at) => repertoire.arranged(memory, written, at),
      handed: (bar) => {
        if (bar.phraseBar === 0 && !this.logbook.phrase(bar)) {
          this.error('the replay plays another phrase than was logged', `${bar.player.memory.mood.name}/${bar.slot}`);
        }
        this.#direction.handed(bar);
      },
    });
    const announcer = new Announcer(events, this.#timeline, toClock);
    this.#instruments = new Instruments(stage, (palette, cause) =>
      this.error(`palette '${palette}' could not be loaded`, cause),
    );
    this.#direction = new Direction({
      soundtrack,
      stage,
      events,
      repertoire,
      decks,
      timeline: this.#timeline,
      announcer,
      toClock,
      controls,
      prepare: (memory) => this.#prepare(memory),
    });
    this.repertoire = repertoire;
    this.#decks = decks;
    this.#announcer = announcer;
    this.#first = repertoire.memory(soundtrack.start ?? DEFAULT_START);
  }

  get state(): ConductorSnapshot['state'] {
    return this.#state;
  }

  /** Music time of something that is asked now. */
  get moment(): Seconds {
    if (this.#state === 'playing') this.#makeUpForSleep();
    return this.clock.now;
  }

  /** Asks for the first phrases and waits for them. */
  start(): void {
    if (this.#state !== 'idle') return;
    this.#state = 'waiting';
    this.#waitingSince = this.clock.clock;
    this.#playAgain(BEFORE);
    this.#prepare(this.#first);
    for (const { mood } of this.#options.soundtrack.scenes.values()) this.#prepare(this.repertoire.memory(mood));
    this.repertoire.stock(this.#first, BEFORE);
  }

  /** Carries out what a game asks for; a move to a mood waits until its instruments are there. */
  ask(entry: LogCommand): void {
    if (entry.kind === 'mood' && this.#state === 'playing') {
      this.#held = null;
      const memory = this.repertoire.memory(entry.mood);
      this.#prepare(memory);
      if (!this.#instruments.isSettled(this.#palette(memory)) && memory !== this.#direction.target) {
        this.#held = { entry, since: this.clock.clock };
        return;
      }
    }
    this.perform(entry);
  }

  /** Carries out a command at its own time, after everything that was due before it. */
  perform(entry: LogCommand): void {
    if (this.#state === 'disposed') return;
    const { time } = entry;
    if (entry.kind === 'mood' && entry.at === undefined && this.#isBoundFor(entry.mood)) return;
    this.#run(time);
    if (entry.kind === 'signal') {
      if (this.signals.set(entry.signal, entry.value, time)) this.logbook.command(entry);
      return;
    }
    this.logbook.command(entry);
    if (entry.kind === 'override') this.#turn(entry.controls);
    else if (entry.kind === 'pause') this.#pause(time);
    else if (entry.kind === 'resume') this.#resume();
    else if (entry.kind === 'stinger') this.#direction.stinger(entry.name, time);
    else if (entry.kind === 'theme') this.#direction.theme(entry.name, this.#first, time);
    else this.#move(entry);
    this.#run(time);
  }

  /** Hands over what is due by now and tells what is heard. */
  advance(): void {
    if (this.#state === 'idle' || this.#state === 'paused' || this.#state === 'disposed') return;
    const { clock } = this.clock;
    this.repertoire.pantry.tick(clock);
    if (this.#state === 'waiting' && this.#mayBegin(clock)) {
      this.#state = 'playing';
      this.clock.begin(LEAD);
      this.#direction.begin(this.#first);
    }
    if (this.#state !== 'playing') return;
    this.#playAgain(this.moment);
    this.#letGo(clock);
    const { now } = this.clock;
    this.#run(now);
    this.#announcer.tell(now);
    this.#timeline.prune(now);
  }

  /** A picture of this moment. */
  snapshot(): ConductorSnapshot {
    const { clock, now } = this.clock;
    const { sounding } = this.#announcer;
    const held = this.#held && this.repertoire.memory(this.#held.entry.mood);
    const target = held ?? this.#direction.target ?? this.#first;
    const memory = sounding?.player.memory ?? target;
    return takeSnapshot({
      state: this.#state,
      clock,
      now,
      mood: memory.mood.name,
      next: target === memory ? null : target.mood.name,
      controls: this.#controls(memory, now),
      signals: this.signals,
      sounding,
      timeline: this.#timeline,
      inHand: this.repertoire.inHand,
      degraded: this.repertoire.pantry.degraded,
    });
  }

  /** Falls silent for good. */
  dispose(): void {
    if (this.#state === 'playing') this.#direction.halt(this.clock.now);
    this.#state = 'disposed';
    this.repertoire.pantry.dispose();
  }

  /** Reports what failed without stopping the music. */
  error(message: string, cause: unknown): void {
    this.#options.events.emit('error', { message, cause });
    this.#options.warn(`music: ${message}: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }

  #controls(memory: MoodMemory, time: Seconds): Controls {
    const { modulations } = this.#options.soundtrack;
    const controls = controlsAt(memory.mood, modulations, this.signals, time, this.#override);
    const palette = this.#instruments.playable(controls.palette);
    return palette === controls.palette ? controls : { ...controls, palette };
  }

  /** The palette that a mood wants. */
  #palette({ mood }: MoodMemory): string {
    return this.#override.palette ?? mood.controls.palette;
  }

  #run(until: Seconds): void {
    if (this.#state === 'playing') this.#decks.run(until, this.clock.now);
  }

  #playAgain(until: Seconds): void {
    for (let entry = this.logbook.due(until); entry !== null; entry = this.logbook.due(until)) this.perform(entry);
  }

  #mayBegin(clock: Seconds): boolean {
    const { slot } = this.#first;
    const ready = this.#first.get(slot) !== null || this.repertoire.pantry.asked(this.#first, slot) === null;
    const tuned = this.#instruments.isSettled(this.#palette(this.#first));
    return (ready && tuned) || clock - this.#waitingSince >= GRACE;
  }

  /** Carries out a move that waited for its instruments, when they are there or have been waited for long enough. */
  #letGo(clock: Seconds): void {
    const held = this.#held;
    if (held === null) return;
    const ready = this.#instruments.isSettled(this.#palette(this.repertoire.memory(held.entry.mood)));
    if (!ready && clock - held.since < GRACE) return;
    this.#held = null;
    this.perform({ ...held.entry, time: this.clock.now });
  }

  /** A machine that slept through bar lines goes on where it stopped instead of skipping music. */
  #makeUpForSleep(): void {
    const { current } = this.#decks;
    if (current === null) return;
    const late = this.clock.now - current.time;
    if (late > 0) this.clock.putBack(late + LEAD);
  }

  #move(entry: LogCommand & { kind: 'mood' }): void {
    const memory = this.repertoire.memory(entry.mood);
    this.#prepare(memory);
    if (this.#direction.target !== null) this.#direction.move(memory, entry, entry.time);
    else {
      this.#first = memory;
      if (this.#state === 'waiting') this.repertoire.stock(memory, BEFORE);
    }
  }

  /** Games may say the mood every frame. */
  #isBoundFor(mood: string): boolean {
    const target = this.#direction.target ?? (this.#state === 'idle' ? null : this.#first);
    return target?.mood.name === mood;
  }

  #turn(controls: Partial<Controls>): void {
    this.#override = controls;
    if (this.#state !== 'idle') this.#prepare(this.#direction.target ?? this.#first);
  }

  #pause(now: Seconds): void {
    this.#direction.halt(now);
    this.clock.stop(now);
    this.#state = 'paused';
    this.#options.events.emit('pause', { time: this.clock.clock });
  }

  #resume(): void {
    const { now } = this.clock;
    this.clock.goOn();
    const begun = this.#direction.target !== null;
    this.#state = begun ? 'playing' : 'waiting';
    this.#waitingSince = this.clock.clock;
    if (begun) this.#direction.goOn(now);
    this.#options.events.emit('resume', { time: this.clock.clock });
  }

  #prepare(memory: MoodMemory): void {
    this.#instruments.prepare(this.#palette(memory));
  }

  /** Every trouble has its event, but one warning in a console is enough. */
  #degraded(reason: string): void {
    this.#options.events.emit('degraded', { reason });
    if (!this.#warned)
      this.#options.warn(`music: ${reason}; the built-in n-gram model plays until the composer is back`);
    this.#warned = true;
  }
}
