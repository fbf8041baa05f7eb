/**
 * When a game has a moment for its music. Until its first scene is up, and while scenes load one after the other, all of
 * the machine is the game's: what the music needs would only make players wait longer for something to see.
 */

import type { Game } from 'phaser';

/** Status numbers of Phaser's scenes: on their way (INIT .. CREATING), and up (RUNNING, PAUSED, SLEEPING). */
const COMING = { from: 1, to: 4 };
const UP = { from: 5, to: 7 };
/** So many frames have to be drawn after the last scene has come up, as one scene often only starts the next. */
const FRAMES = 3;
/** And so many ms at least: a game that draws nothing, as its page is hidden, waits no longer than the second. */
const PATIENCE_MS = 10_000;

/** Watches a game come up. To be asked a few times a second. */
export class FirstScene {
  readonly #game: Game;
  readonly #now: () => number;
  readonly #since: number;
  #wasUp = false;
  /** Frame number at which nothing was on its way any more. */
  #quietAt: number | null = null;
  #wantedAt: number | null = null;

  /** @param now milliseconds, for a game that never comes up. */
  constructor(game: Game, now: () => number = () => performance.now()) {
    this.#game = game;
    this.#now = now;
    this.#since = now();
  }

  /**
   * Whether the music may take its share.
   * @param wanted whether music has been asked for and could be heard: then only the very first scene is waited for, and a
   * frame of the one that asks.
   */
  isUp(wanted: boolean): boolean {
    const { scene, loop } = this.#game;
    const statuses = scene.scenes.map(({ sys }) => sys.settings.status);
    const among = ({ from, to }: typeof UP) => statuses.some((status) => status >= from && status <= to);
    const up = among(UP);
    this.#wasUp ||= up;
    if (!up || among(COMING)) this.#quietAt = null;
    else this.#quietAt ??= loop.frame;
    if (!wanted || !this.#wasUp) this.#wantedAt = null;
    else this.#wantedAt ??= loop.frame;
    if (this.#quietAt !== null && loop.frame >= this.#quietAt + FRAMES) return true;
    if (this.#wantedAt !== null && loop.frame >= this.#wantedAt + 1) return true;
    return this.#now() - this.#since >= PATIENCE_MS;
  }
}
