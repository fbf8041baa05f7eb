/**
 * How the plugin is registered with its game. Phaser keeps the keys of global plugins for the whole page and refuses one
 * that is taken, though each game has a list of its own. So the plugin frees its key as soon as it is in its game's list:
 * the next game can take the same key, with data of its own.
 */

import type { Plugins, Scene, Scenes } from 'phaser';

/** A game's list entry of a global plugin. Phaser's types call the instance a `Function`. */
interface Entry {
  readonly key: string;
  readonly plugin: unknown;
  readonly mapping?: string | null;
}

/** What Phaser calls for every scene that it creates, to give it its plugins. Its types call the method protected. */
interface SceneInjector {
  addToScene(sys: Scenes.Systems, ...rest: unknown[]): void;
}

/** One plugin in the plugin manager of one game. */
export class Registration {
  readonly #manager: Plugins.PluginManager;
  readonly #plugin: object;
  #put: ((scene: Scene) => void) | null = null;
  #undo: (() => void) | null = null;

  constructor(manager: Plugins.PluginManager, plugin: object) {
    this.#manager = manager;
    this.#plugin = plugin;
  }

  /** Whether the plugin manager still has the plugin. It tells a plugin nothing when it removes it. */
  get isInstalled(): boolean {
    return this.#entry !== undefined;
  }

  /** Frees the key for other games of the page; `plugins.get(key)` of this game finds the plugin all the same. */
  freeKey(): void {
    const entry = this.#entry;
    const manager = this.#manager;
    if (entry === undefined || (manager.getClass(entry.key) as unknown) !== this.#plugin.constructor) return;
    const { plugins } = manager;
    const at = plugins.findIndex(({ plugin }) => (plugin as unknown) === this.#plugin);
    const [own] = plugins.slice(at, at + 1);
    // The one public way to take a key off the page's list takes the plugin off the game's list, too.
    manager.removeGlobalPlugin(entry.key);
    if (own !== undefined) plugins.splice(at, 0, own);
  }

  /**
   * Gives every scene a view of the plugin under the mapping, in the place of the plugin itself: those to come, as Phaser
   * creates them, and those that were created before the plugin was installed.
   */
  mapScenes(view: (scene: Scene) => object): void {
    const mapping = this.#entry?.mapping;
    if (!mapping || this.#undo !== null) return;
    const views = new WeakMap<Scene, object>();
    const put = (scene: Scene) => {
      const own = views.get(scene) ?? view(scene);
      views.set(scene, own);
      if (Reflect.get(scene, mapping) !== own) Reflect.set(scene, mapping, own);
    };
    const manager = this.#manager as unknown as SceneInjector;
    const own = Object.getOwnPropertyDescriptor(manager, 'addToScene');
    const original = manager.addToScene;
    let active = true;
    const addToScene: SceneInjector['addToScene'] = (sys, ...rest) => {
      original.call(manager, sys, ...rest);
      if (active) put(sys.scene);
    };
    manager.addToScene = addToScene;
    this.#put = put;
    this.keep();
    this.#undo = () => {
      active = false;
      this.#put = null;
      // Whoever has wrapped it since keeps their wrapper, and ours passes calls on.
      if (manager.addToScene !== addToScene) return;
      if (own) Object.defineProperty(manager, 'addToScene', own);
      else Reflect.deleteProperty(manager, 'addToScene');
    };
  }

  /** Does both again where Phaser has undone it since: its loader gives a scene the plugin itself. To be called once a frame. */
  keep(): void {
    this.freeKey();
    if (this.#put === null) return;
    for (const scene of this.#manager.game.scene.scenes) this.#put(scene);
  }

  /** Leaves the plugin manager as it was found. */
  release(): void {
    this.#undo?.();
    this.#undo = null;
  }

  get #entry(): Entry | undefined {
    const entries = this.#manager.plugins as unknown as readonly Entry[];
    return entries.find(({ plugin }) => plugin === this.#plugin);
  }
}
