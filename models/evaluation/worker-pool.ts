/**
 * Writes passages on several threads, each with its own network. The result depends only on the jobs, not on the number or
 * timing of the threads.
 */

import type { Worker } from 'node:worker_threads';
import type { PhraseRequest } from '../../plugin/internal.ts';
import { spawnThread } from '../training/spawn.ts';
import type { Passage } from './passage.ts';
import type { PeriodBrief } from './scene.ts';

/** A passage to write: a single phrase, or a period of eight bars. */
export type Job =
  | { readonly kind: 'phrase'; readonly request: PhraseRequest }
  | { readonly kind: 'period'; readonly brief: PeriodBrief };

/** A message to and from a thread: jobs with the index of the first, or the passages. */
export interface WorkerTask {
  readonly first: number;
  readonly jobs: readonly Job[];
}
export interface Delivery {
  readonly first: number;
  readonly passages: readonly Passage[];
}

/** Jobs per message: few, so that no thread is idle long at the end. */
const JOBS_PER_TASK = 8;

/** A pool of writing threads. */
export interface WorkerPool {
  /** Writes all jobs and returns their passages in order. Rejects if a thread fails. */
  write(jobs: readonly Job[], onProgress?: (done: number) => void): Promise<Passage[]>;
  /** Terminates the threads. */
  close(): void;
}

/** Starts threads that write with a model folder. */
export function openWorkerPool(folder: string, threads: number): WorkerPool {
  const workers = Array.from({ length: threads }, () =>
    spawnThread(new URL('./writer.ts', import.meta.url), { folder }),
  );
  return {
    write: (jobs, onProgress = () => {}) => writeAll(workers, jobs, onProgress),
    close() {
      for (const worker of workers) void worker.terminate();
    },
  };
}

function writeAll(
  workers: readonly Worker[],
  jobs: readonly Job[],
  onProgress: (done: number) => void,
): Promise<Passage[]> {
  if (jobs.length === 0) return Promise.resolve([]);
  const passages = new Array<Passage>(jobs.length);
  let given = 0;
  let done = 0;
  return new Promise((resolve, reject) => {
    const give = (worker: Worker) => {
      if (given >= jobs.length) return;
      const task: WorkerTask = { first: given, jobs: jobs.slice(given, given + JOBS_PER_TASK) };
      given += task.jobs.length;
      worker.postMessage(task);
    };
    for (const worker of workers) {
      worker.removeAllListeners();
      worker.on('error', reject);
      worker.on('message', (delivery: Delivery) => {
        delivery.passages.forEach((passage, i) => {
          passages[delivery.first + i] = passage;
        });
        done += delivery.passages.length;
        onProgress(done);
        if (done === jobs.length) resolve(passages);
        else give(worker);
      });
      give(worker);
    }
  });
}
