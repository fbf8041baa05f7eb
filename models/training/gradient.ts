/**
 * One forward and backward pass through the network with tfjs-core ops, by hand (back-propagation through time;
 * Hochreiter & Schmidhuber 1997, Werbos 1990). Several times faster than automatic differentiation of the same graph:
 * time steps are a list of small tensors, each gate has a matrix of its own, sparse inputs and the softmax stay in
 * plain arrays, and weight gradients are one product over all steps.
 */

import * as tf from '@tensorflow/tfjs-core';
import { DURATION_COUNT, PITCH_SYMBOLS, type Random } from '../../plugin/headless.ts';
import type { Batch } from './batch.ts';
import { GATES, type NetworkLayout, pieceOf } from './network.ts';

/** Summed cross-entropies in nats, and over how many notes. */
export interface Loss {
  readonly duration: number;
  readonly pitch: number;
  readonly notes: number;
}

type T2 = tf.Tensor2D;

interface LayerWeights {
  /** Kernels and biases by gate; those of the cell gate doubled, since tanh(x) = 2·sigmoid(2x) - 1. */
  readonly kernel: readonly T2[];
  readonly bias: readonly tf.Tensor1D[];
  /** All gates' kernels side by side, transposed: [4·units, in + units]. */
  readonly transposed: T2;
}

interface LayerTrace {
  readonly input: T2[];
  readonly gates: T2[][];
  readonly cell: T2[];
  readonly cellTanh: T2[];
  readonly output: T2[];
}

/** What a pass may be asked for. */
export interface PassOptions {
  /** Where gradients are written (flat, as the parameters); without it only the loss is computed. */
  readonly gradient?: Float32Array;
  /** Share of units dropped after each LSTM layer in training. */
  readonly dropout?: number;
  readonly chance?: Random;
}

/** Runs a batch through the network. The parameters are read, never changed. */
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

  // Heads see all rows at once.
  const embedAll = tf.tensor2d(embedded, [rows, embed]);
  const headInput = tf.concat2d([tf.concat2d(top, 0), embedAll], 1);
  const durationKernel = matrix('duration/kernel');
  const durationLogits = tf.add(tf.matMul(headInput, durationKernel), matrix('duration/bias'));
  const hot = oneHot(batch.duration, DURATION_COUNT);
  const pitchInput = tf.concat2d([headInput, tf.tensor2d(hot, [rows, DURATION_COUNT])], 1);
  const hiddenKernel = matrix('pitchHidden/kernel');
  const hidden = tf.relu(tf.add(tf.matMul(pitchInput, hiddenKernel), matrix('pitchHidden/bias'))) as T2;
  const pitchKernel = matrix('pitch/kernel');
  const pitchLogits = tf.add(tf.matMul(hidden, pitchKernel), matrix('pitch/bias'));

  const durations = softmaxGradient(durationLogits.dataSync() as Float32Array, batch.duration, DURATION_COUNT, batch);
  const pitches = softmaxGradient(pitchLogits.dataSync() as Float32Array, batch.pitch, PITCH_SYMBOLS, batch);
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
  const dHead = tf.add(
    tf.matMul(dDuration, tf.transpose(durationKernel)),
    tf.matMul(
      dHidden,
      tf.transpose(
        tf.tensor2d(get('pitchHidden/kernel').subarray(0, (units + embed) * pitchHidden), [units + embed, pitchHidden]),
      ),
    ),
  );
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

/** Embeds sparse rows: far cheaper in plain arrays than as a dense product of mostly zeros. */
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

function layerWeights(layout: NetworkLayout, parameters: Float32Array, name: string): LayerWeights {
  const kernel: T2[] = [];
  const plain: T2[] = [];
  const bias: tf.Tensor1D[] = [];
  for (const gate of GATES) {
    const shape = layout.pieces.get(`${name}/${gate}/kernel`)!.shape as [number, number];
    const k = tf.tensor2d(pieceOf(parameters, layout, `${name}/${gate}/kernel`), shape);
    const b = tf.tensor1d(pieceOf(parameters, layout, `${name}/${gate}/bias`));
    plain.push(k);
    kernel.push(gate === 'c' ? tf.mul(k, 2) : k);
    bias.push(gate === 'c' ? tf.mul(b, 2) : b);
  }
  return { kernel, bias, transposed: tf.transpose(tf.concat2d(plain, 1)) };
}

function forwardLayer(weights: LayerWeights, inputs: readonly T2[], units: number, size: number): LayerTrace {
  const trace: LayerTrace = { input: [], gates: [], cell: [], cellTanh: [], output: [] };
  let output: T2 = tf.zeros([size, units]);
  let cell: T2 = tf.zeros([size, units]);
  for (const input of inputs) {
    const joined = tf.concat2d([input, output], 1);
    const gates = weights.kernel.map(
      (kernel, g) => tf.fused.matMul({ a: joined, b: kernel, bias: weights.bias[g]!, activation: 'sigmoid' }) as T2,
    );
    gates[2] = doubleMinusOne(gates[2]!);
    cell = tf.add(tf.mul(gates[1]!, cell), tf.mul(gates[0]!, gates[2]!));
    const cellTanh = doubleMinusOne(tf.sigmoid(tf.mul(cell, 2)));
    output = tf.mul(gates[3]!, cellTanh);
    trace.input.push(joined);
    trace.gates.push(gates);
    trace.cell.push(cell);
    trace.cellTanh.push(cellTanh);
    trace.output.push(output);
  }
  return trace;
}

function doubleMinusOne(x: T2): T2 {
  return tf.sub(tf.mul(x, 2), 1);
}

/** Back through one layer; writes its weight gradients and returns those of its inputs, a step each. */
function backwardLayer(
  layout: NetworkLayout,
  name: string,
  weights: LayerWeights,
  trace: LayerTrace,
  dOutputs: readonly T2[],
  units: number,
  gradient: Float32Array,
): T2[] {
  const steps = dOutputs.length;
  const width = weights.transposed.shape[1] - units;
  const size = dOutputs[0]!.shape[0];
  const deltas: T2[] = new Array(steps);
  const dInputs: T2[] = new Array(steps);
  let dNext: T2 | null = null;
  let dCellNext: T2 | null = null;
  for (let t = steps - 1; t >= 0; t--) {
    const [i, f, c, o] = trace.gates[t] as [T2, T2, T2, T2];
    const cellTanh = trace.cellTanh[t]!;
    const dOutput: T2 = dNext ? tf.add(dOutputs[t]!, dNext) : dOutputs[t]!;
    const through: T2 = tf.mul(tf.mul(dOutput, o), oneMinusSquare(cellTanh));
    const dCell: T2 = dCellNext ? tf.add(through, dCellNext) : through;
    const zi: T2 = tf.mul(tf.mul(dCell, c), slopeOf(i));
    const zc: T2 = tf.mul(tf.mul(dCell, i), oneMinusSquare(c));
    const zo: T2 = tf.mul(tf.mul(dOutput, cellTanh), slopeOf(o));
    const zf: T2 = t > 0 ? tf.mul(tf.mul(dCell, trace.cell[t - 1]!), slopeOf(f)) : tf.zeros([size, units]);
    const delta: T2 = tf.concat2d([zi, zf, zc, zo], 1);
    deltas[t] = delta;
    const dJoined: T2 = tf.matMul(delta, weights.transposed);
    dInputs[t] = tf.slice(dJoined, [0, 0], [size, width]);
    dNext = tf.slice(dJoined, [0, width], [size, units]);
    dCellNext = tf.mul(dCell, f);
  }
  const deltaAll = tf.concat2d(deltas, 0);
  const kernels = tf.matMul(tf.transpose(tf.concat2d(trace.input, 0)), deltaAll).dataSync() as Float32Array;
  const biases = tf.sum(deltaAll, 0).dataSync() as Float32Array;
  GATES.forEach((gate, g) => {
    const kernel = pieceOf(gradient, layout, `${name}/${gate}/kernel`);
    for (let row = 0; row < width + units; row++) {
      const from = row * 4 * units + g * units;
      kernel.set(kernels.subarray(from, from + units), row * units);
    }
    pieceOf(gradient, layout, `${name}/${gate}/bias`).set(biases.subarray(g * units, (g + 1) * units));
  });
  return dInputs;
}

function slopeOf(gate: T2): T2 {
  return tf.sub(gate, tf.mul(gate, gate));
}

function oneMinusSquare(x: T2): T2 {
  return tf.sub(1, tf.mul(x, x));
}

/** One mask for all steps of a batch (Gal & Ghahramani 2016). */
function dropoutMask(size: number, units: number, { dropout = 0, chance, gradient }: PassOptions): T2 | null {
  if (dropout === 0 || !gradient || !chance) return null;
  const mask = new Float32Array(size * units);
  for (let i = 0; i < mask.length; i++) mask[i] = chance.next() < dropout ? 0 : 1 / (1 - dropout);
  return tf.tensor2d(mask, [size, units]);
}

function dropAll(steps: readonly T2[], mask: T2 | null): T2[] {
  return mask ? steps.map((step) => tf.mul(step, mask) as T2) : [...steps];
}

function oneHot(symbols: Uint8Array, width: number): Float32Array {
  const hot = new Float32Array(symbols.length * width);
  for (let row = 0; row < symbols.length; row++) hot[row * width + symbols[row]!] = 1;
  return hot;
}

/** Softmax, summed cross-entropy of the rows that count, and its gradient by the logits (mean over those rows). */
function softmaxGradient(
  logits: Float32Array,
  wanted: Uint8Array,
  width: number,
  batch: Batch,
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
