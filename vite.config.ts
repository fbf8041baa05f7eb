/** The demo game and the studio are served and built from the plugin's sources under the package's public names, as a user's page would import them. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Plugin, UserConfig } from 'vite';
import { swappedModules } from './scripts/build/swapped-modules.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The package's entries by the name of their built file, and the sources they come from. */
export const ENTRIES: Readonly<Record<string, string>> = {
  index: here('./plugin/index.ts'),
  headless: here('./plugin/headless.ts'),
  render: here('./plugin/render.ts'),
  overlay: here('./plugin/overlay/index.ts'),
  scene: here('./plugin/scene.ts'),
  player: here('./plugin/player.ts'),
};

const PHRASE_WORKER = here('./plugin/generate/worker/phrase-worker.ts');

/** The public name of an entry, as a game imports it. */
export function publicName(entry: string): string {
  return entry === 'index' ? 'phaser-adaptive-music' : `phaser-adaptive-music/${entry}`;
}

/** The package's public names, led to their sources, so that nothing has to be built before it is tried. */
export const sourceAliases = Object.entries({ ...ENTRIES, 'phrase-worker': PHRASE_WORKER }).map(([entry, source]) => ({
  find: new RegExp(`^${publicName(entry)}(?=$|\\?)`),
  replacement: source,
}));

/** What is built carries the wasm binary compressed, for `wasm-binary.ts` to unpack. */
export const packedWasm: Plugin = {
  name: 'packed-wasm',
  apply: 'build',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith('/tfjs-backend-wasm-simd.wasm?url&inline')) return null;
    const text = gzipSync(readFileSync(id.slice(0, id.indexOf('?'))), { level: 9 }).toString('base64');
    return `export default ${JSON.stringify(`data:application/gzip;base64,${text}`)};`;
  },
};

/** From the sources, weights are read from disk; a page that composes with the `headless` entry needs them as modules. */
const weightsForPages = swappedModules(here('.'), {
  'plugin/generate/own-binary.ts': 'plugin/generate/worker/wasm-binary.ts',
  'plugin/generate/own-weights.ts': 'plugin/generate/worker/shipped-model.ts',
});

/** The composer has the drummer with it; only a game loads it later. */
const QUIET = { checks: { ineffectiveDynamicImport: false, pluginTimings: false } };

/** The studio. Its worker loads parts of itself when it needs them, which only module workers can do. */
export const studio = {
  root: here('./studio'),
  base: './',
  resolve: { alias: sourceAliases },
  plugins: [packedWasm, weightsForPages],
  build: { outDir: here('./dist/demo/studio'), emptyOutDir: true, chunkSizeWarningLimit: 4000, rolldownOptions: QUIET },
  worker: { format: 'es', plugins: () => [packedWasm, weightsForPages], rolldownOptions: QUIET },
} satisfies UserConfig;

export default {
  root: here('./demo-game'),
  base: './',
  // The plugin, its weights and its samples live beside the game's folder.
  server: { fs: { allow: [here('.')] } },
  // Of the studio, which is not below the root: found later, they would reload its page.
  optimizeDeps: { include: ['comlink', 'fflate', 'idb'] },
  resolve: { alias: sourceAliases },
  plugins: [packedWasm, weightsForPages],
  build: { outDir: here('./dist/demo'), emptyOutDir: true, chunkSizeWarningLimit: 4000 },
  worker: { format: 'iife' },
} satisfies UserConfig;
