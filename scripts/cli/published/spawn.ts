/** Starts a file of the published commands as a worker thread. Replaces `models/training/spawn.ts` in their build. */

import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';

/** @param file the source of the thread, which the build has compiled into the folder of the commands under its own name. */
export function spawnThread(file: URL, workerData: unknown): Worker {
  const built = `./${basename(file.pathname, '.ts')}.js`;
  return new Worker(new URL(built, import.meta.url), { workerData });
}
