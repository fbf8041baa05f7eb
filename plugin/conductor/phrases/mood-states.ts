/** The states of all moods by name, and which of them the game has named. */

import type { Mood } from '../../mood/controls.ts';
import { moodNamed } from '../../mood/moods.ts';
import type { Soundtrack } from '../../soundtrack/soundtrack.ts';
import { MoodState } from '../model/mood-state.ts';

/** Moods in the order in which they were added, which is the order of prefetching. */
export class MoodStates {
  readonly #soundtrack: Soundtrack;
  readonly #states = new Map<string, MoodState>();
  readonly #named = new Set<MoodState>();

  /** @param spares whether phrases are kept ready for all moods, or for those that scenes, transitions or calls name. */
  constructor(soundtrack: Soundtrack, spares: 'tagged' | 'all') {
    this.#soundtrack = soundtrack;
    const { scenes, transitions, start, moods } = soundtrack;
    if (start !== null) this.get(start);
    for (const { mood } of scenes.values()) this.get(mood);
    for (const key of transitions.keys()) for (const side of key.split(' -> ')) if (side !== '*') this.get(side);
    if (spares === 'all') for (const mood of moods.values()) this.#add(mood);
  }

  /** The state of a mood, which counts as named from now on. @throws RangeError for an unknown mood. */
  get(name: string): MoodState {
    const state = this.find(name) ?? this.#add(moodNamed(this.#soundtrack.moods, name));
    this.#named.add(state);
    return state;
  }

  /** The state of a mood if it has one. The mood does not become named by it. */
  find(name: string): MoodState | undefined {
    return this.#states.get(name);
  }

  get all(): readonly MoodState[] {
    return [...this.#states.values()];
  }

  /** Takes over the moods of the soundtrack anew, before anything is written. */
  redefine(): void {
    for (const state of this.all) state.mood = moodNamed(this.#soundtrack.moods, state.mood.name);
  }

  isNamed(state: MoodState): boolean {
    return this.#named.has(state);
  }

  #add(mood: Mood): MoodState {
    const state = this.find(mood.name) ?? new MoodState(mood);
    this.#states.set(mood.name, state);
    return state;
  }
}
