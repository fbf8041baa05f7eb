/**
 * The network of typical tutorials, as a baseline: recent pitches in, two LSTM layers of 256 with dropout, softmax over the
 * next pitch. It has no rhythm, meter or chords. Pitches are relative to the tonic, rests are a symbol, and it is trained on
 * the windows of the phrase network, at every position instead of the last alone, which only improves it.
 */

import { setImmediate } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { PITCH_SYMBOLS, type Random, random } from '../../plugin/internal.ts';
import type { Stretch } from '../corpus/stretches.ts';
import { adamUpdate, squaredNorm } from './adam.ts';
import { type Window, windowSampler } from './batch.ts';
import { dropAll, dropoutMask, softmaxGradient } from './gradient.ts';
import { backwardLayer, forwardLayer, layerWeights } from './lstm-layer.ts';
import { GATES, initialParameters, type PieceLayout, pieceLayout, pieceOf } from './network.ts';
import { sharedState } from './shared.ts';
import { validationWindows } from './validation.ts';

/** Sizes that most tutorials use; the window is that of the phrase network. */
export const TUTORIAL = { units: 256, dropout: 0.2, steps: 64, batch: 32, rate: 2e-3, clip: 1 } as const;

/** Number of input symbols: pitches, the rest, and "none yet". */
const INPUTS = PITCH_SYMBOLS + 1;

type T2 = tf.Tensor2D;

/** The layout of its weights in a flat array. */
export const TUTORIAL_LAYOUT: PieceLayout = pieceLayout([
  ...GATES.map((gate) => [`lstm1/${gate}`, INPUTS + TUTORIAL.units, TUTORIAL.units] as const),
  ...GATES.map((gate) => [`lstm2/${gate}`, 2 * TUTORIAL.units, TUTORIAL.units] as const),
  ['pitch', TUTORIAL.units, PITCH_SYMBOLS],
]);

/** Windows of pitches, row = time * size + window: inputs, targets, and 1 or 0 as the weight of each row. */
export interface PitchBatch {
  readonly steps: number;
  readonly size: number;
  readonly before: Uint8Array;
  readonly pitch: Uint8Array;
  readonly mask: Float32Array;
  readonly notes: number;
}

/** Makes a batch of windows. */
export function pitchBatch(windows: readonly Window[], steps: number): PitchBatch {
  const size = windows.length;
  const before = new Uint8Array(steps * size).fill(PITCH_SYMBOLS);
  const pitch = new Uint8Array(steps * size);
  const mask = new Float32Array(steps * size);
  let notes = 0;
  windows.forEach(({ stretch, start }, b) => {
    for (let t = 0; t < steps && start + t < stretch.pitch.length; t++) {
      const row = t * size + b;
      if (t > 0) before[row] = stretch.pitch[start + t - 1]!;
      pitch[row] = stretch.pitch[start + t]!;
      mask[row] = 1;
      notes++;
    }
  });
  return { steps, size, before, pitch, mask, notes };
}

/** Runs a batch; returns the summed cross-entropy in nats, and writes gradients if an array is given. */
export function tutorialPass(
  parameters: Float32Array,
  batch: PitchBatch,
  training?: { readonly gradient: Float32Array; readonly chance: Random },
): number {
  tf.engine().startScope();
  try {
    return run(parameters, batch, training);
  } finally {
    tf.engine().endScope();
  }
}

function run(
  parameters: Float32Array,
  batch: PitchBatch,
  training?: { readonly gradient: Float32Array; readonly chance: Random },
): number {
  const { steps, size } = batch;
  const { units, dropout } = TUTORIAL;
  const layer1 = layerWeights(TUTORIAL_LAYOUT, parameters, 'lstm1');
  const layer2 = layerWeights(TUTORIAL_LAYOUT, parameters, 'lstm2');
  const masks = [0, 1].map(() => (training ? dropoutMask(size, units, { dropout, ...training }) : null));
  const trace1 = forwardLayer(layer1, oneHotSteps(batch), units, size);
  const trace2 = forwardLayer(layer2, dropAll(trace1.output, masks[0]!), units, size);
  const top = tf.concat2d(dropAll(trace2.output, masks[1]!), 0);
  const kernel = tf.tensor2d(pieceOf(parameters, TUTORIAL_LAYOUT, 'pitch/kernel'), [units, PITCH_SYMBOLS]);
  const logits = tf.add(tf.matMul(top, kernel), tf.tensor1d(pieceOf(parameters, TUTORIAL_LAYOUT, 'pitch/bias')));
  const { loss, delta } = softmaxGradient(logits.dataSync() as Float32Array, batch.pitch, PITCH_SYMBOLS, batch);
  if (!training) return loss;
  const { gradient } = training;
  const dLogits = tf.tensor2d(delta, [steps * size, PITCH_SYMBOLS]);
  const write = (name: string, value: tf.Tensor) =>
    pieceOf(gradient, TUTORIAL_LAYOUT, name).set(value.dataSync() as Float32Array);
  write('pitch/kernel', tf.matMul(tf.transpose(top), dLogits));
  write('pitch/bias', tf.sum(dLogits, 0));
  const dTop = tf.matMul(dLogits, tf.transpose(kernel)).dataSync() as Float32Array;
  const dSteps: T2[] = [];
  for (let t = 0; t < steps; t++)
    dSteps.push(tf.tensor2d(dTop.subarray(t * size * units, (t + 1) * size * units), [size, units]));
  const between = backwardLayer(TUTORIAL_LAYOUT, 'lstm2', layer2, trace2, dropAll(dSteps, masks[1]!), units, gradient);
  backwardLayer(TUTORIAL_LAYOUT, 'lstm1', layer1, trace1, dropAll(between, masks[0]!), units, gradient);
  return loss;
}

function oneHotSteps({ steps, size, before }: PitchBatch): T2[] {
  return Array.from({ length: steps }, (_, t) => {
    const hot = new Float32Array(size * INPUTS);
    for (let b = 0; b < size; b++) hot[b * INPUTS + before[t * size + b]!] = 1;
    return tf.tensor2d(hot, [size, INPUTS]);
  });
}

/** A training run of the baseline. */
export interface TutorialRun {
  /** The averaged weights with the best validation. */
  readonly parameters: Float32Array;
  /** Events drawn until then. */
  readonly notes: number;
  /** Bits per event on the validation windows. */
  readonly valid: number;
}

/** Updates between two validations. */
const EPOCH = 200;

/**
 * Trains the baseline on one thread until `events` have been drawn, and calls `onEpoch` after each validation with the best
 * state so far and the events drawn. Continues from `begun`, if given.
 */
export async function trainTutorial(
  sets: { readonly train: readonly Stretch[]; readonly valid: readonly Stretch[] },
  events: number,
  begun: TutorialRun | null,
  onEpoch: (best: TutorialRun, drawn: number) => void,
): Promise<TutorialRun> {
  const state = sharedState(TUTORIAL_LAYOUT, 1);
  state.parameters.set(begun?.parameters ?? initialParameters(TUTORIAL_LAYOUT, 'tutorial'));
  state.average.set(state.parameters);
  const gradient = state.gradients[0]!;
  const all = { from: 0, to: TUTORIAL_LAYOUT.total };
  const draw = windowSampler(sets.train);
  const validation = validationWindows(sets.valid, TUTORIAL.steps).map(({ window }) => window);
  let best = begun;
  let drawn = begun?.notes ?? 0;
  for (let update = 1; ; update++) {
    await setImmediate(); // or nobody could interrupt it
    const chance = random(`tutorial ${drawn}`);
    const windows = Array.from({ length: TUTORIAL.batch }, () => draw(chance));
    const batch = pitchBatch(windows, TUTORIAL.steps);
    tutorialPass(state.parameters, batch, { gradient, chance });
    drawn += batch.notes;
    const clip = Math.min(1, TUTORIAL.clip / Math.sqrt(squaredNorm(state.gradients, all)));
    adamUpdate(state, all, update, rateAt(update, drawn / events), clip);
    if (update % EPOCH !== 0 && drawn < events) continue;
    const valid = tutorialBits(state.average, validation);
    if (!best || valid < best.valid) best = { parameters: state.average.slice(), notes: drawn, valid };
    onEpoch(best, drawn);
    if (drawn >= events) return best;
  }
}

/** The learning rate: rises over a hundred updates, then falls along a cosine. */
function rateAt(update: number, progress: number): number {
  const cosine = (1 + Math.cos(Math.PI * Math.min(1, progress))) / 2;
  return TUTORIAL.rate * Math.min(1, update / 100) * (0.02 + 0.98 * cosine);
}

/** Bits per event over windows, each from a zero state. */
function tutorialBits(parameters: Float32Array, windows: readonly Window[]): number {
  let nats = 0;
  let notes = 0;
  for (let from = 0; from < windows.length; from += 64) {
    const batch = pitchBatch(windows.slice(from, from + 64), TUTORIAL.steps);
    nats += tutorialPass(parameters, batch);
    notes += batch.notes;
  }
  return nats / Math.max(1, notes) / Math.LN2;
}

/** Most rows per batch: the forward pass keeps the results of each step. */
const MOST_ROWS = 16_000;

/** Bits per event of whole stretches, each from its first event to its last. */
export function scoreTutorial(
  parameters: Float32Array,
  stretches: readonly Stretch[],
  onProgress?: (share: number) => void,
): number {
  const longestFirst = [...stretches].sort((a, b) => b.pitch.length - a.pitch.length);
  let nats = 0;
  let notes = 0;
  for (let from = 0; from < longestFirst.length; ) {
    const steps = longestFirst[from]!.pitch.length;
    const side = longestFirst.slice(from, from + Math.max(1, Math.floor(MOST_ROWS / steps)));
    const windows = side.map((stretch) => ({ stretch, start: 0 }));
    const batch = pitchBatch(windows, steps);
    nats += tutorialPass(parameters, batch);
    notes += batch.notes;
    from += side.length;
    onProgress?.(from / longestFirst.length);
  }
  return nats / Math.max(1, notes) / Math.LN2;
}
