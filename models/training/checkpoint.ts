/** A training run's folder: what is needed to go on (`state.bin`, `run.json`) and the log that people read. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../cli/files.ts';
import type { TrainingSettings } from './settings.ts';
import type { SharedState } from './shared.ts';

/** One line of the training log. Losses are in bits per note, on the validation split with all controls withheld. */
export interface EpochLog {
  readonly epoch: number;
  readonly update: number;
  readonly hours: number;
  readonly rate: number;
  /** On the training windows since the line before (with dropout). */
  readonly train: number;
  readonly valid: number;
  readonly validDuration: number;
  readonly validPitch: number;
  readonly notesPerSecond: number;
}

/** Where a run stands. */
export interface RunState {
  settings: TrainingSettings;
  update: number;
  epoch: number;
  seconds: number;
  notes: number;
  best: number;
  bestEpoch: number;
  /** Validation loss of the trained weights that the run began with, if it did. */
  start?: number;
  log: EpochLog[];
}

/** Writes a checkpoint; a crash in between leaves the one before. */
export function saveCheckpoint(folder: string, run: RunState, state: SharedState): void {
  const arrays = [state.parameters, state.average, state.moment1, state.moment2];
  const bytes = Buffer.concat(arrays.map((a) => Buffer.from(a.buffer.slice(0) as ArrayBuffer)));
  writeFileAtomic(join(folder, 'state.bin'), bytes, true);
  writeFileAtomic(join(folder, 'run.json'), JSON.stringify(run, null, 1), true);
}

/** Writes the averaged weights that did best on validation. */
export function saveBest(folder: string, state: SharedState): void {
  writeFileAtomic(join(folder, 'best.bin'), Buffer.from(state.average.buffer.slice(0) as ArrayBuffer), true);
}

/** Whether a folder holds a run that can go on. */
export function hasRun(folder: string): boolean {
  return existsSync(join(folder, 'run.json'));
}

/** Reads where a run stands. @throws Error if the folder holds none. */
export function loadRun(folder: string): RunState {
  const file = join(folder, 'run.json');
  if (!hasRun(folder)) throw new Error(`no checkpoint in ${folder}; start without --resume`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error(`${file} is not JSON; start again in another folder`);
  }
}

/** Fills shared memory from a checkpoint. @throws Error if its size is not that of the network. */
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
