/**
 * Everything that happens at a music time happens here, in one total order: by time, then by rank, then in the order in
 * which it was added. First come the bars and stingers due by then, then what happens by itself (a track ends, a bar is
 * looked at once more, a pushed mood ends), then commands. So a replay has the same order at any tick rate.
 */

import type { Command } from '../../formats/log-entries.ts';
import type { Modulation } from '../../mood/modulation.ts';
import type { Seconds } from '../../music/time.ts';
import type { TransportClock } from '../model/clock.ts';
import type { PlaybackState } from '../model/playback.ts';
import { NEVER } from '../model/timing.ts';
import type { PhraseSupply } from '../phrases/phrase-supply.ts';
import type { Crossfader } from '../playback/crossfader.ts';
import type { Stingers } from '../playback/stingers.ts';

/** Something that happens by itself. */
export interface TimedEvents {
  /** Time of the next event; Infinity where none is known. */
  readonly due: Seconds;
  /** Carries that event out, at its time. */
  run(at: Seconds): void;
}

/** Deadlines are in ms of `performance.now()`; Infinity lets everything be done now. */
export class EventQueue {
  /** Commands in their order. Signals stay here while a bar that is due before them is being arranged. */
  readonly #commands: Command[] = [];
  /** Carries out a command whose turn has come. */
  onCommand: (command: Command) => void = () => {};

  /** @param events what happens by itself, by rank. */
  constructor(
    private readonly playback: PlaybackState,
    private readonly clock: TransportClock,
    private readonly phrases: PhraseSupply,
    private readonly crossfader: Crossfader,
    private readonly stingers: Stingers,
    private readonly events: readonly TimedEvents[],
  ) {}

  /** Whether commands wait. */
  get isWaiting(): boolean {
    return this.#commands.length > 0;
  }

  /** Whether a signal waits that something follows at once. @param followed modulations that are followed */
  isLate(followed: readonly Modulation[]): boolean {
    const names = followed.flatMap(({ follow, signal }) => (follow === 'now' ? [signal] : []));
    return this.#commands.some((command) => command.kind === 'signal' && names.includes(command.signal));
  }

  /** Adds a command after all others. */
  push(command: Command): void {
    this.#commands.push(command);
  }

  /**
   * Carries out everything up to a time, and all commands. Returns whether a bar is left, not arranged by the deadline;
   * then signals behind it wait, too. Other commands wait for nothing.
   */
  runUntil(until: Seconds, deadline = NEVER): boolean {
    for (;;) {
      const command = this.#commands[0];
      const event = this.#nextEvent(command?.time ?? until);
      const mayWait = event === null && (command === undefined || command.kind === 'signal');
      if (this.#runBars(event?.due ?? command?.time ?? until, mayWait ? deadline : NEVER)) return true;
      if (event !== null) {
        this.phrases.planner.runPending();
        event.events.run(event.due);
      } else if (command === undefined) return false;
      // A listener of a bar's events may have carried it out.
      else if (this.#commands[0] === command) {
        this.#commands.shift();
        this.onCommand(command);
      }
    }
  }

  /** What happens next by itself, not after a time; of equal times the first rank. */
  #nextEvent(until: Seconds): { readonly due: Seconds; readonly events: TimedEvents } | null {
    if (!this.playback.isPlaying) return null;
    const dues = this.events.map(({ due }) => due);
    const due = Math.min(...dues);
    return due <= until ? { due, events: this.events[dues.indexOf(due)]! } : null;
  }

  #runBars(until: Seconds, deadline: number): boolean {
    if (!this.playback.isPlaying) return false;
    const isLeft = this.crossfader.run(until, this.clock.now, deadline);
    this.stingers.run(until);
    return isLeft;
  }
}
