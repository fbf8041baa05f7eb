/** The jobs that have not been answered, one for each slot, by urgency. */

import { slotKey } from '../../formats/log-entries.ts';
import type { Phrase } from '../../music/phrase.ts';
import type { PhraseJob } from '../../phrases/phrase-job.ts';
import type { MoodState } from '../model/mood-state.ts';

/** Of a job: for the music that plays, for a mood that the game has named, or for any other mood. */
const URGENCIES = ['next', 'spare', 'rare'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** A job that has not been answered. */
export interface QueuedJob {
  readonly key: string;
  readonly state: MoodState;
  readonly job: PhraseJob;
  urgency: Urgency;
  /** Whether the model has rejected it. It is not asked again before it has written something else. */
  isRejected: boolean;
  /** What the fallback has written ahead for it; null where that failed, undefined where it was not tried. */
  fallback?: Phrase | null;
}

/** Jobs in the order in which they were added. */
export class QueuedJobs {
  readonly #jobs = new Map<string, QueuedJob>();

  get size(): number {
    return this.#jobs.size;
  }

  /** The job of a slot. */
  get(state: MoodState, slot: number): QueuedJob | undefined {
    return this.#jobs.get(keyOf(state, slot));
  }

  /** Adds a job, in place of an earlier one for the same slot. */
  add(state: MoodState, job: PhraseJob, urgency: Urgency): QueuedJob {
    const queued = { key: keyOf(state, job.slot.index), state, job, urgency, isRejected: false };
    this.#jobs.set(queued.key, queued);
    return queued;
  }

  delete(state: MoodState, slot: number): void {
    this.#jobs.delete(keyOf(state, slot));
  }

  clear(): void {
    this.#jobs.clear();
  }

  /** Whether a job is still the one of its slot. */
  has(queued: QueuedJob): boolean {
    return this.#jobs.get(queued.key) === queued;
  }

  /** Lets the model be asked again for what it has rejected. */
  forgetRejections(): void {
    for (const queued of this.#jobs.values()) queued.isRejected = false;
  }

  /** The most urgent job with a property, at least as urgent as `least`. Of equals the oldest. */
  mostUrgent(least: Urgency, isWanted: (queued: QueuedJob) => boolean): QueuedJob | undefined {
    const wanted = [...this.#jobs.values()].filter(isWanted);
    for (const urgency of URGENCIES.slice(0, URGENCIES.indexOf(least) + 1)) {
      const found = wanted.find((queued) => queued.urgency === urgency);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** The place of a slot's phrase as one text. */
export function keyOf({ mood }: MoodState, slot: number): string {
  return slotKey(mood.name, slot);
}
