/** The podium carries out commands at their own music time and, tick by tick, what is due; it knows whether the music waits, plays or rests. */

import type { Controls } from '../../mood/controls.ts';
import type { Seconds } from '../../music/time.ts';
import { changeScope, type Tuning } from '../../soundtrack/tuning.ts';
import type { Ensemble } from '../ensemble.ts';
import { BEFORE } from '../model/clock.ts';
import type { ConductorSnapshot } from '../model/events.ts';
import { type ConductorInspection, inspect } from '../observe/inspection.ts';
import type { MidiBar } from '../observe/midi-export.ts';
import { takeSnapshot } from '../observe/snapshot.ts';
import { MIN_SCHEDULE_AHEAD } from '../playback/suspension.ts';
import type { Command, LogStart, MoveCommand } from '../recording/command-log.ts';
import { MoodRequests } from '../requests/mood-requests.ts';
import { changesNothing, trackOf } from '../requests/redundant.ts';
import { Checkpoints } from '../save/checkpoints.ts';
import { restoreMusic } from '../save/restore.ts';
import { saveMusic } from '../save/save.ts';
import type { SavedMusic } from '../save/save-format.ts';
import { EventQueue } from './event-queue.ts';

/** So long the first bar waits for a phrase of a composer that is there. */
const PHRASE_GRACE: Seconds = 1;
/** So long it waits for its instruments, in silence; from then on the stage plays by what it has, and changes on bar lines. */
const INSTRUMENT_GRACE: Seconds = 1;

/** Runs the music. */
export class Transport {
  readonly #ensemble: Ensemble;
  readonly #moves: MoodRequests;
  readonly #course: EventQueue;
  readonly #checkpoints: Checkpoints;
  #state: ConductorSnapshot['state'] = 'idle';
  #waitingSince: Seconds = 0;

  constructor(ensemble: Ensemble) {
    this.#ensemble = ensemble;
    this.#moves = new MoodRequests(ensemble, () => this.#state);
    this.#checkpoints = new Checkpoints(ensemble, this.#moves);
    ensemble.onPhrase = (bar) => this.#checkpoints.phrase(bar);
    this.#moves.onExpiry = (time) => this.#checkpoints.happened(time);
    ensemble.background.set('history', { run: (_, isBusy) => this.#state === 'playing' && this.#keepHistory(isBusy) });
    this.#course = new EventQueue(ensemble, this.#moves, () => this.#state === 'playing');
  }

  get state(): ConductorSnapshot['state'] {
    return this.#state;
  }

  /** Music time of something that is asked now. */
  get now(): Seconds {
    if (this.#state === 'playing') this.#makeUpForSleep();
    return this.#ensemble.clock.now;
  }

  /** Before the music begins: sees to it that its first phrases lie ready when it does. May be called often. */
  prepare(): void {
    if (this.#state !== 'idle' || this.#ensemble.replay !== null) return;
    this.#ensemble.phrases.queue.tick(this.#ensemble.clock.clock);
    this.#ensemble.phrases.prefetch(this.#moves.first, this.#moves.first.slot, BEFORE);
  }

  /** Asks for the first phrases and waits for them. */
  start(): void {
    if (this.#state !== 'idle') return;
    this.#state = 'waiting';
    this.#waitingSince = this.#ensemble.clock.clock;
    this.#playAgain(BEFORE);
    this.#ensemble.controls.loadPalette(this.#moves.first);
    for (const { mood } of this.#ensemble.soundtrack.scenes.values())
      this.#ensemble.controls.loadPalette(this.#ensemble.phrases.moods.get(mood));
    this.#ensemble.phrases.prefetch(this.#moves.first, this.#moves.first.slot, BEFORE);
  }

  /** Carries out what a game asks for; a move to a mood waits until its instruments are there. */
  submit(entry: Command): void {
    if (this.#state === 'playing' && isMove(entry) && this.#moves.waits(entry, this.#ensemble.clock.clock)) return;
    // A theme is meant for the music that was asked for, though its instruments are still on their way.
    const { awaited } = this.#moves;
    if (entry.kind === 'theme' && awaited !== null) this.apply({ mood: awaited.memory.mood.name, ...entry });
    else this.apply(entry);
  }

  /** Whether one more mood may be pushed under a key. */
  mayPush(key: string): boolean {
    return this.#moves.mayPush(key);
  }

  /** Carries out a command at its own time, after everything that was due before it. */
  apply(entry: Command): void {
    if (this.#state === 'disposed') return;
    const { time } = entry;
    // What is played again was carried out then.
    if (this.#ensemble.replay === null && this.#isRepeat(entry)) return;
    if (entry.kind === 'signal') {
      this.#course.signal(entry, performance.now() + this.#ensemble.background.budgetMs);
      return;
    }
    this.#course.runUntil(time);
    this.#ensemble.phrases.planner.runPending();
    this.#checkpoints.happened(time, entry.kind);
    this.#ensemble.recorder.command(entry);
    if (entry.kind === 'override') this.#applyOverride(entry.controls);
    else if (entry.kind === 'tune') this.#tune(entry.tuning, time);
    else if (entry.kind === 'reroll') this.#ensemble.transitions.revise('write', time);
    else if (entry.kind === 'pause') this.#pause(time);
    else if (entry.kind === 'resume') this.#resume();
    else if (entry.kind === 'stinger') this.#ensemble.transitions.stinger(entry.name, time);
    else if (entry.kind === 'track') this.#ensemble.suspension.track(trackOf(entry), time);
    else if (entry.kind === 'endTrack') this.#ensemble.suspension.endTrack(entry, time);
    else if (entry.kind === 'theme') this.#ensemble.transitions.theme(entry, this.#moves.first, time);
    else this.#moves.apply(entry);
    this.#course.runUntil(time);
  }

  /**
   * Schedules what is due by now, and emits the events of what is heard. Of work that can wait, what exceeds the deadline of
   * the background tasks is left for the next calls.
   */
  advance(): void {
    const { background } = this.#ensemble;
    if (this.#state === 'idle' || this.#state === 'paused' || this.#state === 'disposed') return;
    const { clock } = this.#ensemble.clock;
    this.#ensemble.phrases.queue.tick(clock);
    background.runThrough('prefetch');
    if (this.#state === 'waiting' && this.#mayBegin(clock)) {
      this.#state = 'playing';
      this.#ensemble.events.emit('ready', { mood: this.#moves.first.mood.name, time: clock });
      const { startsAt } = this.#ensemble.suspension;
      this.#ensemble.clock.begin(MIN_SCHEDULE_AHEAD, startsAt);
      this.#ensemble.suspension.begin(this.#moves.first, startsAt - MIN_SCHEDULE_AHEAD);
      this.#moves.begun(startsAt - MIN_SCHEDULE_AHEAD);
    }
    if (this.#state !== 'playing') return;
    this.#playAgain(this.now);
    for (const entry of this.#moves.released(clock)) this.apply({ ...entry, time: this.#ensemble.clock.now });
    const { now } = this.#ensemble.clock;
    if (this.#course.runUntil(now, background.deadline)) background.worked();
    this.#checkpoints.pass(now);
    this.#ensemble.dispatcher.dispatchUntil(now);
    this.#ensemble.suspension.interlude.tell(now);
    background.runThrough('history');
  }

  /** What a save game has to keep. `lasting` says of a pushed mood whether it can be kept. */
  save(lasting: (key: string) => boolean): SavedMusic {
    const { now } = this;
    if (this.#course.hasQueuedSignals) this.#course.runUntil(now);
    return saveMusic(this.#ensemble, { now, ...this.#moves.wanted(now, lasting) });
  }

  /** Before the music begins: takes up what was saved, or where a log starts. */
  restore(saved: SavedMusic, start: LogStart | null): void {
    this.#moves.restore(saved, restoreMusic(this.#ensemble, saved, start), start);
  }

  /** A picture of this moment. */
  snapshot(): ConductorSnapshot {
    const { clock, now } = this.#ensemble.clock;
    const { sounding } = this.#ensemble.dispatcher;
    const target = this.#moves.awaited?.memory ?? this.#ensemble.transitions.target ?? this.#moves.first;
    const memory = sounding?.player.memory ?? target;
    return takeSnapshot({
      state: this.#state,
      clock,
      now,
      mood: memory.mood.name,
      next: target === memory ? null : target.mood.name,
      controls: this.#ensemble.controls.at(memory, now),
      signals: this.#ensemble.signals,
      sounding,
      track: this.#ensemble.suspension.interlude.name,
      timeline: this.#ensemble.timeline,
      inHand: this.#ensemble.phrases.readyMoods,
      degraded: this.#ensemble.phrases.queue.health.isDegraded,
    });
  }

  /** The last bars that were heard. */
  played(lastBars: number): readonly MidiBar[] {
    const { history: tape, timeline, clock } = this.#ensemble;
    return tape.played(timeline.bars, clock.now, lastBars);
  }

  /** What is behind the picture. */
  inspect(): ConductorInspection {
    return inspect(this.#ensemble, this.snapshot().mood, this.#moves.awaited);
  }

  /** Falls silent for good. */
  dispose(): void {
    if (this.#state === 'playing') this.#ensemble.suspension.halt(this.#ensemble.clock.now);
    this.#state = 'disposed';
    this.#ensemble.phrases.queue.dispose();
  }

  #keepHistory(isBusy: boolean): boolean {
    const { history, timeline, clock } = this.#ensemble;
    return history.isDue(timeline.bars.length, isBusy) && history.keep(timeline.prune(clock.now));
  }

  #isRepeat(entry: Command): boolean {
    const { recorder: logbook } = this.#ensemble;
    if (isMove(entry) && this.#moves.renew(entry, (as, end) => logbook.prolong(as, end))) return true;
    return changesNothing(entry, this.#ensemble, this.#moves);
  }

  #playAgain(until: Seconds): void {
    const { replay: script, phrases: repertoire } = this.#ensemble;
    for (let entry = script?.nextCommand(until); entry; entry = script?.nextCommand(until)) {
      // What was ordered before it is ordered before it again.
      if (this.#state === 'waiting') repertoire.prefetch(this.#moves.first, this.#moves.first.slot, BEFORE);
      this.apply(entry);
      script?.acknowledge();
    }
  }

  #mayBegin(clock: Seconds): boolean {
    const { slot } = this.#moves.first;
    const { queue } = this.#ensemble.phrases;
    const waited = clock - this.#waitingSince;
    // What is played again is worth waiting for, or it would not be the same.
    const patient = this.#ensemble.replay !== null || (queue.isWorthWaiting && waited < PHRASE_GRACE);
    const ready = this.#moves.first.get(slot) !== null || queue.job(this.#moves.first, slot) === null || !patient;
    return ready && (this.#ensemble.controls.isPaletteSettled(this.#moves.first) || waited >= INSTRUMENT_GRACE);
  }

  /** A machine that slept through bar lines goes on where it stopped instead of skipping music. */
  #makeUpForSleep(): void {
    const { current } = this.#ensemble.crossfader;
    if (current === null) return;
    const late = this.#ensemble.clock.now - current.time;
    if (late > 0) this.#ensemble.clock.delayBy(late + MIN_SCHEDULE_AHEAD);
  }

  #applyOverride(controls: Partial<Controls>): void {
    this.#ensemble.controls.override = controls;
    if (this.#state !== 'idle')
      this.#ensemble.controls.loadPalette(this.#ensemble.transitions.target ?? this.#moves.first);
  }

  /** The change counts at once for what is yet to come, and is heard soon in the mood that plays. */
  #tune(tuning: Tuning, time: Seconds): void {
    const ensemble = this.#ensemble;
    const memory = ensemble.crossfader.current?.memory ?? this.#moves.first;
    const before = ensemble.controls.at(memory, time);
    ensemble.controls.tuning = tuning;
    if (this.#state !== 'idle') ensemble.controls.loadPalette(memory);
    ensemble.transitions.revise(changeScope(before, ensemble.controls.at(memory, time)), time);
  }

  #pause(now: Seconds): void {
    this.#ensemble.suspension.halt(now);
    this.#ensemble.clock.stop(now);
    this.#state = 'paused';
    this.#ensemble.events.emit('pause', { time: this.#ensemble.clock.clock });
  }

  #resume(): void {
    const { now } = this.#ensemble.clock;
    this.#ensemble.clock.resume();
    const begun = this.#ensemble.transitions.target !== null;
    this.#state = begun ? 'playing' : 'waiting';
    this.#waitingSince = this.#ensemble.clock.clock;
    if (begun) this.#ensemble.suspension.goOn(now);
    this.#ensemble.events.emit('resume', { time: this.#ensemble.clock.clock });
  }
}

function isMove(entry: Command): entry is MoveCommand {
  return entry.kind === 'mood' || entry.kind === 'push' || entry.kind === 'pop';
}
