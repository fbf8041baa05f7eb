/** The podium carries out commands at their own music time and, tick by tick, what is due; it knows whether the music waits, plays or rests. */

import type { Controls } from '../mood/controls.ts';
import type { Seconds } from '../music/time.ts';
import { Claims } from './claims.ts';
import { cueOf, type MoodCue } from './cue.ts';
import type { Ensemble } from './ensemble.ts';
import type { ConductorSnapshot } from './events.ts';
import { type ConductorInspection, inspect } from './inspection.ts';
import { LEAD } from './interruption.ts';
import type { LogCommand, MoveCommand } from './log.ts';
import type { MoodMemory } from './memory.ts';
import type { MidiBar } from './midi.ts';
import { BEFORE } from './music-clock.ts';
import type { SavedMusic } from './saved.ts';
import { restoreMusic, saveMusic } from './saving.ts';
import { takeSnapshot } from './snapshot.ts';
import { depthOf, type Tuning } from './tuning.ts';
import { WaitingRoom } from './waiting-room.ts';

/** So long the first bar waits for its instruments, and a move for the instruments of its mood. */
const GRACE: Seconds = 4;
/** So long the first bar waits for a phrase of a composer that is there. */
const PHRASE_GRACE: Seconds = 1;
const DEFAULT_START = 'exploration';

/** Runs the music. */
export class Podium {
  readonly #ensemble: Ensemble;
  #state: ConductorSnapshot['state'] = 'idle';
  #waitingSince: Seconds = 0;
  /** The mood that plays first. */
  #first: MoodMemory;
  /** Who wants which mood. */
  readonly #claims = new Claims();
  /** Moves that wait for instruments. */
  readonly #waiting = new WaitingRoom();

  /** What the last call to advance had for work that can wait. */
  #budgetMs = Number.POSITIVE_INFINITY;
  /** Signals that came while a bar was being arranged: they count once it has been handed over. */
  readonly #behind: Extract<LogCommand, { kind: 'signal' }>[] = [];

  constructor(ensemble: Ensemble) {
    this.#ensemble = ensemble;
    this.#first = ensemble.repertoire.memory(ensemble.soundtrack.start ?? DEFAULT_START);
  }

  get state(): ConductorSnapshot['state'] {
    return this.#state;
  }

  /** Music time of something that is asked now. */
  get moment(): Seconds {
    if (this.#state === 'playing') this.#makeUpForSleep();
    return this.#ensemble.clock.now;
  }

  /** Before the music begins: sees to it that its first phrases lie ready when it does. May be called often. */
  prepare(): void {
    if (this.#state !== 'idle' || this.#ensemble.script !== null) return;
    this.#ensemble.repertoire.pantry.tick(this.#ensemble.clock.clock);
    this.#ensemble.repertoire.stock(this.#first, BEFORE);
  }

  /** Asks for the first phrases and waits for them. */
  start(): void {
    if (this.#state !== 'idle') return;
    this.#state = 'waiting';
    this.#waitingSince = this.#ensemble.clock.clock;
    this.#playAgain(BEFORE);
    this.#ensemble.prepare(this.#first);
    for (const { mood } of this.#ensemble.soundtrack.scenes.values())
      this.#ensemble.prepare(this.#ensemble.repertoire.memory(mood));
    this.#ensemble.repertoire.stock(this.#first, BEFORE);
  }

  /** Carries out what a game asks for; a move to a mood waits until its instruments are there. */
  ask(entry: LogCommand): void {
    if (this.#state === 'playing' && isMove(entry) && this.#mustWait(entry)) {
      this.#waiting.enter(entry, this.#ensemble.clock.clock);
      return;
    }
    // A theme is meant for the music that was asked for, though its instruments are still on their way.
    const awaited = this.#waiting.moods.at(-1);
    if (entry.kind === 'theme' && awaited !== undefined) this.perform({ mood: awaited, ...entry });
    else this.perform(entry);
  }

  /** Carries out a command at its own time, after everything that was due before it. */
  perform(entry: LogCommand): void {
    if (this.#state === 'disposed') return;
    const { time } = entry;
    if (this.#isSaidAgain(entry)) return;
    if (entry.kind === 'signal') {
      const waits = this.#behind.length > 0;
      if (!waits && !this.#ensemble.signals.changes(entry.signal, entry.value)) return;
      this.#behind.push(entry);
      // While a bar is being arranged, it is for the next tick to go on with it.
      if (!waits) this.#playOn(time, this.#budgetMs);
      return;
    }
    this.#playOn(time);
    this.#ensemble.repertoire.catchUp();
    this.#ensemble.logbook.command(entry);
    if (entry.kind === 'override') this.#turn(entry.controls);
    else if (entry.kind === 'tune') this.#tune(entry.tuning, time);
    else if (entry.kind === 'reroll') this.#ensemble.direction.revise('write', time);
    else if (entry.kind === 'pause') this.#pause(time);
    else if (entry.kind === 'resume') this.#resume();
    else if (entry.kind === 'stinger') this.#ensemble.direction.stinger(entry.name, time);
    else if (entry.kind === 'track') this.#ensemble.interruption.track(entry, time);
    else if (entry.kind === 'endTrack') this.#ensemble.interruption.endTrack(entry, time);
    else if (entry.kind === 'theme') this.#ensemble.direction.theme(entry, this.#first, time);
    else this.#claim(entry);
    this.#playOn(time);
  }

  /**
   * Hands over what is due by now and tells what is heard. Answers whether more had to be done than at most times.
   * Of work that can wait, what takes longer than `budgetMs` is left for the next calls.
   */
  advance(budgetMs: number): boolean {
    if (this.#state === 'idle' || this.#state === 'paused' || this.#state === 'disposed') return false;
    const { clock } = this.#ensemble.clock;
    this.#budgetMs = budgetMs;
    this.#ensemble.repertoire.pantry.tick(clock);
    const busy = this.#ensemble.repertoire.catchUp(budgetMs < Number.POSITIVE_INFINITY);
    if (this.#state === 'waiting' && this.#mayBegin(clock)) {
      this.#state = 'playing';
      this.#ensemble.events.emit('ready', { mood: this.#first.mood.name, time: clock });
      this.#ensemble.clock.begin(LEAD);
      this.#ensemble.interruption.begin(this.#first);
    }
    if (this.#state !== 'playing') return busy;
    this.#playAgain(this.moment);
    this.#letGo(clock);
    const { now } = this.#ensemble.clock;
    const arranges = this.#playOn(now, budgetMs);
    this.#ensemble.announcer.tell(now);
    this.#ensemble.interruption.interlude.tell(now);
    this.#ensemble.tape.keep(this.#ensemble.timeline.prune(now));
    return busy || arranges;
  }

  /** What a save game has to keep. `lasting` says of a pushed mood whether it can be kept. */
  save(lasting: (key: string) => boolean): SavedMusic {
    const { moment: now } = this;
    if (this.#behind.length > 0) this.#playOn(now);
    const pushed = this.#claims.pushed.filter(({ key }) => lasting(key));
    return saveMusic(this.#ensemble, { now, base: this.#claims.base, pushed });
  }

  /** Before the music begins: takes up what was saved. */
  restore(saved: SavedMusic): void {
    this.#claims.base = saved.mood;
    for (const { as: key, mood, priority, seconds = Number.POSITIVE_INFINITY } of saved.pushed)
      this.#claims.push({ key, mood, priority, end: seconds });
    const first = restoreMusic(this.#ensemble, saved);
    if (first !== null) this.#first = first;
    else if (this.#claims.mood !== null) this.#follow({}, BEFORE);
  }

  /** A picture of this moment. */
  snapshot(): ConductorSnapshot {
    const { clock, now } = this.#ensemble.clock;
    const { sounding } = this.#ensemble.announcer;
    const awaited = this.#waiting.moods.at(-1);
    const held = awaited === undefined ? null : this.#ensemble.repertoire.memory(awaited);
    const target = held ?? this.#ensemble.direction.target ?? this.#first;
    const memory = sounding?.player.memory ?? target;
    return takeSnapshot({
      state: this.#state,
      clock,
      now,
      mood: memory.mood.name,
      next: target === memory ? null : target.mood.name,
      controls: this.#ensemble.controls(memory, now),
      signals: this.#ensemble.signals,
      sounding,
      track: this.#ensemble.interruption.interlude.name,
      timeline: this.#ensemble.timeline,
      inHand: this.#ensemble.repertoire.inHand,
      degraded: this.#ensemble.repertoire.pantry.degraded,
    });
  }

  /** The last bars that were heard. */
  played(lastBars: number): readonly MidiBar[] {
    const { tape, timeline, clock } = this.#ensemble;
    return tape.played(timeline.bars, clock.now, lastBars);
  }

  /** What is behind the picture. */
  inspect(): ConductorInspection {
    const { last } = this.#waiting;
    const held = last && { memory: this.#ensemble.repertoire.memory(last.mood), cue: last };
    return inspect(this.#ensemble, this.snapshot().mood, held);
  }

  /** Falls silent for good. */
  dispose(): void {
    if (this.#state === 'playing') this.#ensemble.interruption.halt(this.#ensemble.clock.now);
    this.#state = 'disposed';
    this.#ensemble.repertoire.pantry.dispose();
  }

  /** Plays on until a music time, and takes up signals that had to wait on the way. Answers as {@link #run} does. */
  #playOn(until: Seconds, budgetMs = Number.POSITIVE_INFINITY): boolean {
    for (let next = this.#behind[0]; next !== undefined; next = this.#behind[0]) {
      if (this.#run(next.time, budgetMs)) return true;
      this.#behind.shift();
      if (this.#ensemble.signals.set(next.signal, next.value, next.time)) this.#ensemble.logbook.command(next);
    }
    return this.#run(until, budgetMs);
  }

  /**
   * Plays on until a music time; what is to happen by itself until then, overrides that end and tracks that are over,
   * happens at its own time. Answers whether a bar was left for the next runs, as one that has all the time never does.
   */
  #run(until: Seconds, budgetMs: number): boolean {
    if (this.#state !== 'playing') return false;
    const { interlude } = this.#ensemble.interruption;
    const { secondLook } = this.#ensemble.direction;
    for (;;) {
      const { expiry } = this.#claims;
      const next = Math.min(expiry, interlude.due, secondLook.due);
      if (!(next <= until)) break;
      this.#handOver(next);
      this.#ensemble.repertoire.catchUp();
      if (interlude.due === next) interlude.decide(next);
      else if (secondLook.due === next) secondLook.decide(next);
      else {
        this.#claims.expire(next);
        this.#follow({}, next);
      }
    }
    return this.#handOver(until, budgetMs);
  }

  #handOver(until: Seconds, budgetMs = Number.POSITIVE_INFINITY): boolean {
    const { decks, direction, clock } = this.#ensemble;
    const left = decks.run(until, clock.now, budgetMs);
    direction.run(until);
    return left;
  }

  #playAgain(until: Seconds): void {
    const { script, repertoire } = this.#ensemble;
    for (let entry = script?.due(until); entry; entry = script?.due(until)) {
      // What was ordered before it is ordered before it again.
      if (this.#state === 'waiting') repertoire.stock(this.#first, BEFORE);
      this.perform(entry);
      script?.done();
    }
  }

  #mayBegin(clock: Seconds): boolean {
    const { slot } = this.#first;
    const { pantry } = this.#ensemble.repertoire;
    const waited = clock - this.#waitingSince;
    // What is played again is worth waiting for, or it would not be the same.
    const patient = this.#ensemble.script !== null || (pantry.isWorthWaiting && waited < PHRASE_GRACE);
    const ready = this.#first.get(slot) !== null || pantry.asked(this.#first, slot) === null || !patient;
    return ready && (this.#ensemble.isTuned(this.#first) || waited >= GRACE);
  }

  /** Whether a move has to wait for its instruments, or for a move before it. */
  #mustWait(entry: MoveCommand): boolean {
    if (this.#isSaidAgain(entry)) return false;
    if (!this.#waiting.isEmpty) return true;
    if (entry.kind === 'pop') return false;
    const memory = this.#ensemble.repertoire.memory(entry.mood);
    this.#ensemble.prepare(memory);
    return !this.#ensemble.isTuned(memory) && memory !== this.#ensemble.direction.target;
  }

  /** Carries out moves that waited for instruments, when they are there or have been waited for long enough. */
  #letGo(clock: Seconds): void {
    if (this.#waiting.isEmpty) return;
    const { repertoire } = this.#ensemble;
    const ready = this.#waiting.moods.every((mood) => this.#ensemble.isTuned(repertoire.memory(mood)));
    if (!ready && clock - this.#waiting.since < GRACE) return;
    for (const entry of this.#waiting.leave()) this.perform({ ...entry, time: this.#ensemble.clock.now });
  }

  /** A machine that slept through bar lines goes on where it stopped instead of skipping music. */
  #makeUpForSleep(): void {
    const { current } = this.#ensemble.decks;
    if (current === null) return;
    const late = this.#ensemble.clock.now - current.time;
    if (late > 0) this.#ensemble.clock.putBack(late + LEAD);
  }

  /** Takes note of who wants which mood, and goes where that leads. */
  #claim(entry: MoveCommand): void {
    const cue = cueOf(entry);
    if (entry.kind === 'mood') this.#claims.base = entry.mood;
    else if (entry.kind === 'pop') this.#claims.pop(entry.as);
    else {
      const { as: key, mood, priority, seconds = Number.POSITIVE_INFINITY } = entry;
      this.#claims.push({ key, mood, priority, end: entry.time + seconds });
    }
    if (entry.kind !== 'pop') this.#ensemble.prepare(this.#ensemble.repertoire.memory(entry.mood));
    const beneath = entry.kind === 'mood' && this.#claims.pushed.length > 0;
    this.#follow(beneath ? {} : cue, entry.time);
  }

  /** Moves to the mood that the claims have settled on, where it is another than the one that plays or is on its way. */
  #follow(cue: MoodCue, time: Seconds): void {
    const { direction, repertoire, decks } = this.#ensemble;
    const memory = repertoire.memory(this.#claims.mood ?? this.#ensemble.soundtrack.start ?? DEFAULT_START);
    const { target } = direction;
    if (target !== null && (target !== memory || cue.at !== undefined)) direction.move(memory, cue, time);
    if (decks.current !== null) return;
    this.#first = memory;
    if (this.#state === 'waiting') repertoire.stock(memory, BEFORE);
  }

  /** Games may say the mood, and push and pop, in every frame. */
  #isSaidAgain(entry: LogCommand): boolean {
    if (entry.kind === 'pop') {
      return this.#waiting.isEmpty && !this.#claims.pushed.some(({ key }) => key === entry.as);
    }
    if (entry.kind === 'push') {
      const { as, mood, priority, seconds } = entry;
      const same = this.#claims.pushed.find((claim) => claim.key === as);
      const lasting = seconds === undefined && same?.end === Number.POSITIVE_INFINITY;
      return lasting && same.mood === mood && same.priority === priority;
    }
    if (entry.kind !== 'mood' || entry.at !== undefined) return false;
    if (!this.#waiting.isEmpty) return this.#waiting.moods.at(-1) === entry.mood;
    const chosen = this.#claims.base ?? this.#ensemble.soundtrack.start ?? DEFAULT_START;
    return this.#state !== 'idle' && chosen === entry.mood;
  }

  #turn(controls: Partial<Controls>): void {
    this.#ensemble.override = controls;
    if (this.#state !== 'idle') this.#ensemble.prepare(this.#ensemble.direction.target ?? this.#first);
  }

  /** The change counts at once for what is yet to come, and is heard soon in the mood that plays. */
  #tune(tuning: Tuning, time: Seconds): void {
    const ensemble = this.#ensemble;
    const memory = ensemble.decks.current?.memory ?? this.#first;
    const before = ensemble.controls(memory, time);
    ensemble.tuning = tuning;
    if (this.#state !== 'idle') ensemble.prepare(memory);
    ensemble.direction.revise(depthOf(before, ensemble.controls(memory, time)), time);
  }

  #pause(now: Seconds): void {
    this.#ensemble.interruption.halt(now);
    this.#ensemble.clock.stop(now);
    this.#state = 'paused';
    this.#ensemble.events.emit('pause', { time: this.#ensemble.clock.clock });
  }

  #resume(): void {
    const { now } = this.#ensemble.clock;
    this.#ensemble.clock.goOn();
    const begun = this.#ensemble.direction.target !== null;
    this.#state = begun ? 'playing' : 'waiting';
    this.#waitingSince = this.#ensemble.clock.clock;
    if (begun) this.#ensemble.interruption.goOn(now);
    this.#ensemble.events.emit('resume', { time: this.#ensemble.clock.clock });
  }
}

function isMove(entry: LogCommand): entry is MoveCommand {
  return entry.kind === 'mood' || entry.kind === 'push' || entry.kind === 'pop';
}
