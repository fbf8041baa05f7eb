/** Where the samples come from in a module build: modules of their own, which every bundler carries along. */

import type { Sprite } from './sprite.ts';

/** The samples of an instrument. Rejects where its module cannot be had. */
export async function spriteModule(name: string): Promise<Sprite> {
  return (await import(`./samples/${name}.js`)) as Sprite;
}
