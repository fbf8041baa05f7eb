/**
 * A pool bounds how many voices sound at once, on one deck or on several. Voices come in any order of time, a bar's part by
 * part, so it keeps a calendar of how many sound in each stretch of 20 ms, and where one is too many there, the one that
 * began first makes room, as in a hardware sampler.
 */

import type { Seconds } from '../music/time.ts';

/** The most voices of a deck at once. */
export const MAX_VOICES = 96;
const STRETCH: Seconds = 0.02;
/** Days of the calendar: more than two minutes, which no voice is ahead and lasts. */
const SLOTS = 8192;

/** What sounds for a while. */
export interface Pooled {
  readonly start: Seconds;
  readonly end: Seconds;
  /** Makes it fall silent from a time on, and tells the pool. */
  silence(time: Seconds): void;
}

interface Interval {
  readonly from: number;
  to: number;
}

/** Voices that share a limit. */
export class PolyphonyLimiter {
  readonly #limit: number;
  readonly #stays = new Map<Pooled, Interval>();
  readonly #calendar = new Uint16Array(SLOTS);

  /** @param limit voices that may sound at once. */
  constructor(limit: number = MAX_VOICES) {
    this.#limit = limit;
  }

  /** Lets a voice in; others, or itself at its end, make room where it is one too many. */
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
        // What could not be shortened, as it ends there anyway, is not counted any longer.
        this.shorten(oldest, day * STRETCH);
      }
    }
  }

  /** A voice ends earlier than it said. */
  shorten(voice: Pooled, time: Seconds): void {
    const stay = this.#stays.get(voice);
    if (stay === undefined) return;
    const to = Math.max(stay.from, Math.floor(time / STRETCH));
    if (to >= stay.to) return;
    this.#count(to, stay.to, -1);
    stay.to = to;
  }

  /** A voice has ended. */
  delete(voice: Pooled): void {
    const stay = this.#stays.get(voice);
    if (stay === undefined) return;
    this.#count(stay.from, stay.to, -1);
    this.#stays.delete(voice);
  }

  #count(from: number, to: number, by: 1 | -1): void {
    for (let day = from; day < to; day++) this.#calendar[day % SLOTS]! += by;
  }

  /** Of the voices that sound in a stretch, but one, the one that began first. */
  #oldest(day: number, but: Pooled): Pooled | null {
    let oldest: Pooled | null = null;
    for (const [voice, { from, to }] of this.#stays) {
      if (voice === but || from > day || to <= day) continue;
      if (oldest === null || voice.start < oldest.start) oldest = voice;
    }
    return oldest;
  }
}
