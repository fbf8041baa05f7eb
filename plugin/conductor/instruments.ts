/** Which palettes have been asked of the stage and which are there; a palette that fails is reported once and not waited for. */

import type { Stage } from './stage.ts';

/** The palettes of one stage. */
export class Instruments {
  readonly #stage: Stage;
  readonly #failed: (palette: string, cause: unknown) => void;
  readonly #palettes = new Map<string, 'loading' | 'settled'>();

  /** @param failed is told of a palette that could not be loaded. */
  constructor(stage: Stage, failed: (palette: string, cause: unknown) => void) {
    this.#stage = stage;
    this.#failed = failed;
  }

  /** Asks for a palette, once. */
  prepare(palette: string): void {
    if (this.#palettes.has(palette)) return;
    this.#palettes.set(palette, 'loading');
    this.#stage.prepare(palette).then(
      () => void this.#palettes.set(palette, 'settled'),
      (cause: unknown) => {
        this.#palettes.set(palette, 'settled');
        this.#failed(palette, cause);
      },
    );
  }

  /** Whether a palette need not be waited for. */
  isSettled(palette: string): boolean {
    return this.#palettes.get(palette) === 'settled';
  }
}
