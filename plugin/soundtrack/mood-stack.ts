/**
 * Decides which of the requested moods plays. The mood of the scene or the game lies at the bottom; pushed moods are
 * stacked on it by priority, and each ends when it is popped or its time is up.
 */

import type { Seconds } from '../music/time.ts';

/** A mood over others, from `push` to `pop`. */
export interface PushedMood {
  /** The name that `pop` removes it by. */
  readonly key: string;
  readonly mood: string;
  /** The highest wins; of equals the latest. */
  readonly priority: number;
  /** Music time at which it ends by itself, or Infinity. */
  readonly end: Seconds;
}

/** The requested moods, by priority. */
export class MoodStack {
  /** The mood at the bottom; null before any was requested. */
  base: string | null;
  #pushed: readonly PushedMood[];

  /** @param from a stack to copy; default: empty. */
  constructor({ base, pushed }: Pick<MoodStack, 'base' | 'pushed'> = { base: null, pushed: [] }) {
    this.base = base;
    this.#pushed = pushed;
  }

  /** Pushed moods, oldest first. */
  get pushed(): readonly PushedMood[] {
    return this.#pushed;
  }

  /** The pushed mood that wins among all, or null where none was pushed. */
  get top(): PushedMood | null {
    let top: PushedMood | null = null;
    for (const pushed of this.#pushed) if (top === null || pushed.priority >= top.priority) top = pushed;
    return top;
  }

  /** The mood that wins, or null where none was requested. */
  get mood(): string | null {
    return this.top?.mood ?? this.base;
  }

  /** Music time at which the next pushed mood ends by itself. */
  get expiry(): Seconds {
    return this.#pushed.reduce((first, { end }) => Math.min(first, end), Number.POSITIVE_INFINITY);
  }

  /** The pushed mood of a key. */
  get(key: string): PushedMood | undefined {
    return this.#pushed.find((pushed) => pushed.key === key);
  }

  /** Adds a mood, or renews the one of the same key and priority in its place. */
  push(mood: PushedMood): void {
    const others = this.#pushed.filter(({ key }) => key !== mood.key);
    this.#pushed =
      this.get(mood.key)?.priority === mood.priority
        ? this.#pushed.map((other) => (other.key === mood.key ? mood : other))
        : [...others, mood];
  }

  /** Removes a pushed mood. */
  pop(key: string): void {
    this.#pushed = this.#pushed.filter((pushed) => pushed.key !== key);
  }

  /** Removes the moods whose time is up. */
  expire(now: Seconds): void {
    this.#pushed = this.#pushed.filter(({ end }) => end > now);
  }
}
