/**
 * Source of the samples in the build for script tags, which is one file: the folder `samples` beside that file, or beside the
 * page if the file was run as text, as Phaser's `load.plugin` does. Replaces `sprite-module.ts` in that build. A script element
 * loads them: unlike `import()` and `fetch`, it also works on `file://` and with opaque origins.
 */

import type { Sprite } from './sprite.ts';
import { registeredSprite } from './sprite-registry.ts';

/** Advice in errors about samples that do not load. */
export const SAMPLES_ADVICE = "copy the folder 'samples' of the package beside phaser-adaptive-music.min.js";

/** Only known while the script runs for the first time. */
const base = (document.currentScript as HTMLScriptElement | null)?.src || document.baseURI;

/** The samples of an instrument. Rejects if its script does not load. */
export async function spriteModule(name: string): Promise<Sprite> {
  await loadScript(new URL(`samples/${name}.js`, base).href);
  return registeredSprite(name);
}

function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = src;
    script.onload = () => {
      script.remove();
      resolve();
    };
    script.onerror = () => {
      script.remove();
      reject(new Error(`${src} did not load`));
    };
    document.head.append(script);
  });
}
