/** Decides which stingers may sound: cool-downs and priorities. */

import type { Seconds } from '../music/time.ts';
import type { StingerMotif } from './stinger-motifs.ts';

/** When stingers sounded last, by name, and until when the one before them counts. */
export interface StingerTimes {
  readonly last: readonly (readonly [name: string, time: Seconds])[];
  readonly sounding: { readonly priority: number; readonly until: Seconds } | null;
}

/**
 * A stinger does not sound again within its cool-down, nor over one of higher priority. One of the same or a higher
 * priority takes the place of the one that sounds. All times are music times.
 */
export class StingerLimiter {
  readonly #last = new Map<string, Seconds>();
  #sounding: StingerTimes['sounding'] = null;

  get times(): StingerTimes {
    return { last: [...this.#last], sounding: this.#sounding };
  }

  set times({ last, sounding }: StingerTimes) {
    for (const [name, time] of last) this.#last.set(name, time);
    this.#sounding = sounding;
  }

  /** Whether a stinger may sound from a time on. */
  isAllowed(name: string, { priority, cooldown }: StingerMotif, from: Seconds): boolean {
    const last = this.#last.get(name);
    if (last !== undefined && from >= last && from - last < cooldown) return false;
    const sounding = this.#sounding;
    return sounding === null || from >= sounding.until || priority >= sounding.priority;
  }

  /** Counts a stinger as sounding, if it may. Returns whether it may. */
  allow(name: string, motif: StingerMotif, from: Seconds, until: Seconds): boolean {
    if (!this.isAllowed(name, motif, from)) return false;
    this.#last.set(name, from);
    this.#sounding = { priority: motif.priority, until };
    return true;
  }
}
