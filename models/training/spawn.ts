/** Starts a TypeScript file as a worker thread. */

import { Worker } from 'node:worker_threads';

/** Threads do not inherit the loader of TypeScript files, so they register it before importing their file. */
export function spawnThread(file: URL, workerData: unknown): Worker {
  const code = `
import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => {
  register();
  return import(${JSON.stringify(file.href)});
});
`;
  return new Worker(code, { eval: true, workerData });
}
