/** The demo game as it would be published: built, and served from a folder of its own. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, build, preview } from 'vite';
import demo from '../../vite.config.ts';

/** Not at the top of its site, as on a page of somebody's. */
const SUB_PATH = '/games/well/';

/** A game being served. */
export interface ServedDemo {
  /** Where it is, with a closing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Builds the demo game into a temporary folder and serves it under a sub-path on a free port until closed.
 * @param rolldownOptions how the bundle is cut, for those who look at its parts
 */
export async function serveDemo(rolldownOptions: BuildOptions['rolldownOptions'] = {}): Promise<ServedDemo> {
  const outDir = mkdtempSync(join(tmpdir(), 'demo-game-'));
  const config = { ...demo, configFile: false, logLevel: 'warn' } as const;
  await build({ ...config, build: { ...demo.build, outDir, rolldownOptions } });
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
