/** An LSTM layer over a batch, forward and backward through time, one tensor per step (see gradient.ts for the reason). */

import * as tf from '@tensorflow/tfjs-core';
import { GATES, type PieceLayout, pieceOf } from './network.ts';

type T2 = tf.Tensor2D;

/** A layer's weights as tensors. */
export interface LayerWeights {
  /** Kernels and biases by gate; those of the cell gate are doubled, because tanh(x) = 2·sigmoid(2x) - 1. */
  readonly kernel: readonly T2[];
  readonly bias: readonly tf.Tensor1D[];
  /** The kernels of all gates side by side, transposed: [4·units, in + units]. */
  readonly transposed: T2;
}

/** Intermediate results of the forward pass that the backward pass needs, per step. */
export interface LayerTrace {
  readonly input: T2[];
  readonly gates: T2[][];
  readonly cell: T2[];
  readonly cellTanh: T2[];
  readonly output: T2[];
}

/** A layer's weights as tensors. */
export function layerWeights(layout: PieceLayout, parameters: Float32Array, name: string): LayerWeights {
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

/** Runs a layer over its inputs, from a zero state. */
export function forwardLayer(weights: LayerWeights, inputs: readonly T2[], units: number, size: number): LayerTrace {
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

/** Runs the backward pass of a layer; writes its weight gradients and returns those of its inputs, per step. */
export function backwardLayer(
  layout: PieceLayout,
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
