/** Source of the samples in the published modules: scripts that every bundler includes. Replaces `sprite-module.ts` in a build. */

import type { Sprite } from './sprite.ts';
import { registeredSprite } from './sprite-registry.ts';

/** Advice in errors about samples that do not load. */
export const SAMPLES_ADVICE = 'check that all files of the build are on the server';

/** The samples of an instrument. Rejects if its script does not load. */
export async function spriteModule(name: string): Promise<Sprite> {
  await import(`./samples/${name}.js`);
  return registeredSprite(name);
}
