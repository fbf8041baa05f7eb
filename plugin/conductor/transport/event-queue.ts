/** The course of the music: what is due until a music time happens in its order, and signals that come while a bar is being arranged wait for it. */

import type { Seconds } from '../../music/time.ts';
import type { Ensemble } from '../ensemble.ts';
import type { Command } from '../recording/command-log.ts';
import type { MoodRequests } from '../requests/mood-requests.ts';

type SignalCommand = Extract<Command, { kind: 'signal' }>;

/** Plays on. Deadlines are in ms of `performance.now()`; without one there is all the time. */
export class EventQueue {
  readonly #ensemble: Ensemble;
  readonly #moves: MoodRequests;
  readonly #isPlaying: () => boolean;
  /** Signals that came while a bar was being arranged: they count once it has been handed over. */
  readonly #queuedSignals: SignalCommand[] = [];

  constructor(ensemble: Ensemble, moves: MoodRequests, isPlaying: () => boolean) {
    this.#ensemble = ensemble;
    this.#moves = moves;
    this.#isPlaying = isPlaying;
  }

  /** Whether signals wait. */
  get hasQueuedSignals(): boolean {
    return this.#queuedSignals.length > 0;
  }

  /** A signal, for its own time, after everything that was due before it. What changes nothing is forgotten. */
  signal(entry: SignalCommand, deadline: number): void {
    const waits = this.hasQueuedSignals;
    if (!waits && !this.#ensemble.signals.changes(entry.signal, entry.value)) return;
    this.#queuedSignals.push(entry);
    // While a bar is being arranged, it is for the next tick to go on with it.
    if (!waits) this.runUntil(entry.time, deadline);
  }

  /**
   * Plays on until a music time, and takes up signals that had to wait on the way. Answers whether a bar was left for the
   * next calls, as none is where there is all the time.
   */
  runUntil(until: Seconds, deadline = Number.POSITIVE_INFINITY): boolean {
    for (let next = this.#queuedSignals[0]; next !== undefined; next = this.#queuedSignals[0]) {
      if (this.#run(next.time, deadline)) return true;
      this.#queuedSignals.shift();
      if (this.#ensemble.signals.set(next.signal, next.value, next.time)) this.#ensemble.recorder.command(next);
    }
    return this.#run(until, deadline);
  }

  /** What is to happen by itself until then, overrides that end and tracks that are over, happens at its own time. */
  #run(until: Seconds, deadline: number): boolean {
    if (!this.#isPlaying()) return false;
    const { interlude } = this.#ensemble.suspension;
    const { secondLook } = this.#ensemble.transitions;
    for (;;) {
      const next = Math.min(this.#moves.expiry, interlude.due, secondLook.due);
      if (!(next <= until)) break;
      this.#handOver(next);
      this.#ensemble.phrases.planner.runPending();
      if (interlude.due === next) interlude.decide(next);
      else if (secondLook.due === next) secondLook.decide(next);
      else this.#moves.expire(next);
    }
    return this.#handOver(until, deadline);
  }

  #handOver(until: Seconds, deadline = Number.POSITIVE_INFINITY): boolean {
    const { crossfader: decks, transitions: direction, clock } = this.#ensemble;
    const left = decks.run(until, clock.now, deadline);
    direction.run(until);
    return left;
  }
}
