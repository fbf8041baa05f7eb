/** Loads what plays the sounds of a place with the first bar that has some, so that games without ambience never load it. */

import type { AmbienceName } from '../mood/ambience.ts';
import type { Seconds } from '../music/time.ts';
import type { DeckIndex, TimedBar } from '../output/audio-output.ts';
import type { AmbienceFollower } from './ambience/ambience-follower.ts';

type Call = (follower: AmbienceFollower) => void;

/** The sounds of the place of the mood that leads. */
export class LazyAmbience {
  readonly #context: BaseAudioContext;
  readonly #output: AudioNode;
  readonly #warn: (message: string) => void;
  #follower: AmbienceFollower | null = null;
  #loading: Promise<void> | null = null;
  /** Calls that wait for the code. Before there is a sound, only the entry of the mood that leads and its last bar. */
  #waiting: Call[] = [];
  #lead: DeckIndex | null = null;
  /** Whether it is disposed, or its code could not be loaded. */
  #isOver = false;

  constructor(context: BaseAudioContext, output: AudioNode, warn: (message: string) => void) {
    this.#context = context;
    this.#output = output;
    this.#warn = warn;
  }

  /** Number of voices. */
  get voices(): number {
    return this.#follower?.voices ?? 0;
  }

  /** Number of audio nodes. */
  get nodes(): number {
    return this.#follower?.nodes ?? 0;
  }

  /** Loads and renders some sounds beforehand, for renderings that cannot wait. */
  async prepare(seed: string, names: readonly AmbienceName[]): Promise<void> {
    await this.#load();
    this.#follower?.prepare(seed, names);
  }

  /** Takes the sounds of a bar. */
  play(bar: TimedBar): void {
    const call: Call = (follower) => follower.play(bar);
    if (bar.ambience !== undefined) void this.#load();
    if (this.#loading !== null) this.#call(call);
    else if (bar.deck === this.#lead) this.#waiting = [...this.#waiting.slice(0, 1), call];
  }

  /** Moves to other sounds of a deck while its bar sounds. */
  follow(deck: DeckIndex, ambience: TimedBar['ambience'], time: Seconds): void {
    if (ambience !== undefined) void this.#load();
    if (this.#loading !== null) this.#call((follower) => follower.follow(deck, ambience, time));
  }

  /** Follows the fade of a deck. */
  fade(deck: DeckIndex, to: 0 | 1, time: Seconds, duration: Seconds): void {
    const call: Call = (follower) => follower.fade(deck, to, time, duration);
    if (this.#loading !== null) this.#call(call);
    else if (to === 1) {
      this.#lead = deck;
      this.#waiting = [call];
    }
  }

  /** Forgets the bars of a deck from a time on, which are scheduled again or not at all; without `ring`, all of them. */
  stop(deck: DeckIndex, time: Seconds, ring: boolean): void {
    if (this.#loading !== null) this.#call((follower) => follower.stop(deck, time, ring));
  }

  /** Lets everything fade out. */
  end(time: Seconds, duration: Seconds): void {
    if (this.#loading !== null) this.#call((follower) => follower.end(time, duration));
  }

  /** Schedules what is due. */
  tick(until?: Seconds): void {
    this.#follower?.tick(until);
  }

  dispose(): void {
    this.#isOver = true;
    this.#follower?.dispose();
    this.#follower = null;
    this.#waiting = [];
  }

  #call(call: Call): void {
    if (this.#follower !== null) call(this.#follower);
    else if (!this.#isOver) this.#waiting.push(call);
  }

  #load(): Promise<void> {
    this.#loading ??= import('./ambience/ambience-follower.ts').then(
      ({ AmbienceFollower }) => {
        if (this.#isOver) return;
        this.#follower = new AmbienceFollower(this.#context, this.#output);
        for (const call of this.#waiting.splice(0)) call(this.#follower);
      },
      () => {
        if (!this.#isOver) this.#warn('the sounds of the place are silent: their code could not be loaded');
        this.#isOver = true;
        this.#waiting = [];
      },
    );
    return this.#loading;
  }
}
