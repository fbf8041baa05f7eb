/**
 * Published sample packs are scripts that register their samples in one global object, because a script loads everywhere: by
 * `import()` in a module build, by a script element on `file://` and in sandboxed frames.
 */

import type { Sprite } from './sprite.ts';

/** The samples that an instrument's script has registered. @throws Error if it has not. */
export function registeredSprite(name: string): Sprite {
  const { phaserAdaptiveMusicSamples: registered = {} } = globalThis as {
    phaserAdaptiveMusicSamples?: Readonly<Record<string, Sprite>>;
  };
  const sprite = Object.hasOwn(registered, name) ? registered[name] : undefined;
  if (sprite === undefined) throw new Error('the file registers no samples, so it is of another version');
  return sprite;
}
