/** A thread of the worker pool: receives jobs, returns passages. */

import { parentPort, workerData } from 'node:worker_threads';
import { composePhrase, lstmSteps, readWeights, startTensors } from '../../plugin/internal.ts';
import { readModelFiles } from '../weights/read.ts';
import { type Passage, passageOfPhrase } from './passage.ts';
import { writePeriod } from './scene.ts';
import type { Delivery, Job, WorkerTask } from './worker-pool.ts';

const { folder } = workerData as { readonly folder: string };
await startTensors();
const model = lstmSteps(readWeights(readModelFiles(folder), folder));

function write(job: Job): Passage {
  return job.kind === 'period' ? writePeriod(model, job.brief) : passageOfPhrase(composePhrase(model, job.request));
}

parentPort!.on('message', ({ first, jobs }: WorkerTask) => {
  const delivery: Delivery = { first, passages: jobs.map(write) };
  parentPort!.postMessage(delivery);
});
