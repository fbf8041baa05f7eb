/** A move whose instruments are still on their way waits here, and with it, in order, every move asked for after it. */

import type { Seconds } from '../../music/time.ts';
import type { MoveCommand } from '../recording/command-log.ts';

/** Moves that wait, oldest first. */
export class PendingRequests {
  #entries: readonly MoveCommand[] = [];
  #since: Seconds = 0;

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** All that wait, oldest first. */
  get entries(): readonly MoveCommand[] {
    return this.#entries;
  }

  /** Clock time since which the oldest has waited. */
  get since(): Seconds {
    return this.#since;
  }

  /** Moods that are waited for. */
  get moods(): readonly string[] {
    return this.#entries.flatMap((entry) => (entry.kind === 'pop' ? [] : [entry.mood]));
  }

  /** The last move to a mood among those that wait, or null. */
  get last(): Exclude<MoveCommand, { kind: 'pop' }> | null {
    return this.#entries.findLast((entry) => entry.kind !== 'pop') ?? null;
  }

  /** Lets a move wait. Of moods chosen for good only the last counts, and of what is said again and again the last time. */
  add(entry: MoveCommand, clock: Seconds): void {
    if (this.isEmpty) this.#since = clock;
    this.#entries = [...this.#entries.filter((other) => !replaces(entry, other)), entry];
  }

  /** All that wait, who then wait no more. */
  remove(): readonly MoveCommand[] {
    const all = this.#entries;
    this.#entries = [];
    return all;
  }
}

function replaces(entry: MoveCommand, other: MoveCommand): boolean {
  if (entry.kind === 'mood' || other.kind === 'mood') return entry.kind === other.kind;
  return entry.kind === other.kind && entry.as === other.as;
}
