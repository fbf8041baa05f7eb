/** Where the samples come from while the plugin runs from its sources. A build takes a published form of them instead. */

import type { Sprite } from './sprite.ts';

/** What to do where samples do not load. */
export const SAMPLES_ADVICE = 'run npm run palettes first';

/** The samples of an instrument. Rejects where its module cannot be had. */
export async function spriteModule(name: string): Promise<Sprite> {
  return (await import(`./samples/${name}.js`)) as Sprite;
}
