/**
 * The mood a scene asks for, wherever its developer wrote it: in the data it is started with, in the soundtrack's map of
 * scenes, as `static soundtrack` on its class, or in its config. The first of these that says something counts.
 */

import type { Scene } from 'phaser';
import { plainText, reasonOf } from '../mood/names.ts';
import { readSceneTag, type SceneTag, type Soundtrack } from '../soundtrack/soundtrack.ts';

/** Reads tags off scenes; what cannot be used is told of once and does not count. */
export class SceneTags {
  private readonly told = new Set<string>();

  constructor(
    private readonly soundtrack: Soundtrack,
    private readonly warn: (message: string) => void,
  ) {}

  /** What a scene that starts now asks for, or null. */
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
      if (!this.told.has(message)) this.warn(message);
      this.told.add(message);
      return null;
    }
  }
}

/** The `soundtrack` that something carries as its own. */
function fieldOf(carrier: unknown): unknown {
  const carries = (typeof carrier === 'object' && carrier !== null) || typeof carrier === 'function';
  return carries && 'soundtrack' in carrier ? carrier.soundtrack : undefined;
}
