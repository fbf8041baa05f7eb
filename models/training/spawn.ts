/** Starts a TypeScript file as a worker thread. */

import { Worker } from 'node:worker_threads';

/** A thread does not inherit the loader of TypeScript files, so it registers it before it imports its own file. */
export function spawnThread(file: URL, workerData: unknown): Worker {
  const code = `
import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => {
  register();
  return import(${JSON.stringify(file.href)});
});
`;
  return new Worker(code, { eval: true, workerData });
}
