/** Follows which mood leads and plays the sounds of its place. */

import type { Ambience, AmbienceName } from '../../mood/ambience.ts';
import { sameData } from '../../mood/same-data.ts';
import type { Seconds } from '../../music/time.ts';
import type { DeckIndex, TimedBar } from '../../output/audio-output.ts';
import { AmbienceStage } from './ambience-stage.ts';
import type { LevelChange } from './bed-player.ts';

/** The shortest change of place: sounds that jump would sound like an error. */
const SHORTEST_CHANGE: Seconds = 1;
/** The longest change within a mood, as signals move it. */
const LONGEST_MOVE: Seconds = 2;
/** How far ahead movement and single sounds are scheduled: ticks of hidden pages come every second. */
const AHEAD: Seconds = 2.5;
/** The shortest way to silence, as in a pause, which waits for nothing. */
const SHORTEST_END: Seconds = 0.2;
const SILENCE: Ambience = {};

/** The sounds of the place of the mood that leads, on one audio context. */
export class AmbienceFollower {
  readonly #context: BaseAudioContext;
  readonly #stage: AmbienceStage;
  /** The deck whose mood leads. */
  #lead: DeckIndex | null = null;
  /** The fade with which it came, until its first bar. */
  #entry: { readonly time: Seconds; readonly seconds: Seconds } | null = null;
  /** The last bar of each deck: its line and its sounds. */
  readonly #bars = new Map<DeckIndex, { readonly time: Seconds; readonly ambience: TimedBar['ambience'] }>();
  #latest: Ambience = SILENCE;

  constructor(context: BaseAudioContext, output: AudioNode) {
    this.#context = context;
    this.#stage = new AmbienceStage(context, output);
  }

  /** Number of voices. */
  get voices(): number {
    return this.#stage.voices;
  }

  /** Number of audio nodes. */
  get nodes(): number {
    return this.#stage.nodes;
  }

  /** Renders some sounds beforehand, for renderings that cannot wait. */
  prepare(seed: string, names: readonly AmbienceName[]): void {
    this.#stage.prepare(seed, names);
  }

  /** Takes the sounds of a bar; bars may come in pieces, and those of moods that fade out do not count. */
  play({ deck, time, duration, ambience }: TimedBar): void {
    const before = this.#bars.get(deck);
    if (before !== undefined && before.time > time) return;
    this.#bars.set(deck, { time, ambience });
    if (deck !== this.#lead) return;
    const change = this.#entry ?? { time, seconds: Math.min(LONGEST_MOVE, duration) };
    this.#entry = null;
    this.#plan(ambience, change.time, change.seconds);
  }

  /** Moves at once to other sounds of a deck, which also hold for its bars that were scheduled. */
  follow(deck: DeckIndex, ambience: TimedBar['ambience'], time: Seconds): void {
    const bar = this.#bars.get(deck);
    if (bar !== undefined) this.#bars.set(deck, { ...bar, ambience });
    // What comes with an entry takes its time.
    if (deck !== this.#lead || this.#entry !== null) return;
    this.#plan(ambience, time, 'settling');
    // A sound that is rendered begins now, and not with the next tick.
    this.tick();
  }

  /** Follows the fade of a deck. */
  fade(deck: DeckIndex, to: 0 | 1, time: Seconds, duration: Seconds): void {
    if (to === 0) {
      if (deck === this.#lead) this.#plan(undefined, time, Math.max(SHORTEST_END, duration));
      return;
    }
    const seconds = Math.max(SHORTEST_CHANGE, duration);
    this.#lead = deck;
    this.#entry = { time, seconds };
    const bar = this.#bars.get(deck);
    // A mood that was to leave stays.
    if (bar !== undefined) this.#plan(bar.ambience, time, seconds);
  }

  /** Forgets the bars of a deck from a time on, which are scheduled again or not at all; without `ring`, all of them. */
  stop(deck: DeckIndex, time: Seconds, ring: boolean): void {
    const bar = this.#bars.get(deck);
    if (bar === undefined) return;
    if (!ring) this.#bars.delete(deck);
    else if (bar.time > time) this.#bars.set(deck, { ...bar, time });
  }

  /** Lets everything fade out. */
  end(time: Seconds, duration: Seconds): void {
    this.#plan(undefined, time, duration);
  }

  /** Schedules what is due. */
  tick(until: Seconds = this.#context.currentTime + AHEAD): void {
    this.#stage.tick(until);
  }

  dispose(): void {
    this.#stage.dispose();
  }

  #plan(ambience: TimedBar['ambience'], time: Seconds, seconds: LevelChange['seconds']): void {
    this.#stage.expect(ambience?.seed ?? '', ambience?.mayCome ?? []);
    const levels = ambience?.levels ?? SILENCE;
    if (sameData(levels, this.#latest)) return;
    this.#latest = levels;
    this.#stage.plan({ levels, seed: ambience?.seed ?? '', time, seconds });
  }
}
