/** The ensemble is everything a conductor works with, wired together: who writes, who keeps, who plays, who tells. */

import type { Controls, Mood } from '../mood/controls.ts';
import { controlsAt, type Modulation } from '../mood/modulation.ts';
import { plainText, reasonOf } from '../mood/names.ts';
import { Signals } from '../mood/signals.ts';
import type { Seconds } from '../music/time.ts';
import { Announcer } from './announcer.ts';
import { type ConductorSource, PhraseBank } from './bank.ts';
import { Decks } from './decks.ts';
import { Direction } from './direction.ts';
import type { Emitter } from './emitter.ts';
import type { ConductorEvents } from './events.ts';
import { Instruments } from './instruments.ts';
import type { Interruption } from './interruption.ts';
import type { ConductorLog, Progress } from './log.ts';
import { Logbook } from './logbook.ts';
import type { MoodMemory } from './memory.ts';
import { MusicClock } from './music-clock.ts';
import { Repertoire } from './repertoire.ts';
import { Script } from './script.ts';
import type { Soundtrack } from './soundtrack.ts';
import type { Stage } from './stage.ts';
import { Tape } from './tape.ts';
import type { ThemeDefinition } from './theme.ts';
import { type HandedBar, Timeline } from './timeline.ts';
import { type Tuning, tunedMood } from './tuning.ts';

/** What an ensemble is made from. */
export interface EnsembleOptions {
  readonly soundtrack: Soundtrack;
  readonly source: ConductorSource;
  readonly stage: Stage;
  readonly events: Emitter<ConductorEvents>;
  readonly replay: ConductorLog | null;
  readonly spares: 'tagged' | 'all';
  /** Entries after which the log begins anew from a later moment. */
  readonly logLength: number;
  readonly warn: (message: string, cause?: unknown) => void;
}

/** Texts of errors that are remembered, so that they are not written again. */
const MOST_REPORTED = 100;

/** The parts of one conductor. */
export class Ensemble {
  readonly soundtrack: Soundtrack;
  readonly events: Emitter<ConductorEvents>;
  readonly clock: MusicClock;
  readonly signals: Signals;
  readonly logbook: Logbook;
  /** A log that is played again; null where the music is new. */
  readonly script: Script | null;
  readonly timeline = new Timeline();
  readonly tape = new Tape();
  readonly instruments: Instruments;
  readonly repertoire: Repertoire;
  readonly decks: Decks;
  readonly announcer: Announcer;
  readonly direction: Direction;
  readonly interruption: Interruption;
  /** Controls put in the place of those of any mood. */
  override: Partial<Controls> = {};
  /** What is changed about the soundtrack while it plays. */
  tuning: Tuning = {};
  /** What had come where a log that is played again begins. */
  #before: Progress = [0, 0];
  /** Told of the first bar of each phrase before it is written down. */
  onPhrase: (bar: HandedBar) => void = () => {};
  readonly #warn: EnsembleOptions['warn'];
  #warned = false;
  /** Texts of errors that the console has. */
  readonly #reported = new Set<string>();

  constructor({ soundtrack, source, stage, events, replay, spares, logLength, warn }: EnsembleOptions) {
    const { timeline, tape } = this;
    this.soundtrack = soundtrack;
    this.events = events;
    this.#warn = warn;
    this.clock = new MusicClock(() => stage.now());
    this.signals = new Signals(soundtrack.signals);
    const script = replay && new Script(replay);
    this.script = script;
    this.logbook = new Logbook(script, logLength);
    this.instruments = new Instruments(stage, (palette, cause) =>
      this.error(`palette '${plainText(palette)}' could not be loaded`, cause),
    );
    const { toClock } = this.clock;
    const controls = (memory: MoodMemory, time: Seconds) => this.controls(memory, time);
    const repertoire = new Repertoire({
      soundtrack,
      theme: (name) => this.theme(name),
      source,
      bank: () => (soundtrack.bank instanceof PhraseBank ? soundtrack.bank : (source.bank?.() ?? null)),
      controls,
      spares,
      mark: () => {
        const commands = this.logbook.mark();
        const [, bars] = this.progress;
        return () => [commands(), bars];
      },
      script,
      report: {
        degraded: (reason) => this.#degraded(reason),
        recovered: (reason) => events.emit('recovered', { reason, time: this.clock.clock }),
        error: (message, cause) => this.error(message, cause),
      },
    });
    const decks = new Decks({
      stage,
      timeline,
      toClock,
      controls,
      written: (memory, slot, read, need) => repertoire.written(memory, slot, read, need),
      arranged: (memory, written, at, deadline) => repertoire.arranged(memory, written, at, deadline),
      handed: (bar) => this.#handed(bar),
      waits: (phrases, time) => this.logbook.waits(phrases, time),
    });
    const announcer = new Announcer(events, timeline, toClock);
    const prepare = (memory: MoodMemory) => this.prepare(memory);
    this.direction = new Direction({
      soundtrack,
      stage,
      events,
      repertoire,
      decks,
      timeline,
      announcer,
      tape,
      toClock,
      controls,
      prepare,
    });
    this.interruption = this.direction.interruption;
    this.repertoire = repertoire;
    this.decks = decks;
    this.announcer = announcer;
  }

  /** The controls of a mood at a music time, with instruments that can be had. */
  controls(memory: MoodMemory, time: Seconds): Controls {
    const { hold } = this.tuning;
    const moved = memory.tonic === null ? this.override : { tonic: memory.tonic, ...this.override };
    const held = hold === undefined ? moved : { ...moved, ...hold };
    const controls = controlsAt(this.tuned(memory), this.modulations, this.signals, time, held);
    const palette = this.instruments.playable(controls.palette);
    return palette === controls.palette ? controls : { ...controls, palette };
  }

  /** How far the music has come: commands carried out, and bars handed over. */
  get progress(): Progress {
    return [this.logbook.commands, this.#before[1] + this.decks.counts.bars];
  }

  /** Before the music begins: counts on from where a log begins. */
  countFrom(before: Progress): void {
    this.#before = before;
    this.logbook.countFrom(before[0]);
  }

  /** A theme of the tuning or of the soundtrack. */
  theme(name: string): ThemeDefinition | undefined {
    const { themes = {} } = this.tuning;
    return Object.hasOwn(themes, name) ? themes[name] : this.soundtrack.themes.get(name);
  }

  /** The modulations that count: the soundtrack's, unless they are tuned. */
  get modulations(): readonly Modulation[] {
    return this.tuning.modulations ?? this.soundtrack.modulations;
  }

  /** A mood with its tuning. */
  tuned({ mood }: MoodMemory): Mood {
    return tunedMood(mood, this.tuning);
  }

  /** Asks for a mood's instruments. */
  prepare(memory: MoodMemory): void {
    this.instruments.prepare(this.#palette(memory));
  }

  /** Whether a mood's instruments need not be waited for. */
  isTuned(memory: MoodMemory): boolean {
    return this.instruments.isSettled(this.#palette(memory));
  }

  /** Reports a failure without stopping the music: each time as an event, and in the console once a text. */
  error(message: string, cause: unknown): void {
    this.events.emit('error', { message, cause });
    const text = `music: ${message}: ${reasonOf(cause)}`;
    if (this.#reported.has(text)) return;
    if (this.#reported.size >= MOST_REPORTED) this.#reported.clear();
    this.#reported.add(text);
    this.#warn(text, cause);
  }

  /** The palette that a mood wants. */
  #palette(memory: MoodMemory): string {
    return this.tuning.hold?.palette ?? this.override.palette ?? this.tuned(memory).controls.palette;
  }

  #handed(bar: HandedBar): void {
    if (bar.phraseBar === 0) this.#begins(bar);
    this.direction.handed(bar);
  }

  /** A phrase begins: of the music that leads, or of what fades out. */
  #begins(bar: HandedBar): void {
    const { memory } = bar.player;
    this.onPhrase(bar);
    if (!this.logbook.phrase(bar, this.repertoire.pantry.isPassing(bar.phrase)))
      this.error('the replay plays another phrase than was logged', `${memory.mood.name}/${bar.slot}`);
    const written = memory.get(bar.slot);
    if (written !== null) written.begun = true;
  }

  /** Every trouble has its event, but one warning in a console is enough. */
  #degraded(reason: string): void {
    this.events.emit('degraded', { reason, time: this.clock.clock });
    if (!this.#warned) this.#warn(`music: ${reason}; the built-in n-gram model plays until the composer is back`);
    this.#warned = true;
  }
}
