/**
 * Decides which of the requested moods plays. The mood of the scene or the game lies at the bottom; overrides are stacked
 * on it by priority, and each ends when it is popped or its time is up.
 */

import type { Seconds } from '../../music/time.ts';

/** An override of the mood, from `push` to `pop`. */
export interface MoodOverride {
  /** What it is taken back by. */
  readonly key: string;
  readonly mood: string;
  /** The highest holds; of equals the latest. */
  readonly priority: number;
  /** Music time at which it ends by itself; Infinity where it does not. */
  readonly end: Seconds;
}

/** The requested moods, by priority. */
export class MoodStack {
  /** The mood at the bottom; null before anyone asked. */
  base: string | null;
  #pushed: readonly MoodOverride[];

  /** Those of others to begin with, or none. */
  constructor({ base, pushed }: Pick<MoodStack, 'base' | 'pushed'> = { base: null, pushed: [] }) {
    this.base = base;
    this.#pushed = pushed;
  }

  /** Overrides in force, oldest first. */
  get pushed(): readonly MoodOverride[] {
    return this.#pushed;
  }

  /** The mood that holds, or null where nobody has asked for any. */
  get mood(): string | null {
    return this.#top?.mood ?? this.base;
  }

  /** Music time at which the next override ends by itself. */
  get expiry(): Seconds {
    return this.#pushed.reduce((first, { end }) => Math.min(first, end), Number.POSITIVE_INFINITY);
  }

  /** Adds an override, or renews the one of the same key in its place. */
  push(claim: MoodOverride): void {
    const renewed = this.#pushed.some(({ key, priority }) => key === claim.key && priority === claim.priority);
    this.#pushed = renewed
      ? this.#pushed.map((other) => (other.key === claim.key ? claim : other))
      : [...this.#pushed.filter(({ key }) => key !== claim.key), claim];
  }

  /** Removes an override. Returns whether there was one. */
  pop(key: string): boolean {
    const before = this.#pushed.length;
    this.#pushed = this.#pushed.filter((claim) => claim.key !== key);
    return this.#pushed.length < before;
  }

  /** Ends the overrides whose time is up. */
  expire(now: Seconds): void {
    this.#pushed = this.#pushed.filter(({ end }) => end > now);
  }

  get #top(): MoodOverride | null {
    let top: MoodOverride | null = null;
    for (const claim of this.#pushed) if (top === null || claim.priority >= top.priority) top = claim;
    return top;
  }
}
