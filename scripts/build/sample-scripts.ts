/**
 * Publishes sample packs as scripts that register their samples. Both `import()` and a script element load such a file, so one
 * copy serves bundlers and the build for script tags, and the latter works on `file://`, where modules are blocked.
 */

import type { Plugin } from 'vite';

const FOLDER = '/palettes/samples/';

/** Whether a chunk is a sample pack. Packs keep their names, because the script build loads them by URL. */
export function isSamplePack({ facadeModuleId }: { readonly facadeModuleId?: string | null }): boolean {
  return facadeModuleId?.includes(FOLDER) ?? false;
}

/** Turns sample packs from modules into scripts that register; `sprite-registry.ts` reads them. */
export const sampleScripts: Plugin = {
  name: 'sample-scripts',
  transform(code, id) {
    if (!id.includes(FOLDER)) return null;
    const name = id.slice(id.lastIndexOf('/') + 1, -'.js'.length);
    const body = code.replace('export const notes', 'const notes').replace('export const mp3', 'const mp3');
    if (body === code) throw new Error(`${id} exports no samples; run npm run palettes again`);
    const registered =
      'globalThis.phaserAdaptiveMusicSamples = Object.assign(globalThis.phaserAdaptiveMusicSamples || {}, {';
    return {
      code: `(() => {\n${body}\n${registered} ${JSON.stringify(name)}: { notes, mp3 } });\n})();\n`,
      map: null,
      moduleSideEffects: true,
    };
  },
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      // A script must not contain an export.
      if (chunk.type === 'chunk' && isSamplePack(chunk)) chunk.code = chunk.code.replace(/^export ?\{ ?\};?\s*$/m, '');
    }
  },
};
