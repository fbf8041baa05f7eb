/**
 * Limits how many voices sound at once, on one deck or on several. Voices are added in any order of time, so it counts them
 * in slots of 20 ms; in a slot with too many, the voice that started first is cut, as in a hardware sampler.
 */

import type { Seconds } from '../music/time.ts';

/** Default limit: voices of a deck at once. */
export const MAX_VOICES = 96;
const STRETCH: Seconds = 0.02;
/** Number of slots, more than two minutes: no voice is scheduled that far ahead or lasts that long. */
const SLOTS = 8192;

/** A voice that counts towards the limit. */
export interface Pooled {
  readonly start: Seconds;
  readonly end: Seconds;
  /** Silences it from a time on; it reports its new end with {@link PolyphonyLimiter.shorten}. */
  silence(time: Seconds): void;
}

interface Interval {
  readonly from: number;
  to: number;
}

/** Counts the voices that share a limit. */
export class PolyphonyLimiter {
  readonly #limit: number;
  readonly #stays = new Map<Pooled, Interval>();
  readonly #calendar = new Uint16Array(SLOTS);

  /** @param limit largest number of simultaneous voices. */
  constructor(limit: number = MAX_VOICES) {
    this.#limit = limit;
  }

  /** Adds a voice. In slots beyond the limit, the oldest other voice is cut short, or this one if there is no other. */
  add(voice: Pooled): void {
    const from = Math.floor(voice.start / STRETCH);
    const to = Math.max(from + 1, Math.min(from + SLOTS - 1, Math.ceil(voice.end / STRETCH)));
    const stay: Interval = { from, to };
    this.#stays.set(voice, stay);
    this.#count(from, to, 1);
    for (let day = from; day < stay.to; day++) {
      while (this.#calendar[day % SLOTS]! > this.#limit) {
        const oldest = this.#oldest(day, voice) ?? voice;
        oldest.silence(Math.max(oldest.start, day * STRETCH));
        // A voice that ends here anyway cannot be cut, but is no longer counted.
        this.shorten(oldest, day * STRETCH);
      }
    }
  }

  /** Records that a voice ends earlier than announced. */
  shorten(voice: Pooled, time: Seconds): void {
    const stay = this.#stays.get(voice);
    if (stay === undefined) return;
    const to = Math.max(stay.from, Math.floor(time / STRETCH));
    if (to >= stay.to) return;
    this.#count(to, stay.to, -1);
    stay.to = to;
  }

  /** Records that a voice has ended. */
  delete(voice: Pooled): void {
    const stay = this.#stays.get(voice);
    if (stay === undefined) return;
    this.#count(stay.from, stay.to, -1);
    this.#stays.delete(voice);
  }

  #count(from: number, to: number, by: 1 | -1): void {
    for (let day = from; day < to; day++) this.#calendar[day % SLOTS]! += by;
  }

  /** The voice in a slot, other than `but`, that started first. */
  #oldest(day: number, but: Pooled): Pooled | null {
    let oldest: Pooled | null = null;
    for (const [voice, { from, to }] of this.#stays) {
      if (voice === but || from > day || to <= day) continue;
      if (oldest === null || voice.start < oldest.start) oldest = voice;
    }
    return oldest;
  }
}
