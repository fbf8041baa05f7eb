/**
 * The conductor's audio output during the whole run. It forwards to a real output, which is opened once the game's first
 * scene is up, and replaced when the game changes its audio context. Ducking and lowpass are applied to the
 * new one.
 */

import type { BatchedOutput } from '../audio/batched-output.ts';
import type { BackgroundTask } from '../music/background-tasks.ts';
import type { Seconds } from '../music/time.ts';
import type { AudioOutput } from '../output/audio-output.ts';

/** What an outlet reads from the game's sound manager. */
export interface OutletOptions {
  /** Time on the audio clock of the game. */
  readonly now: () => Seconds;
  readonly trackSeconds: AudioOutput['trackSeconds'];
}

/** An audio output that can be opened late and replaced. */
export class Outlet implements AudioOutput, BackgroundTask {
  readonly #options: OutletOptions;
  #stage: BatchedOutput | null = null;
  /** Callbacks that wait for an output. */
  readonly #waiting: (() => void)[] = [];
  /** Clock time at which the output was removed; null while there is one. */
  #stoodAt: Seconds | null = null;
  #ducked: readonly [gainDb: number, release: Seconds] | null = null;
  #muffled: readonly [cutoffHz: number | null, seconds: Seconds] | null = null;
  #palette: string | null = null;

  constructor(options: OutletOptions) {
    this.#options = options;
  }

  /** The palette that was played last, or null. */
  get palette(): string | null {
    return this.#palette;
  }

  /** Removes a closed output: music is silent and the clock stops until the next `open()`. */
  leave(): void {
    this.#stoodAt = this.now();
    this.#stage = null;
  }

  /** Plays through an output from now on. */
  open(stage: BatchedOutput): void {
    this.#stage = stage;
    this.#stoodAt = null;
    if (this.#ducked !== null) stage.duck(this.#ducked[0], 0, this.#ducked[1]);
    if (this.#muffled !== null) stage.setLowpass(this.#muffled[0], 0);
    for (const go of this.#waiting.splice(0)) go();
  }

  now(): Seconds {
    return this.#stoodAt ?? this.#stage?.now() ?? this.#options.now();
  }

  async prepare(palette: string, lacking?: (cause: unknown) => void): Promise<void> {
    for (;;) {
      const stage = this.#stage;
      if (stage === null) {
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
        continue;
      }
      try {
        await stage.prepare(palette, lacking);
        if (stage === this.#stage) return;
      } catch (error) {
        // A load error of an output that has been replaced meanwhile does not matter.
        if (stage === this.#stage) throw error;
      }
    }
  }

  play(bar: Parameters<AudioOutput['play']>[0]): void {
    this.#palette = bar.palette;
    this.#stage?.play(bar);
  }

  fadeDeck(...fade: Parameters<AudioOutput['fadeDeck']>): void {
    this.#stage?.fadeDeck(...fade);
  }

  stopDeck(...clear: Parameters<AudioOutput['stopDeck']>): void {
    this.#stage?.stopDeck(...clear);
  }

  playStinger(...sting: Parameters<AudioOutput['playStinger']>): void {
    this.#stage?.playStinger(...sting);
  }

  trackSeconds(key: string): Seconds | null {
    return this.#options.trackSeconds(key);
  }

  track(...track: Parameters<AudioOutput['track']>): void {
    this.#stage?.track(...track);
  }

  endTrack(...end: Parameters<AudioOutput['endTrack']>): void {
    this.#stage?.endTrack(...end);
  }

  duck(...duck: Parameters<AudioOutput['duck']>): void {
    const [gainDb, , release] = duck;
    this.#ducked = [gainDb, release];
    this.#stage?.duck(...duck);
  }

  setLowpass(...muffle: Parameters<AudioOutput['setLowpass']>): void {
    const [cutoffHz, seconds] = muffle;
    this.#muffled = [cutoffHz, seconds];
    this.#stage?.setLowpass(...muffle);
  }

  /** Creates voices of the output. */
  run(deadline: number, isBusy: boolean): boolean {
    return this.#stage?.run(deadline, isBusy) ?? false;
  }
}
