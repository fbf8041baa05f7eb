/**
 * The conductor's audio output during the whole run. It forwards to a real output, which is opened once the game's first
 * scene is up, and replaced when the game changes its audio context. Ducking and lowpass are applied to the
 * new one.
 */

import type { BatchedOutput } from '../audio/batched-output.ts';
import type { BackgroundTask } from '../music/background-tasks.ts';
import type { Seconds } from '../music/time.ts';
import type { AudioOutput, DeckChange } from '../output/audio-output.ts';

/** What an outlet reads from the game's sound manager. */
export interface OutletOptions {
  /** Time on the audio clock of the game. */
  readonly now: () => Seconds;
  /** From that clock to the ear. */
  readonly latency?: () => Seconds;
  readonly trackSeconds: AudioOutput['trackSeconds'];
}

/** An audio output that can be opened late and replaced. */
export class Outlet implements AudioOutput, BackgroundTask {
  readonly #options: OutletOptions;
  #output: BatchedOutput | null = null;
  /** Callbacks that wait for an output. */
  readonly #waiting: (() => void)[] = [];
  /** Clock time at which the output was removed; null while there is one. */
  #stoodAt: Seconds | null = null;
  #ducked: readonly [gainDb: number, release: Seconds] | null = null;
  #lowpass: readonly [cutoffHz: number | null, seconds: Seconds] | null = null;
  #palette: string | null = null;
  #hasStems = false;

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
    this.#output = null;
  }

  /** Plays through an output from now on. */
  open(output: BatchedOutput): void {
    this.#output = output;
    this.#stoodAt = null;
    if (this.#ducked !== null) output.duck(this.#ducked[0], 0, this.#ducked[1]);
    if (this.#lowpass !== null) output.setLowpass(this.#lowpass[0], 0);
    for (const go of this.#waiting.splice(0)) go();
  }

  now(): Seconds {
    return this.#stoodAt ?? this.#output?.now() ?? this.#options.now();
  }

  latency(): Seconds {
    return this.#options.latency?.() ?? 0;
  }

  async prepare(palette: string, onMissingPart?: (cause: unknown) => void): Promise<void> {
    for (;;) {
      const output = this.#output;
      if (output === null) {
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
        continue;
      }
      try {
        await output.prepare(palette, onMissingPart);
        if (output === this.#output) return;
      } catch (error) {
        // A load error of an output that has been replaced meanwhile does not matter.
        if (output === this.#output) throw error;
      }
    }
  }

  play(bar: Parameters<AudioOutput['play']>[0]): void {
    this.#palette = bar.palette;
    this.#output?.play(bar);
  }

  fadeDeck(...fade: Parameters<AudioOutput['fadeDeck']>): void {
    this.#output?.fadeDeck(...fade);
  }

  stopDeck(...clear: Parameters<AudioOutput['stopDeck']>): void {
    this.#output?.stopDeck(...clear);
  }

  follow(change: DeckChange): void {
    this.#output?.follow(change);
  }

  playStinger(...sting: Parameters<AudioOutput['playStinger']>): void {
    this.#output?.playStinger(...sting);
  }

  trackSeconds(key: string): Seconds | null {
    return this.#options.trackSeconds(key);
  }

  track(...track: Parameters<AudioOutput['track']>): void {
    this.#hasStems = track[0].stems !== undefined;
    this.#output?.track(...track);
  }

  /** Whether a track with stems plays, which follow the intensity. */
  get hasStems(): boolean {
    return this.#hasStems;
  }

  trackIntensity(intensity: number): void {
    this.#output?.trackIntensity?.(intensity);
  }

  endTrack(...end: Parameters<AudioOutput['endTrack']>): void {
    this.#hasStems = false;
    this.#output?.endTrack(...end);
  }

  duck(...duck: Parameters<AudioOutput['duck']>): void {
    const [gainDb, , release] = duck;
    this.#ducked = [gainDb, release];
    this.#output?.duck(...duck);
  }

  setLowpass(...lowpass: Parameters<AudioOutput['setLowpass']>): void {
    const [cutoffHz, seconds] = lowpass;
    this.#lowpass = [cutoffHz, seconds];
    this.#output?.setLowpass(...lowpass);
  }

  /** Creates voices of the output. */
  run(deadline: number, isBusy: boolean): boolean {
    return this.#output?.run(deadline, isBusy) ?? false;
  }
}
