/** Loads palettes and keeps which are there. One that fails is reported once, and another plays in its place. */

import type { AudioOutput } from '../output/audio-output.ts';

/** The palettes of one stage. */
export class PaletteLoader {
  readonly #stage: AudioOutput;
  readonly #failed: (palette: string, cause: unknown) => void;
  readonly #palettes = new Map<string, 'loading' | 'there' | 'missing'>();

  /** @param failed is told of a palette that could not be loaded. */
  constructor(stage: AudioOutput, failed: (palette: string, cause: unknown) => void) {
    this.#stage = stage;
    this.#failed = failed;
  }

  /** Asks for a palette, and again for one that was there: the stage may have put it away. */
  prepare(palette: string): void {
    if (this.#palettes.get(palette) === 'there') this.#stage.prepare(palette).catch(() => {});
    if (this.#palettes.has(palette)) return;
    this.#palettes.set(palette, 'loading');
    let told = false;
    const lacking = (cause: unknown) => {
      if (!told) this.#failed(palette, cause);
      told = true;
    };
    this.#stage.prepare(palette, lacking).then(
      () => void this.#palettes.set(palette, 'there'),
      (cause: unknown) => {
        this.#palettes.set(palette, 'missing');
        lacking(cause);
      },
    );
  }

  /** Whether a palette need not be waited for. */
  isSettled(palette: string): boolean {
    const state = this.#palettes.get(palette);
    return state === 'there' || state === 'missing';
  }

  /** The palette, or one that is there if it could not be loaded: the wrong instruments are better than silence. */
  resolve(palette: string): string {
    if (this.#palettes.get(palette) !== 'missing') return palette;
    for (const [name, state] of this.#palettes) if (state === 'there') return name;
    return palette;
  }
}
