/** Runs training: shared memory, threads, checkpoints. Needs no main loop of its own, the threads keep step by themselves. */

import type { Worker } from 'node:worker_threads';
import type { NetworkWeights } from '../../plugin/headless.ts';
import { loadRun, loadState, type RunState } from './checkpoint.ts';
import { grownParameters } from './grow.ts';
import { initialParameters, networkLayout } from './network.ts';
import type { TrainingSettings } from './settings.ts';
import { CONTROL, sharedState } from './shared.ts';
import { spawnThread } from './spawn.ts';
import type { ThreadMessage, ThreadTask } from './thread.ts';

/** A training run under way. */
export interface Training {
  /** Resolves when it is done, with the reason; rejects if a thread fails. */
  readonly done: Promise<string>;
  /** Saves a checkpoint and ends. */
  stop(): void;
}

/** Starts or resumes a run in a folder. */
export function startTraining(options: {
  readonly corpus: string;
  readonly folder: string;
  readonly settings: TrainingSettings;
  readonly resume: boolean;
  /** Trained weights to start from; they may be smaller than the settings say. */
  readonly from?: NetworkWeights | undefined;
  readonly onMessage: (message: ThreadMessage) => void;
}): Training {
  const run = options.resume ? resumed(options.folder, options.settings) : fresh(options.settings);
  const layout = networkLayout(run.settings.size);
  const state = sharedState(layout, run.settings.threads);
  if (options.resume) loadState(options.folder, state);
  else {
    const { seed } = run.settings;
    state.parameters.set(options.from ? grownParameters(layout, options.from, seed) : initialParameters(layout, seed));
    state.average.set(state.parameters);
  }
  const workers: Worker[] = [];
  const done = new Promise<string>((resolve, reject) => {
    for (let index = 0; index < run.settings.threads; index++) {
      const task: ThreadTask = { index, corpus: options.corpus, folder: options.folder, run, state };
      const worker = spawnThread(new URL('./thread.ts', import.meta.url), task);
      worker.on('error', reject);
      worker.on('message', (message: ThreadMessage) => {
        options.onMessage(message);
        if (message.kind === 'done') resolve(message.why);
      });
      workers.push(worker);
    }
  }).finally(() => {
    for (const worker of workers) void worker.terminate();
  });
  return {
    done,
    stop() {
      state.control[CONTROL.asked] = 1;
    },
  };
}

function fresh(settings: TrainingSettings): RunState {
  return { settings, update: 0, epoch: 0, seconds: 0, notes: 0, best: Number.MAX_VALUE, bestEpoch: 0, log: [] };
}

/** Sizes and batches stay as they were; how long to go on may be set anew. */
function resumed(folder: string, settings: TrainingSettings): RunState {
  const run = loadRun(folder);
  return { ...run, settings: { ...run.settings, hours: settings.hours, patience: settings.patience } };
}
