/** Ends what a scene has requested when the scene ends: its signals and getters, and its moods, ducks and snapshots. */

import { type Scene, Scenes } from 'phaser';
import type { SignalClaims } from '../player/signal-claims.ts';
import { hasEnded } from './scene-status.ts';

/** Whether a request outlives its scene. */
export interface SceneOptions {
  /** Default false: a request through a scene's `this.soundtrack` ends with that scene. */
  readonly global?: boolean;
}

/** The requests of a game's scenes. */
export class SceneScope {
  readonly #signals: SignalClaims;
  readonly #watched = new Map<Scene, () => void>();
  /** Active requests by name, with their scene and the function that ends them. */
  readonly #held = new Map<string, { readonly scene: Scene; readonly end: () => void }>();

  constructor(signals: SignalClaims) {
    this.#signals = signals;
  }

  /** Whether a scene has ended, so that its requests no longer count. */
  hasEnded(scene: Scene): boolean {
    return hasEnded(scene);
  }

  /** Ends all requests of a scene when it ends. */
  watch(scene: Scene): void {
    if (this.#watched.has(scene)) return;
    const { events } = scene.sys;
    const ended = () => this.#end(scene);
    events.once(Scenes.Events.SHUTDOWN, ended);
    events.once(Scenes.Events.DESTROY, ended);
    this.#watched.set(scene, () => {
      events.off(Scenes.Events.SHUTDOWN, ended);
      events.off(Scenes.Events.DESTROY, ended);
    });
  }

  /** Records a request under a name; the latest one owns the name. @param scene null if it belongs to the game. */
  hold(name: string, scene: Scene | null, end: () => void): void {
    if (scene === null) this.#held.delete(name);
    else {
      this.watch(scene);
      this.#held.set(name, { scene, end });
    }
  }

  /** Forgets a request that was taken back. */
  drop(name: string): void {
    this.#held.delete(name);
  }

  /** Forgets all scenes and removes their listeners. */
  clear(): void {
    for (const leave of this.#watched.values()) leave();
    this.#watched.clear();
    this.#held.clear();
  }

  #end(scene: Scene): void {
    this.#watched.get(scene)?.();
    this.#watched.delete(scene);
    this.#signals.end(scene);
    for (const [name, held] of [...this.#held]) {
      if (held.scene !== scene) continue;
      this.#held.delete(name);
      held.end();
    }
  }
}
