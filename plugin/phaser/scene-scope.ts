/** What a scene has asked for ends with the scene: its signals and getters, and the moods, ducks and snapshots that it laid over the music. */

import { type Scene, Scenes } from 'phaser';
import type { SignalClaims } from './signal-claims.ts';

/** Status number of Phaser's scenes from which on one has ended: SHUTDOWN, DESTROYED. */
const ENDED = 8;

/** Says that something is the game's, and outlives the scene that says it. */
export interface SceneOptions {
  /** Default false: what is said through a scene's `this.soundtrack` ends with that scene. */
  readonly global?: boolean;
}

/** The scenes of one game that have asked for something. */
export class SceneScope {
  readonly #signals: SignalClaims;
  readonly #watched = new Map<Scene, () => void>();
  /** What is on, by a name of its own, and how a scene's end ends it. */
  readonly #held = new Map<string, { readonly scene: Scene; readonly end: () => void }>();

  constructor(signals: SignalClaims) {
    this.#signals = signals;
  }

  /** Whether a scene has ended, so that nothing of it counts any more. */
  hasEnded(scene: Scene): boolean {
    return scene.sys.settings.status >= ENDED;
  }

  /** Has everything that a scene asks for end with it, from now on. */
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

  /** Something was laid over the music under a name; the latest to do so owns it. @param scene null where it is the game's. */
  hold(name: string, scene: Scene | null, end: () => void): void {
    if (scene === null) this.#held.delete(name);
    else {
      this.watch(scene);
      this.#held.set(name, { scene, end });
    }
  }

  /** It was taken back. */
  drop(name: string): void {
    this.#held.delete(name);
  }

  /** Forgets all scenes, and asks nothing of them any more. */
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
