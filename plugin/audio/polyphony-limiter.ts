/**
 * Limits how many voices sound at once, on one deck or on several. Voices are added in any order of time, so it counts them
 * in slots of 20 ms; in a slot with too many, the voice that started first is cut, as in a hardware sampler.
 */

import type { Seconds } from '../music/time.ts';

/** Default limit: voices of a deck at once. */
export const MAX_VOICES = 96;
/** Length of a slot. */
const SLOT_SECONDS: Seconds = 0.02;
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
  readonly #intervals = new Map<Pooled, Interval>();
  readonly #counts = new Uint16Array(SLOTS);

  /** @param limit largest number of simultaneous voices. */
  constructor(limit: number = MAX_VOICES) {
    this.#limit = limit;
  }

  /** Adds a voice. In slots beyond the limit, the oldest other voice is cut short, or this one if there is no other. */
  add(voice: Pooled): void {
    const from = Math.floor(voice.start / SLOT_SECONDS);
    const to = Math.max(from + 1, Math.min(from + SLOTS - 1, Math.ceil(voice.end / SLOT_SECONDS)));
    const interval: Interval = { from, to };
    this.#intervals.set(voice, interval);
    this.#count(from, to, 1);
    for (let slot = from; slot < interval.to; slot++) {
      while (this.#counts[slot % SLOTS]! > this.#limit) {
        const oldest = this.#oldest(slot, voice) ?? voice;
        oldest.silence(Math.max(oldest.start, slot * SLOT_SECONDS));
        // A voice that ends here anyway cannot be cut, but is no longer counted.
        this.shorten(oldest, slot * SLOT_SECONDS);
      }
    }
  }

  /** Records that a voice ends earlier than announced. */
  shorten(voice: Pooled, time: Seconds): void {
    const interval = this.#intervals.get(voice);
    if (interval === undefined) return;
    const to = Math.max(interval.from, Math.floor(time / SLOT_SECONDS));
    if (to >= interval.to) return;
    this.#count(to, interval.to, -1);
    interval.to = to;
  }

  /** Records that a voice has ended. */
  delete(voice: Pooled): void {
    const interval = this.#intervals.get(voice);
    if (interval === undefined) return;
    this.#count(interval.from, interval.to, -1);
    this.#intervals.delete(voice);
  }

  #count(from: number, to: number, by: 1 | -1): void {
    for (let slot = from; slot < to; slot++) this.#counts[slot % SLOTS]! += by;
  }

  /** The voice in a slot, other than `but`, that started first. */
  #oldest(slot: number, but: Pooled): Pooled | null {
    let oldest: Pooled | null = null;
    for (const [voice, { from, to }] of this.#intervals) {
      if (voice === but || from > slot || to <= slot) continue;
      if (oldest === null || voice.start < oldest.start) oldest = voice;
    }
    return oldest;
  }
}
