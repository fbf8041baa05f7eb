/** The pages that the engines open: each built as it would be published, with an ear in it. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, preview, type UserConfig } from 'vite';
import demo, { packedWasm, sourceAliases, studio } from '../../vite.config.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const ear: Plugin = {
  name: 'ear',
  transformIndexHtml: () => [{ tag: 'script', attrs: { src: './ear.js' }, injectTo: 'head-prepend' }],
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'ear.js', source: readFileSync(here('./pages/ear.js')) });
  },
};

const shared = { base: './', resolve: { alias: sourceAliases }, worker: { format: 'iife' } } satisfies UserConfig;

const PAGES = {
  demo,
  'strict-csp': { ...shared, root: here('../../examples/strict-csp'), plugins: [packedWasm] },
  rates: { ...shared, root: here('./pages/rates'), plugins: [packedWasm] },
  // The studio's plugins put the shipped weights into modules, as pages have no disk.
  inside: { ...studio, root: here('./pages/inside') },
} satisfies Record<string, UserConfig>;

/** Names of the pages. */
export type PageName = keyof typeof PAGES;

/** Pages being served. */
export interface ServedPages {
  url(name: PageName): string;
  close(): Promise<void>;
}

/** Builds pages into a temporary folder and serves them on a free port until closed. */
export async function servePages(...names: readonly PageName[]): Promise<ServedPages> {
  const folder = mkdtempSync(join(tmpdir(), 'engine-pages-'));
  for (const name of names) {
    const page: UserConfig = PAGES[name];
    await build({
      ...page,
      configFile: false,
      logLevel: 'error',
      plugins: [...(page.plugins ?? []), ear],
      build: { ...page.build, outDir: join(folder, name), emptyOutDir: true, chunkSizeWarningLimit: 8000 },
    });
  }
  const server = await preview({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: { outDir: folder },
    preview: { port: 0, host: '127.0.0.1' },
  });
  return {
    url: (name) => `${server.resolvedUrls!.local[0]!}${name}/`,
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
