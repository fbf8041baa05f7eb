/**
 * Registers the plugin with its game. Phaser keeps the keys of global plugins per page and rejects a key in use, although each
 * game has its own list. So the plugin frees its key once it is in its game's list: the next game on the page can use the
 * same key, with its own data.
 */

import type { Plugins, Scene, Scenes } from 'phaser';

/** A game's list entry of a global plugin. Phaser types the instance as `Function`. */
interface Entry {
  readonly key: string;
  readonly plugin: unknown;
  readonly mapping?: string | null;
}

/** The method that Phaser calls for every new scene, to give it its plugins; Phaser types it as protected. */
interface SceneInjector {
  addToScene(sys: Scenes.Systems, ...rest: unknown[]): void;
}

/** The plugin in the plugin manager of one game. */
export class Registration {
  readonly #manager: Plugins.PluginManager;
  readonly #plugin: object;
  #put: ((scene: Scene) => void) | null = null;
  #undo: (() => void) | null = null;

  constructor(manager: Plugins.PluginManager, plugin: object) {
    this.#manager = manager;
    this.#plugin = plugin;
  }

  /** Whether the plugin manager still has the plugin. Phaser does not notify a plugin of its removal. */
  get isInstalled(): boolean {
    return this.#entry !== undefined;
  }

  /** Frees the key for other games on the page; `plugins.get(key)` of this game still finds the plugin. */
  freeKey(): void {
    const entry = this.#entry;
    const manager = this.#manager;
    if (entry === undefined || (manager.getClass(entry.key) as unknown) !== this.#plugin.constructor) return;
    const { plugins } = manager;
    const at = plugins.findIndex(({ plugin }) => (plugin as unknown) === this.#plugin);
    const [own] = plugins.slice(at, at + 1);
    // The only public method that frees the key also removes the plugin from the game's list.
    manager.removeGlobalPlugin(entry.key);
    if (own !== undefined) plugins.splice(at, 0, own);
  }

  /**
   * Gives every scene a view of the plugin under the mapping, instead of the plugin itself: new scenes, and those created
   * before the plugin was installed.
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
      // If others have wrapped it since, their wrapper stays, and this one passes calls on.
      if (manager.addToScene !== addToScene) return;
      if (own) Object.defineProperty(manager, 'addToScene', own);
      else Reflect.deleteProperty(manager, 'addToScene');
    };
  }

  /** Repeats both if Phaser has undone them, as its loader does. Call it every frame. */
  keep(): void {
    this.freeKey();
    if (this.#put === null) return;
    for (const scene of this.#manager.game.scene.scenes) this.#put(scene);
  }

  /** Restores the plugin manager. */
  release(): void {
    this.#undo?.();
    this.#undo = null;
  }

  get #entry(): Entry | undefined {
    const entries = this.#manager.plugins as unknown as readonly Entry[];
    return entries.find(({ plugin }) => plugin === this.#plugin);
  }
}
