/**
 * One forward and backward pass through the network with tfjs-core ops, without automatic differentiation (back-propagation
 * through time; Hochreiter & Schmidhuber 1997, Werbos 1990). Several times faster than automatic differentiation: time steps
 * are a list of small tensors, each gate has its own matrix, sparse inputs and the softmax are plain arrays, and weight
 * gradients are one product over all steps.
 */

import * as tf from '@tensorflow/tfjs-core';
import { DURATION_COUNT, PITCH_SYMBOLS, type Random } from '../../plugin/internal.ts';
import { AttentionPass } from './attention-pass.ts';
import type { Batch } from './batch.ts';
import { backwardLayer, forwardLayer, layerWeights } from './lstm-layer.ts';
import { foundWidth, type NetworkLayout, pieceOf } from './network.ts';

/** Summed cross-entropies in nats, and the number of notes. */
export interface Loss {
  readonly duration: number;
  readonly pitch: number;
  readonly notes: number;
}

type T2 = tf.Tensor2D;

/** Options of a pass. */
export interface PassOptions {
  /** Receives the gradients (flat, like the parameters); without it only the loss is computed. */
  readonly gradient?: Float32Array;
  /** Share of units dropped after each LSTM layer during training. */
  readonly dropout?: number;
  readonly chance?: Random;
}

/** Runs a batch through the network. The parameters are not changed. */
export function pass(layout: NetworkLayout, parameters: Float32Array, batch: Batch, options: PassOptions = {}): Loss {
  tf.engine().startScope();
  try {
    return runPass(layout, parameters, batch, options);
  } finally {
    tf.engine().endScope();
  }
}

function runPass(layout: NetworkLayout, parameters: Float32Array, batch: Batch, options: PassOptions): Loss {
  const { steps, size } = batch;
  const { embed, units, pitchHidden } = layout.size;
  const rows = steps * size;
  const get = (name: string) => pieceOf(parameters, layout, name);
  const matrix = (name: string) => tf.tensor2d(get(name), layout.pieces.get(name)!.shape as [number, number]);
  const embedded = embedRows(batch, get('embed/kernel'), get('embed/bias'), embed);
  const layer1 = layerWeights(layout, parameters, 'lstm1');
  const layer2 = layerWeights(layout, parameters, 'lstm2');
  const masks = [dropoutMask(size, units, options), dropoutMask(size, units, options)];

  const inputs: T2[] = [];
  for (let t = 0; t < steps; t++) {
    inputs.push(tf.tensor2d(embedded.subarray(t * size * embed, (t + 1) * size * embed), [size, embed]));
  }
  const trace1 = forwardLayer(layer1, inputs, units, size);
  const between = dropAll(trace1.output, masks[0]!);
  const trace2 = forwardLayer(layer2, between, units, size);
  const top = dropAll(trace2.output, masks[1]!);

  // The heads process all rows at once.
  const embedAll = tf.tensor2d(embedded, [rows, embed]);
  const conditioned = tf.concat2d([tf.concat2d(top, 0), embedAll], 1);
  const attention = layout.size.attention ? new AttentionPass(layout, parameters, batch, conditioned) : null;
  const width = foundWidth(layout.size);
  const headInput = attention
    ? tf.concat2d([conditioned, tf.tensor2d(attention.found, [rows, width])], 1)
    : conditioned;
  const durationKernel = matrix('duration/kernel');
  const durationLogits = tf.add(tf.matMul(headInput, durationKernel), matrix('duration/bias'));
  const hot = oneHot(batch.duration, DURATION_COUNT);
  const pitchInput = tf.concat2d([headInput, tf.tensor2d(hot, [rows, DURATION_COUNT])], 1);
  const hiddenKernel = matrix('pitchHidden/kernel');
  const hidden = tf.relu(tf.add(tf.matMul(pitchInput, hiddenKernel), matrix('pitchHidden/bias'))) as T2;
  const pitchKernel = matrix('pitch/kernel');
  const pitchLogits = tf.add(tf.matMul(hidden, pitchKernel), matrix('pitch/bias'));

  const said = [durationLogits, pitchLogits].map((logits) => logits.dataSync()) as [Float32Array, Float32Array];
  attention?.copy(...said);
  const durations = softmaxGradient(said[0], batch.duration, DURATION_COUNT, batch);
  const pitches = softmaxGradient(said[1], batch.pitch, PITCH_SYMBOLS, batch);
  const loss = { duration: durations.loss, pitch: pitches.loss, notes: batch.notes };
  const { gradient } = options;
  if (!gradient) return loss;

  const write = (name: string, value: tf.Tensor) => pieceOf(gradient, layout, name).set(value.dataSync());
  const writeDense = (name: string, input: T2, delta: T2) => {
    write(`${name}/kernel`, tf.matMul(tf.transpose(input), delta));
    write(`${name}/bias`, tf.sum(delta, 0));
  };
  const dDuration = tf.tensor2d(durations.delta, [rows, DURATION_COUNT]);
  const dPitch = tf.tensor2d(pitches.delta, [rows, PITCH_SYMBOLS]);
  writeDense('duration', headInput, dDuration);
  writeDense('pitch', hidden, dPitch);
  const dHidden = tf.mul(tf.matMul(dPitch, tf.transpose(pitchKernel)), tf.step(hidden)) as T2;
  writeDense('pitchHidden', pitchInput, dHidden);
  const read = units + embed + width;
  const dAll = tf.add(
    tf.matMul(dDuration, tf.transpose(durationKernel)),
    tf.matMul(
      dHidden,
      tf.transpose(tf.tensor2d(get('pitchHidden/kernel').subarray(0, read * pitchHidden), [read, pitchHidden])),
    ),
  );
  let dHead: tf.Tensor = dAll;
  if (attention) {
    const dFound = tf.slice(dAll, [0, units + embed], [rows, width]).dataSync() as Float32Array;
    const dConditioned = attention.backward(dFound, durations.delta, pitches.delta, gradient);
    dHead = tf.add(tf.slice(dAll, [0, 0], [rows, units + embed]), dConditioned);
  }
  const dTop = tf.slice(dHead, [0, 0], [rows, units]).dataSync() as Float32Array;
  const dEmbed = tf.slice(dHead, [0, units], [rows, embed]).dataSync() as Float32Array;

  const dTopSteps: T2[] = [];
  for (let t = 0; t < steps; t++) {
    dTopSteps.push(tf.tensor2d(dTop.subarray(t * size * units, (t + 1) * size * units), [size, units]));
  }
  const dBetween = backwardLayer(layout, 'lstm2', layer2, trace2, dropAll(dTopSteps, masks[1]!), units, gradient);
  const dInputs = backwardLayer(layout, 'lstm1', layer1, trace1, dropAll(dBetween, masks[0]!), units, gradient);
  const dFromLstm = tf.concat2d(dInputs, 0).dataSync() as Float32Array;
  for (let i = 0; i < dEmbed.length; i++) dEmbed[i]! += dFromLstm[i]!;
  scatterEmbed(
    batch,
    dEmbed,
    pieceOf(gradient, layout, 'embed/kernel'),
    pieceOf(gradient, layout, 'embed/bias'),
    embed,
  );
  return loss;
}

/** Embeds sparse rows: in plain arrays far cheaper than a dense product of mostly zeros. */
function embedRows(batch: Batch, kernel: Float32Array, bias: Float32Array, width: number): Float32Array {
  const rows = batch.steps * batch.size;
  const out = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const base = row * width;
    for (let j = 0; j < width; j++) out[base + j] = bias[j]!;
    for (let f = batch.featureStart[row]!; f < batch.featureStart[row + 1]!; f++) {
      const from = batch.featureIndex[f]! * width;
      const value = batch.featureValue[f]!;
      for (let j = 0; j < width; j++) out[base + j]! += value * kernel[from + j]!;
    }
  }
  return out;
}

function scatterEmbed(
  batch: Batch,
  delta: Float32Array,
  kernel: Float32Array,
  bias: Float32Array,
  width: number,
): void {
  kernel.fill(0);
  bias.fill(0);
  const rows = batch.steps * batch.size;
  for (let row = 0; row < rows; row++) {
    if (batch.mask[row] === 0) continue;
    const base = row * width;
    for (let j = 0; j < width; j++) bias[j]! += delta[base + j]!;
    for (let f = batch.featureStart[row]!; f < batch.featureStart[row + 1]!; f++) {
      const to = batch.featureIndex[f]! * width;
      const value = batch.featureValue[f]!;
      for (let j = 0; j < width; j++) kernel[to + j]! += value * delta[base + j]!;
    }
  }
}

/** One dropout mask for all steps of a batch (Gal & Ghahramani 2016); null without dropout. */
export function dropoutMask(size: number, units: number, { dropout = 0, chance, gradient }: PassOptions): T2 | null {
  if (dropout === 0 || !gradient || !chance) return null;
  const mask = new Float32Array(size * units);
  for (let i = 0; i < mask.length; i++) mask[i] = chance.next() < dropout ? 0 : 1 / (1 - dropout);
  return tf.tensor2d(mask, [size, units]);
}

/** Applies one mask to every step. */
export function dropAll(steps: readonly T2[], mask: T2 | null): T2[] {
  return mask ? steps.map((step) => tf.mul(step, mask) as T2) : [...steps];
}

function oneHot(symbols: Uint8Array, width: number): Float32Array {
  const hot = new Float32Array(symbols.length * width);
  for (let row = 0; row < symbols.length; row++) hot[row * width + symbols[row]!] = 1;
  return hot;
}

/** Softmax, summed cross-entropy of the weighted rows, and its gradient with respect to the logits (mean over those rows). */
export function softmaxGradient(
  logits: Float32Array,
  wanted: Uint8Array,
  width: number,
  batch: Pick<Batch, 'mask' | 'notes'>,
): { loss: number; delta: Float32Array } {
  const delta = new Float32Array(logits.length);
  let loss = 0;
  for (let row = 0; row < wanted.length; row++) {
    if (batch.mask[row] === 0) continue;
    const base = row * width;
    let top = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < width; j++) top = Math.max(top, logits[base + j]!);
    let total = 0;
    for (let j = 0; j < width; j++) {
      const share = Math.exp(logits[base + j]! - top);
      delta[base + j] = share;
      total += share;
    }
    loss -= logits[base + wanted[row]!]! - top - Math.log(total);
    for (let j = 0; j < width; j++) delta[base + j]! /= total * batch.notes;
    delta[base + wanted[row]!]! -= 1 / batch.notes;
  }
  return { loss, delta };
}
