/** Runs training: shared memory, threads, checkpoints. The threads synchronize themselves, without a main loop here. */

import type { Worker } from 'node:worker_threads';
import type { NetworkWeights } from '../../plugin/internal.ts';
import type { Tune } from '../corpus/record.ts';
import type { Stretch } from '../corpus/stretches.ts';
import { loadRun, loadState, type RunState } from './checkpoint.ts';
import { grownParameters } from './grow.ts';
import { initialParameters, networkLayout } from './network.ts';
import { DEFAULT_SETTINGS, type TrainingSettings } from './settings.ts';
import { CONTROL, sharedState } from './shared.ts';
import { spawnThread } from './spawn.ts';
import type { ThreadMessage, ThreadTask } from './thread.ts';

/** A running training. */
export interface Training {
  /** Resolves with the reason when it ends; rejects if a thread fails. */
  readonly done: Promise<string>;
  /** Saves a checkpoint and stops. */
  stop(): void;
}

/** Starts or resumes a run in a folder. */
export function startTraining(options: {
  /** The training stretches; `valid` those of validation. */
  readonly train: readonly Stretch[];
  readonly valid: readonly Stretch[];
  readonly folder: string;
  readonly settings: TrainingSettings;
  readonly resume: boolean;
  /** Trained weights to start from; they may be smaller than the settings' size. */
  readonly from?: NetworkWeights | undefined;
  readonly onMessage: (message: ThreadMessage) => void;
}): Training {
  const run = options.resume ? loadRun(options.folder) : fresh();
  run.settings = options.settings;
  const layout = networkLayout(run.settings.size);
  const state = sharedState(layout, run.settings.threads);
  if (options.resume) loadState(options.folder, state);
  else {
    const { seed } = run.settings;
    state.parameters.set(options.from ? grownParameters(layout, options.from, seed) : initialParameters(layout, seed));
    state.average.set(state.parameters);
  }
  const data = slim(options);
  const workers: Worker[] = [];
  const done = new Promise<string>((resolve, reject) => {
    for (let index = 0; index < run.settings.threads; index++) {
      const trained = options.from !== undefined && !options.resume;
      const task: ThreadTask = { index, ...data, folder: options.folder, run, state, trained };
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

function fresh(): RunState {
  return {
    settings: DEFAULT_SETTINGS,
    update: 0,
    epoch: 0,
    seconds: 0,
    notes: 0,
    best: Number.MAX_VALUE,
    bestEpoch: 0,
    log: [],
  };
}

/** Stretches without the events of their tunes, which the threads do not need. */
function slim({ train, valid }: Pick<ThreadTask, 'train' | 'valid'>): Pick<ThreadTask, 'train' | 'valid'> {
  const light = new Map<Tune, Tune>();
  const lighter = (stretch: Stretch): Stretch => {
    const tune = light.get(stretch.tune) ?? { ...stretch.tune, events: [], chords: [] };
    light.set(stretch.tune, tune);
    return { ...stretch, tune };
  };
  return { train: train.map(lighter), valid: valid.map(lighter) };
}
