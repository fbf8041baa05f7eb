/** The samples of the published package, for its commands. Replaces `sprite-module.ts` in their build. */

import type { Sprite } from '../../../plugin/audio/palettes/sprite.ts';
import { registeredSprite } from '../../../plugin/audio/palettes/sprite-registry.ts';

/** Advice in errors about samples that do not load. */
export const SAMPLES_ADVICE = 'install phaser-adaptive-music again';

/** The samples of an instrument. Rejects if the package lacks them. */
export async function spriteModule(name: string): Promise<Sprite> {
  // The folder `samples` lies beside the folder of the commands.
  await import(/* @vite-ignore */ new URL(`../samples/${name}.js`, import.meta.url).href);
  return registeredSprite(name);
}
