/**
 * Where the samples come from in the build for script tags, which is one file: the folder `samples` beside that file, or
 * beside the page where the file was run as text, as Phaser's `load.plugin` does. Takes the place of `sprite-module.ts` there.
 */

import type { Sprite } from './sprite.ts';

/** Known only while the script runs for the first time. */
const base = (document.currentScript as HTMLScriptElement | null)?.src || document.baseURI;

/** The samples of an instrument. Rejects where its file cannot be had. */
export async function spriteModule(name: string): Promise<Sprite> {
  const address = new URL(`samples/${name}.js`, base).href;
  return (await import(/* @vite-ignore */ address)) as Sprite;
}
