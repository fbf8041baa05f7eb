/** Where the samples come from in the published modules: scripts that every bundler carries along. Takes the place of `sprite-module.ts`. */

import type { Sprite } from './sprite.ts';
import { registeredSprite } from './sprite-registry.ts';

/** What to do where samples do not load. */
export const SAMPLES_ADVICE = 'see that all files of the build are on the server';

/** The samples of an instrument. Rejects where its script does not load. */
export async function spriteModule(name: string): Promise<Sprite> {
  await import(`./samples/${name}.js`);
  return registeredSprite(name);
}
