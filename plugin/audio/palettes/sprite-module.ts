/** Source of the samples while the plugin runs from its sources. A build replaces this module. */

import type { Sprite } from './sprite.ts';

/** Advice in errors about samples that do not load. */
export const SAMPLES_ADVICE = 'run npm run palettes first';

/** The samples of an instrument. Rejects if its module does not exist. */
export async function spriteModule(name: string): Promise<Sprite> {
  return (await import(`./samples/${name}.js`)) as Sprite;
}
