/** The music of one Phaser game: its runs follow scenes and zones. */

import type { Game } from 'phaser';
import { Music, type RunOptions } from '../player/music.ts';
import type { SignalClaims } from '../player/signal-claims.ts';
import { Run } from './run.ts';
import type { Zones } from './zones.ts';

/** Music whose mood may come from a scene or from a call. */
export class GameMusic extends Music<Run> {
  #askedByGame = false;
  readonly #game: () => Game;
  readonly #zones: Zones;
  readonly #claims: SignalClaims;

  constructor(game: () => Game, zones: Zones, claims: SignalClaims) {
    super(claims);
    this.#game = game;
    this.#zones = zones;
    this.#claims = claims;
  }

  /** Takes note of a mood that the game has requested, in place of the scene's. */
  requested(): void {
    this.#askedByGame = true;
  }

  protected override createRun({ resolved, soundtrack, ...options }: RunOptions, before: Run | null): Run {
    return new Run({
      ...options,
      before,
      game: this.#game(),
      definition: soundtrack,
      soundtrack: resolved,
      zones: this.#zones,
      claims: this.#claims,
      consumeExplicitRequest: () => {
        const asked = this.#askedByGame;
        this.#askedByGame = false;
        return asked;
      },
    });
  }

  protected override resend(): void {
    this.#zones.resend();
  }
}
