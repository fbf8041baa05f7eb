/** A training thread: draws its batches, computes its gradient, updates its share of the parameters. */

import { parentPort, workerData } from 'node:worker_threads';
import { random } from '../../plugin/internal.ts';
import type { Stretch } from '../corpus/stretches.ts';
import { adamUpdate, squaredNorm } from './adam.ts';
import { startBackend } from './backend.ts';
import { type Conditioning, drawConditioning, makeBatch, type Window, windowSampler } from './batch.ts';
import { type EpochLog, type RunState, saveBest, saveCheckpoint } from './checkpoint.ts';
import { type Loss, pass } from './gradient.ts';
import { networkLayout } from './network.ts';
import { learningRate } from './settings.ts';
import { CONTROL, meet, type SharedState, SLOT } from './shared.ts';
import { validationWindows } from './validation.ts';

/** The input of a thread. */
export interface ThreadTask {
  readonly index: number;
  readonly train: readonly Stretch[];
  readonly valid: readonly Stretch[];
  readonly folder: string;
  readonly run: RunState;
  readonly state: SharedState;
  /** Whether the starting weights are trained: then they are validated before the first update, as the best so far. */
  readonly trained: boolean;
}

/** Messages of thread 0 to the trainer. */
export type ThreadMessage =
  | {
      readonly kind: 'progress';
      readonly run: Omit<RunState, 'log' | 'settings'>;
      /** Share of the run that is done, 0..1. */
      readonly share: number;
      readonly train: number;
      readonly notesPerSecond: number;
    }
  | { readonly kind: 'start'; readonly valid: number }
  | { readonly kind: 'epoch'; readonly log: EpochLog }
  | { readonly kind: 'done'; readonly why: string };

const task = workerData as ThreadTask;
const { index, state, run } = task;
const { settings } = run;
const { threads } = settings;
const layout = networkLayout(settings.size);
const leader = index === 0;
const tell = (message: ThreadMessage) => parentPort?.postMessage(message);
const share = {
  from: Math.floor((layout.total * index) / threads),
  to: Math.floor((layout.total * (index + 1)) / threads),
};

await startBackend();
const draw = windowSampler(task.train);
const validation = validationWindows(task.valid, settings.steps).filter((_, i) => i % threads === index);

/** Why a run stops, written by thread 0 for all. */
const STOP = { no: 0, time: 1, asked: 2, patience: 3, epochs: 4 } as const;
const REASONS: Readonly<Record<number, string>> = {
  [STOP.time]: 'time is up',
  [STOP.asked]: 'stopped',
  [STOP.patience]: `no better for ${settings.patience} epochs`,
  [STOP.epochs]: `${settings.epochs} epochs are done`,
};
/** Milliseconds between two progress reports. */
const TELL_EVERY = 500;
/** Training after the last validation is validated at the end if it is at least this share of an epoch. */
const LAST_SHARE = 0.125;

let since = { loss: 0, notes: 0, time: performance.now() };
let lastTick = performance.now();
let lastReport = Number.NEGATIVE_INFINITY;
let validatedAt = run.notes;
meet(state.barrier, threads);
if (task.trained) validateStart();
while (state.control[CONTROL.stop] === STOP.no) {
  const update = ++run.update;
  const chance = random(`${settings.seed} update ${update} thread ${index}`);
  const windows = Array.from({ length: settings.batch }, () => draw(chance));
  const batch = makeBatch(
    windows,
    windows.map(() => drawConditioning(chance)),
    settings.steps,
  );
  report(
    pass(layout, state.parameters, batch, { gradient: state.gradients[index]!, dropout: settings.dropout, chance }),
  );
  meet(state.barrier, threads);
  const sum = totals();
  run.notes += sum.notes;
  state.slots[index * SLOT.width + SLOT.norm] = squaredNorm(state.gradients, share);
  if (leader) lead(update, sum);
  meet(state.barrier, threads);
  let norm = 0;
  for (let t = 0; t < threads; t++) norm += state.slots[t * SLOT.width + SLOT.norm]!;
  const clip = Math.min(1, settings.clip / Math.sqrt(norm));
  adamUpdate(state, share, update, state.control[CONTROL.rate]!, clip);
  meet(state.barrier, threads);
  if (run.notes >= (run.epoch + 1) * settings.epochNotes) endEpoch();
}
if (leader) saveCheckpoint(task.folder, run, state);
const stop = state.control[CONTROL.stop]!;
const more = stop !== STOP.asked && run.notes - validatedAt > LAST_SHARE * settings.epochNotes;
// Without any validation there would be no weights to publish.
if ((run.epoch === 0 && run.start === undefined) || more) endEpoch();
if (leader) tell({ kind: 'done', why: REASONS[stop]! });

function report(loss: Loss): void {
  const base = index * SLOT.width;
  state.slots[base + SLOT.duration] = loss.duration;
  state.slots[base + SLOT.pitch] = loss.pitch;
  state.slots[base + SLOT.notes] = loss.notes;
}

function totals(): { duration: number; pitch: number; notes: number } {
  const sum = { duration: 0, pitch: 0, notes: 0 };
  for (let t = 0; t < threads; t++) {
    sum.duration += state.slots[t * SLOT.width + SLOT.duration]!;
    sum.pitch += state.slots[t * SLOT.width + SLOT.pitch]!;
    sum.notes += state.slots[t * SLOT.width + SLOT.notes]!;
  }
  return sum;
}

/** Between two barriers, by thread 0 alone: counts, checks limits, sets the learning rate. */
function lead(update: number, sum: { duration: number; pitch: number; notes: number }): void {
  since.loss += sum.duration + sum.pitch;
  since.notes += sum.notes;
  const now = performance.now();
  run.seconds += (now - lastTick) / 1000;
  lastTick = now;
  const time = run.seconds / 3600 / settings.hours;
  const epochs = settings.epochs ? run.notes / (settings.epochs * settings.epochNotes) : 0;
  const share = Math.max(time, epochs);
  state.control[CONTROL.rate] = learningRate(settings, update, share);
  if (time >= 1) state.control[CONTROL.stop] = STOP.time;
  if (epochs >= 1) state.control[CONTROL.stop] = STOP.epochs;
  if (state.control[CONTROL.asked] === 1) state.control[CONTROL.stop] = STOP.asked;
  if (now - lastReport > TELL_EVERY) {
    lastReport = now;
    const { log: _log, settings: _settings, ...where } = run;
    tell({ kind: 'progress', run: where, share, train: bits(since.loss, since.notes), notesPerSecond: rateSince() });
  }
}

function rateSince(): number {
  return Math.round((since.notes * 1000) / (performance.now() - since.time));
}

function bits(nats: number, notes: number): number {
  return nats / Math.max(1, notes) / Math.LN2;
}

/** Validates the starting weights. */
function validateStart(): void {
  report(validate(validation));
  meet(state.barrier, threads);
  const sum = totals();
  run.start = run.best = bits(sum.duration + sum.pitch, sum.notes);
  if (leader) {
    saveBest(task.folder, state);
    tell({ kind: 'start', valid: round(run.start) });
    lastTick = performance.now();
    since = { loss: 0, notes: 0, time: lastTick };
  }
  meet(state.barrier, threads);
}

/** Validates the averaged weights; all threads share the work, thread 0 writes the log. */
function endEpoch(): void {
  const loss = validate(validation);
  report(loss);
  meet(state.barrier, threads);
  const sum = totals();
  run.epoch++;
  validatedAt = run.notes;
  if (leader) {
    const valid = bits(sum.duration + sum.pitch, sum.notes);
    const log: EpochLog = {
      epoch: run.epoch,
      update: run.update,
      hours: round(run.seconds / 3600),
      rate: round(state.control[CONTROL.rate]!, 6),
      train: round(bits(since.loss, since.notes)),
      valid: round(valid),
      validDuration: round(bits(sum.duration, sum.notes)),
      validPitch: round(bits(sum.pitch, sum.notes)),
      notesPerSecond: rateSince(),
    };
    run.log.push(log);
    if (valid < run.best) {
      run.bestEpoch = run.epoch;
      saveBest(task.folder, state);
    } else if (run.epoch - run.bestEpoch >= settings.patience && state.control[CONTROL.stop] === STOP.no)
      state.control[CONTROL.stop] = STOP.patience;
    run.best = Math.min(run.best, valid);
    saveCheckpoint(task.folder, run, state);
    tell({ kind: 'epoch', log });
    since = { loss: 0, notes: 0, time: performance.now() };
  }
  meet(state.barrier, threads);
}

function validate(windows: readonly { window: Window; conditioning: Conditioning }[]): Loss {
  const total = { duration: 0, pitch: 0, notes: 0 };
  for (let from = 0; from < windows.length; from += 64) {
    const chunk = windows.slice(from, from + 64);
    const batch = makeBatch(
      chunk.map((w) => w.window),
      chunk.map((w) => w.conditioning),
      settings.steps,
    );
    const loss = pass(layout, state.average, batch);
    total.duration += loss.duration;
    total.pitch += loss.pitch;
    total.notes += loss.notes;
  }
  return total;
}

function round(value: number, digits = 4): number {
  return Number(value.toFixed(digits));
}
