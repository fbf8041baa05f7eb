/** The game's own picture, small and seldom, for `look()`. */

import { Core, type Game } from 'phaser';
import { readSmall, type SmallPicture, smallCopy, unseen } from '../affect/picture/look.ts';
import type { Look } from '../affect/picture/read-picture.ts';
import { reasonOf } from '../mood/names.ts';

/** Least time between two copies of the picture. */
const BETWEEN_MS = 2000;

/**
 * Looks at what the game draws. Phaser's own snapshot reads the whole picture back and encodes it; here the canvas is drawn
 * onto one of 32 × 32 right after the frame, when a WebGL canvas still has its content, and that is read in a pause. Only
 * the reading waits for the graphics card.
 */
export class GamePicture {
  readonly #game: () => Game | null;
  #latest: Promise<Look> | null = null;
  #taken = Number.NEGATIVE_INFINITY;
  #isWaiting = false;

  constructor(game: () => Game | null) {
    this.#game = game;
  }

  /** The picture of the next frame; the one before, where that was taken less than two seconds ago. Never rejects. */
  look(): Promise<Look> {
    const isFresh = this.#isWaiting || performance.now() - this.#taken < BETWEEN_MS;
    if (this.#latest !== null && isFresh) return this.#latest;
    this.#isWaiting = true;
    this.#latest = this.#afterFrame().finally(() => {
      this.#isWaiting = false;
    });
    return this.#latest;
  }

  async #afterFrame(): Promise<Look> {
    const game = this.#game();
    if (!game?.renderer) return unseen('this game draws no picture');
    try {
      const copy = await new Promise<SmallPicture | null>((resolve, reject) => {
        const ended = () => resolve(null);
        game.events.once(Core.Events.DESTROY, ended);
        game.events.once(Core.Events.POST_RENDER, () => {
          game.events.off(Core.Events.DESTROY, ended);
          this.#taken = performance.now();
          try {
            resolve(smallCopy(game.canvas));
          } catch (error) {
            reject(error);
          }
        });
      });
      return copy === null ? unseen('the game has ended') : await readSmall(copy);
    } catch (error) {
      return unseen(`the game's picture cannot be drawn: ${reasonOf(error)}`);
    }
  }
}
