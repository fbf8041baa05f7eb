/** Carries out commands at their own music time and, tick by tick, everything that is due; begins, pauses and ends playback. */

import { BEFORE, type Command, type MoveCommand } from '../../formats/log-entries.ts';
import type { Replay } from '../../formats/replay.ts';
import type { BackgroundTasks } from '../../music/background-tasks.ts';
import type { Emitter } from '../../music/emitter.ts';
import type { Seconds } from '../../music/time.ts';
import type { ControlResolver } from '../controls/control-resolver.ts';
import type { TransportClock } from '../model/clock.ts';
import type { ConductorEvents } from '../model/events.ts';
import type { PlaybackState } from '../model/playback.ts';
import { nextPhraseOf } from '../model/resume-point.ts';
import { INSTRUMENT_GRACE, MIN_SCHEDULE_AHEAD, NEVER, PHRASE_GRACE } from '../model/timing.ts';
import type { EventDispatcher } from '../observe/event-dispatcher.ts';
import type { PhraseSupply } from '../phrases/phrase-supply.ts';
import type { Suspension } from '../playback/suspension.ts';
import type { TrackPlayback } from '../playback/track-playback.ts';
import type { CommandRecorder } from '../recording/recorder.ts';
import type { MoodRequests } from '../requests/mood-requests.ts';
import type { Checkpoints } from '../save/checkpoints.ts';
import type { CommandHandler, CommandHandlers } from './command-handlers.ts';
import type { EventQueue } from './event-queue.ts';

/** Runs the music. Times are music times, unless named `clock`. */
export class Transport {
  constructor(
    private readonly playback: PlaybackState,
    private readonly clock: TransportClock,
    private readonly events: Emitter<ConductorEvents>,
    private readonly phrases: PhraseSupply,
    private readonly controls: ControlResolver,
    private readonly requests: MoodRequests,
    private readonly suspension: Suspension,
    private readonly handlers: CommandHandlers,
    private readonly queue: EventQueue,
    private readonly recorder: CommandRecorder,
    private readonly replay: Replay | null,
    private readonly checkpoints: Checkpoints,
    private readonly dispatcher: EventDispatcher,
    private readonly tracks: TrackPlayback,
    private readonly background: BackgroundTasks,
  ) {
    queue.onCommand = (command) => this.#carryOut(command);
  }

  /** Time of a command that is given now. */
  get now(): Seconds {
    if (this.playback.isPlaying) this.#makeUpForSleep();
    return this.clock.now;
  }

  /** Before the music begins: has its first phrases written. May be called often. */
  prepare(): void {
    if (this.playback.value.kind !== 'idle' || this.replay !== null) return;
    this.phrases.queue.tick(this.clock.clock);
    this.#prefetch();
  }

  /** Requests the first phrases and instruments, and waits for them. */
  start(moods: readonly string[]): void {
    const { value } = this.playback;
    if (value.kind !== 'idle') return;
    this.playback.value = { ...value, kind: 'waiting', since: this.clock.clock };
    this.#playAgain(BEFORE);
    this.controls.loadPalette(this.requests.target);
    for (const mood of moods) this.controls.loadPalette(this.phrases.moods.get(mood));
    this.#prefetch();
  }

  /** Carries out a command of the game; a request for a mood waits until its instruments are loaded. */
  submit(command: Command): void {
    if (this.playback.isPlaying && isMove(command) && this.requests.wait(command, this.clock.clock)) return;
    // A theme is meant for the mood that was requested, though it may still wait for its instruments.
    const { awaited } = this.requests;
    if (command.kind === 'theme' && awaited !== null) this.#apply({ mood: awaited.memory.mood.name, ...command });
    else this.#apply(command);
  }

  /**
   * Schedules what is due by now, and emits the events of what is heard. Of work that can wait, what exceeds the deadline of
   * the background tasks is left for the next calls.
   */
  advance(): void {
    const { kind } = this.playback.value;
    if (kind === 'idle' || kind === 'paused' || kind === 'disposed') return;
    const { clock } = this.clock;
    this.phrases.queue.tick(clock);
    this.background.runThrough('prefetch');
    this.#beginIfReady(clock);
    if (!this.playback.isPlaying) return;
    this.#playAgain(this.now);
    for (const move of this.requests.release(clock)) this.#apply({ ...move, time: this.clock.now });
    const { now } = this.clock;
    // What is to be heard at once waits for one tick at most.
    const deadline = this.queue.isLate(this.controls.followed) ? NEVER : this.background.deadline;
    if (this.queue.runUntil(now, deadline)) this.background.worked();
    this.checkpoints.pass(now);
    this.dispatcher.dispatchUntil(now);
    this.tracks.announce(now);
    this.background.runThrough('history');
  }

  /** Carries out commands that wait behind an unfinished bar. Returns the time. */
  flush(): Seconds {
    const { now } = this;
    if (this.queue.isWaiting) this.queue.runUntil(now);
    return now;
  }

  /** Falls silent for good. */
  dispose(): void {
    const { resume, track, nextTrack } = this.playback;
    const silence = this.playback.isPlaying ? this.suspension.silence(this.clock.now) : { resume, track, nextTrack };
    this.playback.value = { kind: 'disposed', ...silence };
    this.phrases.queue.dispose();
  }

  /** Carries out a command at its own time, after everything that was due before it. */
  #apply(command: Command): void {
    if (this.playback.value.kind === 'disposed') return;
    const isSignal = command.kind === 'signal';
    const waits = this.queue.isWaiting;
    // A replay carries out what was carried out then; whether a signal changes anything follows from those before it.
    const isKnown = isSignal ? !waits : this.replay === null;
    if (isKnown && this.#handlerOf(command).isRedundant(command)) return;
    this.queue.push(command);
    // While a bar is being arranged, the next tick goes on with it.
    if (!isSignal || !waits)
      this.queue.runUntil(command.time, isSignal ? performance.now() + this.background.budgetMs : NEVER);
  }

  #carryOut(command: Command): void {
    const handler = this.#handlerOf(command);
    if (command.kind !== 'signal') {
      this.phrases.planner.runPending();
      this.checkpoints.happened(command.time, command.kind);
    } else if (handler.isRedundant(command)) return;
    this.recorder.command(command);
    handler.apply(command);
  }

  #handlerOf(command: Command): CommandHandler<Command> {
    return this.handlers[command.kind] as CommandHandler<Command>;
  }

  /** Carries out the commands of a log that is replayed. */
  #playAgain(until: Seconds): void {
    const replay = this.replay;
    for (let command = replay?.nextCommand(until); command; command = replay?.nextCommand(until)) {
      // A phrase that was requested before the command is requested before it again.
      if (this.playback.value.kind === 'waiting') this.#prefetch();
      this.#apply(command);
      replay?.acknowledge();
    }
  }

  /** Begins the music, if it waits and its first phrase and instruments are there. */
  #beginIfReady(clock: Seconds): void {
    const { value } = this.playback;
    if (value.kind !== 'waiting' || !this.#mayBegin(clock - value.since)) return;
    this.events.emit('ready', { mood: this.requests.target.mood.name, time: clock });
    const place = this.playback.resume ?? nextPhraseOf(this.requests.target);
    const startsAt = place.start?.time ?? 0;
    const now = startsAt - MIN_SCHEDULE_AHEAD;
    this.clock.begin(MIN_SCHEDULE_AHEAD, startsAt);
    this.suspension.resumeAt(place, { line: startsAt, fade: 0 }, now);
    this.requests.begun(now);
  }

  /** Has the first phrases written. */
  #prefetch(): void {
    const { target } = this.requests;
    this.phrases.prefetch(target, target.slot, BEFORE);
  }

  #mayBegin(waited: Seconds): boolean {
    const { target } = this.requests;
    const { queue } = this.phrases;
    // A replay would not be the same with another phrase.
    const isPatient = this.replay !== null || (queue.isWorthWaiting && waited < PHRASE_GRACE);
    const isWritten = target.get(target.slot) !== null || queue.job(target, target.slot) === null;
    return (isWritten || !isPatient) && (this.controls.isPaletteSettled(target) || waited >= INSTRUMENT_GRACE);
  }

  /** Goes on where the music stopped, instead of skipping bars whose time passed while the machine slept. */
  #makeUpForSleep(): void {
    const { lead } = this.playback;
    const late = lead === null ? 0 : this.clock.now - lead.time;
    if (late > 0) this.clock.delayBy(late + MIN_SCHEDULE_AHEAD);
  }
}

function isMove(command: Command): command is MoveCommand {
  return command.kind === 'mood' || command.kind === 'push' || command.kind === 'pop';
}
