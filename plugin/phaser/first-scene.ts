/**
 * Decides when loading of the music may start. Until the first scene is up, and while scenes load, the whole machine is for
 * the game: loading music would delay the first picture.
 */

import type { Game } from 'phaser';
import { isLoading, isUp } from './scene-status.ts';

/** Frames to wait after the last scene has come up, because a scene often only starts the next. */
const FRAMES = 3;
/** Longest wait in ms, for games that draw nothing because their page is hidden. */
const PATIENCE_MS = 10_000;

/** Watches a game start. Poll it several times a second. */
export class FirstScene {
  readonly #game: Game;
  readonly #now: () => number;
  readonly #since: number;
  #wasUp = false;
  /** Frame number from which no scene was loading. */
  #quietAt: number | null = null;
  #wantedAt: number | null = null;

  /** @param now the time in ms, for games that never come up. */
  constructor(game: Game, now: () => number = () => performance.now()) {
    this.#game = game;
    this.#now = now;
    this.#since = now();
  }

  /**
   * Whether loading may start.
   * @param wanted whether a mood has been requested and could be heard: then it waits only for the very first scene, and one
   * frame of the requesting scene.
   */
  isUp(wanted: boolean): boolean {
    const { scene, loop } = this.#game;
    const up = scene.scenes.some(isUp);
    this.#wasUp ||= up;
    if (!up || scene.scenes.some(isLoading)) this.#quietAt = null;
    else this.#quietAt ??= loop.frame;
    if (!wanted || !this.#wasUp) this.#wantedAt = null;
    else this.#wantedAt ??= loop.frame;
    if (this.#quietAt !== null && loop.frame >= this.#quietAt + FRAMES) return true;
    if (this.#wantedAt !== null && loop.frame >= this.#wantedAt + 1) return true;
    return this.#now() - this.#since >= PATIENCE_MS;
  }
}
