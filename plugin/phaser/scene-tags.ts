/**
 * The mood tag of a scene, from the first of these that has one: the data it is started with, the soundtrack's `scenes` map,
 * `static soundtrack` on its class, its config.
 */

import type { Scene } from 'phaser';
import { plainText, reasonOf } from '../mood/names.ts';
import { readSceneTag, type SceneTag, type Soundtrack } from '../soundtrack/soundtrack.ts';

/** Reads the tags of scenes; an invalid tag is warned about once and ignored. */
export class SceneTags {
  private readonly warned = new Set<string>();

  constructor(
    private readonly soundtrack: Soundtrack,
    private readonly warn: (message: string) => void,
  ) {}

  /** The tag of a starting scene, or null. */
  of(scene: Scene): SceneTag | null {
    const { settings } = scene.sys;
    const { config } = scene.sys as { config?: unknown };
    return (
      this.read(settings.key, 'data', fieldOf(settings.data)) ??
      this.soundtrack.scenes.get(settings.key) ??
      this.read(settings.key, 'static soundtrack', fieldOf(scene.constructor)) ??
      this.read(settings.key, 'config', fieldOf(config))
    );
  }

  private read(key: string, place: string, value: unknown): SceneTag | null {
    if (value === undefined || value === null) return null;
    try {
      return readSceneTag(`scene '${plainText(key)}' (${place})`, value, this.soundtrack);
    } catch (error) {
      const message = reasonOf(error);
      if (!this.warned.has(message)) this.warn(message);
      this.warned.add(message);
      return null;
    }
  }
}

/** The own property `soundtrack` of a value. */
function fieldOf(carrier: unknown): unknown {
  const carries = (typeof carrier === 'object' && carrier !== null) || typeof carrier === 'function';
  return carries && 'soundtrack' in carrier ? carrier.soundtrack : undefined;
}
