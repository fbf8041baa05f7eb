/** The folder of a training run: its checkpoint (`state.bin`, `run.json`) and its log. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../cli/files.ts';
import type { TrainingSettings } from './settings.ts';
import type { SharedState } from './shared.ts';

/** One entry of the training log. Losses are in bits per note, on the validation split with all controls withheld. */
export interface EpochLog {
  readonly epoch: number;
  readonly update: number;
  readonly hours: number;
  readonly rate: number;
  /** Loss on the training windows since the previous entry (with dropout). */
  readonly train: number;
  readonly valid: number;
  readonly validDuration: number;
  readonly validPitch: number;
  readonly notesPerSecond: number;
}

/** The state of a run. */
export interface RunState {
  settings: TrainingSettings;
  update: number;
  epoch: number;
  seconds: number;
  notes: number;
  best: number;
  bestEpoch: number;
  /** Validation loss of the starting weights, if it started from trained ones. */
  start?: number;
  log: EpochLog[];
}

/** Writes a checkpoint atomically. */
export function saveCheckpoint(folder: string, run: RunState, state: SharedState): void {
  const arrays = [state.parameters, state.average, state.moment1, state.moment2];
  const bytes = Buffer.concat(arrays.map((a) => Buffer.from(a.buffer.slice(0) as ArrayBuffer)));
  writeFileAtomic(join(folder, 'state.bin'), bytes, true);
  writeFileAtomic(join(folder, 'run.json'), JSON.stringify(run, null, 1), true);
}

/** Writes the averaged weights with the best validation. */
export function saveBest(folder: string, state: SharedState): void {
  writeFileAtomic(join(folder, 'best.bin'), Buffer.from(state.average.buffer.slice(0) as ArrayBuffer), true);
}

/** Whether a folder contains a run that can be resumed. */
export function hasRun(folder: string): boolean {
  return existsSync(join(folder, 'run.json'));
}

/** Reads the state of a run. @throws Error if the folder contains none. */
export function loadRun(folder: string): RunState {
  const file = join(folder, 'run.json');
  if (!hasRun(folder)) throw new Error(`no checkpoint in ${folder}; start without --resume`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error(`${file} is not JSON; start again in another folder`);
  }
}

/** Restores shared memory from a checkpoint. @throws Error if its size does not match the network. */
export function loadState(folder: string, state: SharedState): void {
  const bytes = readFileSync(join(folder, 'state.bin'));
  const arrays = [state.parameters, state.average, state.moment1, state.moment2];
  const size = state.parameters.byteLength;
  if (bytes.length !== size * arrays.length) {
    throw new Error(
      `${folder}/state.bin has ${bytes.length} bytes, ${size * arrays.length} expected; was it made with other sizes?`,
    );
  }
  arrays.forEach((array, i) => {
    array.set(
      new Float32Array(
        bytes.buffer.slice(bytes.byteOffset + i * size, bytes.byteOffset + (i + 1) * size) as ArrayBuffer,
      ),
    );
  });
}
