/** The ensemble is everything a conductor works with, wired together: who writes, who keeps, who plays, who tells. */

import { plainText, reasonOf } from '../mood/names.ts';
import { Signals } from '../mood/signals.ts';
import { BackgroundTasks } from '../music/background-tasks.ts';
import type { Seconds } from '../music/time.ts';
import { type ConductorSource, PhraseBank } from '../soundtrack/phrase-bank.ts';
import type { Soundtrack } from '../soundtrack/soundtrack.ts';
import { ControlResolver } from './controls/control-resolver.ts';
import { PaletteLoader } from './controls/palette-loader.ts';
import { TransportClock } from './model/clock.ts';
import type { Emitter } from './model/emitter.ts';
import type { ConductorEvents } from './model/events.ts';
import type { MoodState } from './model/mood-state.ts';
import { EventDispatcher } from './observe/event-dispatcher.ts';
import { PlaybackHistory } from './observe/history.ts';
import type { AudioOutput } from './output/audio-output.ts';
import { MoodStates } from './phrases/mood-states.ts';
import { PhraseSupply } from './phrases/phrase-supply.ts';
import { Crossfader } from './playback/crossfader.ts';
import type { Suspension } from './playback/suspension.ts';
import { type ScheduledBar, Timeline } from './playback/timeline.ts';
import { TransitionController } from './playback/transitions.ts';
import type { ConductorLog } from './recording/command-log.ts';
import { CommandRecorder } from './recording/recorder.ts';
import { Replay } from './recording/replay.ts';

/** What an ensemble is made from. */
export interface EnsembleOptions {
  readonly soundtrack: Soundtrack;
  readonly source: ConductorSource;
  readonly stage: AudioOutput;
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
  readonly clock: TransportClock;
  readonly signals: Signals;
  readonly recorder: CommandRecorder;
  /** A log that is played again; null where the music is new. */
  readonly replay: Replay | null;
  readonly background = new BackgroundTasks();
  readonly timeline = new Timeline();
  readonly history = new PlaybackHistory();
  readonly controls: ControlResolver;
  readonly phrases: PhraseSupply;
  readonly crossfader: Crossfader;
  readonly dispatcher: EventDispatcher;
  readonly transitions: TransitionController;
  readonly suspension: Suspension;
  /** Told of the first bar of each phrase before it is written down. */
  onPhrase: (bar: ScheduledBar) => void = () => {};
  readonly #warn: EnsembleOptions['warn'];
  #warned = false;
  /** Texts of errors that the console has. */
  readonly #reported = new Set<string>();

  constructor({ soundtrack, source, stage, events, replay, spares, logLength, warn }: EnsembleOptions) {
    const { timeline, history: tape } = this;
    this.soundtrack = soundtrack;
    this.events = events;
    this.#warn = warn;
    this.clock = new TransportClock(() => stage.now());
    this.signals = new Signals(soundtrack.signals);
    const script = replay && new Replay(replay);
    this.replay = script;
    this.recorder = new CommandRecorder(script, logLength);
    const palettes = new PaletteLoader(stage, (palette, cause) =>
      this.error(`palette '${plainText(palette)}' could not be loaded`, cause),
    );
    this.controls = new ControlResolver(soundtrack, this.signals, palettes);
    const { toClock } = this.clock;
    const controls = (memory: MoodState, time: Seconds) => this.controls.at(memory, time);
    const repertoire = new PhraseSupply({
      seed: soundtrack.seed,
      moods: new MoodStates(soundtrack, spares),
      controls: this.controls,
      recorder: this.recorder,
      replay: script,
      source,
      bank: () => (soundtrack.bank instanceof PhraseBank ? soundtrack.bank : (source.bank?.() ?? null)),
      listener: {
        degraded: (reason) => this.#degraded(reason),
        recovered: (reason) => events.emit('recovered', { reason, time: this.clock.clock }),
        error: (message, cause) => this.error(message, cause),
      },
    });
    const decks = new Crossfader({
      stage,
      timeline,
      toClock,
      controls,
      written: (memory, slot, read, need) => repertoire.planner.phraseFor(memory, slot, read, need),
      arranged: (memory, written, at, deadline) => repertoire.arrange(memory, written, at, deadline),
      handed: (bar) => this.#handed(bar),
      waits: (phrases, time) => this.recorder.waits(phrases, time),
    });
    const announcer = new EventDispatcher(events, timeline, toClock);
    const prepare = (memory: MoodState) => this.controls.loadPalette(memory);
    this.transitions = new TransitionController({
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
    this.background.set('prefetch', { run: (deadline) => repertoire.planner.runPending(deadline) });
    this.suspension = this.transitions.interruption;
    this.phrases = repertoire;
    this.crossfader = decks;
    this.dispatcher = announcer;
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

  #handed(bar: ScheduledBar): void {
    this.recorder.barScheduled();
    if (bar.phraseBar === 0) this.#begins(bar);
    this.transitions.handed(bar);
  }

  /** A phrase begins: of the music that leads, or of what fades out. */
  #begins(bar: ScheduledBar): void {
    const { memory } = bar.player;
    this.onPhrase(bar);
    if (!this.recorder.phrase(bar, this.phrases.queue.health.isProvisional(bar.phrase)))
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
