/** The demo game and the studio as they would be published: built, and each served from a folder of its own. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, build, preview, type UserConfig } from 'vite';
import demo, { studio } from '../../vite.config.ts';

/** Not at the top of its site, as on a page of somebody's. */
const SUB_PATH = '/games/well/';

/** A page being served. */
export interface ServedDemo {
  /** Where it is, with a closing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Builds the demo game into a temporary folder and serves it under a sub-path on a free port until closed.
 * @param rolldownOptions how the bundle is cut, for those who look at its parts
 */
export function serveDemo(rolldownOptions: BuildOptions['rolldownOptions'] = {}): Promise<ServedDemo> {
  return serve({ ...demo, build: { ...demo.build, rolldownOptions } });
}

/** Builds the studio, and serves it in the same way. */
export function serveStudio(): Promise<ServedDemo> {
  return serve(studio);
}

async function serve(page: UserConfig): Promise<ServedDemo> {
  const outDir = mkdtempSync(join(tmpdir(), 'built-page-'));
  const config = { ...page, configFile: false, logLevel: 'warn' } as const;
  await build({ ...config, build: { ...page.build, outDir } });
  const server = await preview({
    ...config,
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
    base: SUB_PATH,
  });
  return {
    url: server.resolvedUrls!.local[0]!,
    async close() {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
