/** Loads palettes and records their state. A palette that fails to load is reported once, and another one is played. */

import type { AudioOutput } from './audio-output.ts';

/** The palettes of one audio output. */
export class PaletteLoader {
  readonly #output: AudioOutput;
  readonly #onFailure: (palette: string, cause: unknown) => void;
  readonly #palettes = new Map<string, 'loading' | 'loaded' | 'failed'>();

  /** @param onFailure called at most once for each palette, also where only some of its samples are missing. */
  constructor(output: AudioOutput, onFailure: (palette: string, cause: unknown) => void) {
    this.#output = output;
    this.#onFailure = onFailure;
  }

  /** Loads a palette. A loaded one is requested again, because the output may have evicted its samples. */
  prepare(palette: string): void {
    if (this.#palettes.get(palette) === 'loaded') this.#output.prepare(palette).catch(() => {});
    if (this.#palettes.has(palette)) return;
    this.#palettes.set(palette, 'loading');
    let isReported = false;
    const report = (cause: unknown) => {
      if (!isReported) this.#onFailure(palette, cause);
      isReported = true;
    };
    this.#output.prepare(palette, report).then(
      () => void this.#palettes.set(palette, 'loaded'),
      (cause: unknown) => {
        this.#palettes.set(palette, 'failed');
        report(cause);
      },
    );
  }

  /** Whether a palette is loaded, or has failed to load. */
  isSettled(palette: string): boolean {
    const state = this.#palettes.get(palette);
    return state === 'loaded' || state === 'failed';
  }

  /** The palette; a loaded one in the place of one that failed, because wrong instruments are better than silence. */
  resolve(palette: string): string {
    if (this.#palettes.get(palette) !== 'failed') return palette;
    for (const [name, state] of this.#palettes) if (state === 'loaded') return name;
    return palette;
  }
}
