/**
 * A step of a network of our shape done in other ways, to be measured beside ours: bare tfjs-core ops, the layers
 * library's stateful predict, and plain arrays. Weights are random: how long a step takes does not depend on them.
 */

import * as tf from '@tensorflow/tfjs';
import { DURATION_COUNT, PITCH_SYMBOLS, type Random } from '../../plugin/internal.ts';

/** Widths of the network. */
export interface Shape {
  readonly embed: number;
  readonly units: number;
  readonly pitchHidden: number;
}

/** Runs one step (a duration, then a pitch) over all rows; results are read back, as sampling has to. */
export interface Contender {
  step(): void;
  dispose(): void;
}

type T2 = tf.Tensor2D;
const SPREAD = 0.05;

/** Our step in tfjs-core ops alone: no features, sampling or protocol. */
export function coreContender({ embed, units, pitchHidden }: Shape, rows: number): Contender {
  const matrix = (inputs: number, outputs: number) => tf.randomUniform([inputs, outputs], -SPREAD, SPREAD) as T2;
  const layers = [matrix(embed + units, 4 * units), matrix(2 * units, 4 * units)];
  const bias = tf.zeros([4 * units]) as tf.Tensor1D;
  const heads = [
    matrix(units + embed, DURATION_COUNT),
    matrix(units + embed + DURATION_COUNT, pitchHidden),
    matrix(pitchHidden, PITCH_SYMBOLS),
  ] as const;
  let state = [0, 1, 2, 3].map(() => tf.zeros([rows, units]) as T2);
  const input = new Float32Array(rows * embed).fill(0.1);
  const hot = new Float32Array(rows * DURATION_COUNT);
  const cell = (kernel: T2, x: T2, output: T2, memory: T2): [T2, T2] => {
    const gates = tf.fused.matMul({ a: tf.concat2d([x, output], 1), b: kernel, bias }) as T2;
    const [i, f, c, o] = tf.split(gates, 4, 1) as [T2, T2, T2, T2];
    const next = tf.add(tf.mul(tf.sigmoid(f), memory), tf.mul(tf.sigmoid(i), tf.tanh(c))) as T2;
    return [tf.mul(tf.sigmoid(o), tf.tanh(next)) as T2, next];
  };
  return {
    step() {
      const [h1, c1, h2, c2] = state as [T2, T2, T2, T2];
      const kept = tf.tidy(() => {
        const x = tf.tensor2d(input, [rows, embed]);
        const [o1, m1] = cell(layers[0]!, x, h1, c1);
        const [o2, m2] = cell(layers[1]!, o1, h2, c2);
        return [o1, m1, o2, m2, tf.concat2d([o2, x], 1)] as T2[];
      });
      const head = kept.pop()!;
      tf.dispose(state);
      state = kept;
      tf.tidy(() => tf.matMul(head, heads[0]).dataSync());
      tf.tidy(() => {
        const reported = tf.concat2d([head, tf.tensor2d(hot, [rows, DURATION_COUNT])], 1);
        tf.matMul(tf.relu(tf.matMul(reported, heads[1])), heads[2]).dataSync();
      });
      head.dispose();
    },
    dispose: () => tf.dispose([...layers, bias, ...heads, ...state]),
  };
}

/** The same network as a stateful LayersModel with two heads, asked with `predict`. */
export function layersContender({ embed, units, pitchHidden }: Shape, rows: number): Contender {
  const plain = { kernelInitializer: 'randomUniform', recurrentInitializer: 'randomUniform' } as const;
  const lstm = (returnSequences: boolean) =>
    tf.layers.lstm({ units, stateful: true, returnSequences, recurrentActivation: 'sigmoid', ...plain });
  const line = tf.input({ batchShape: [rows, 1, embed] });
  const hot = tf.input({ batchShape: [rows, DURATION_COUNT] });
  const top = lstm(false).apply(lstm(true).apply(line)) as tf.SymbolicTensor;
  const now = tf.layers.flatten().apply(line) as tf.SymbolicTensor;
  const head = tf.layers.concatenate().apply([top, now]) as tf.SymbolicTensor;
  const duration = tf.layers.dense({ units: DURATION_COUNT }).apply(head) as tf.SymbolicTensor;
  const reported = tf.layers.concatenate().apply([head, hot]) as tf.SymbolicTensor;
  const hidden = tf.layers.dense({ units: pitchHidden, activation: 'relu' }).apply(reported);
  const pitch = tf.layers.dense({ units: PITCH_SYMBOLS }).apply(hidden) as tf.SymbolicTensor;
  const model = tf.model({ inputs: [line, hot], outputs: [duration, pitch] });
  const inputs = [tf.fill([rows, 1, embed], 0.1), tf.zeros([rows, DURATION_COUNT])];
  return {
    step() {
      tf.tidy(() => {
        for (const output of model.predict(inputs, { batchSize: rows }) as tf.Tensor[]) output.dataSync();
      });
    },
    dispose() {
      tf.dispose(inputs);
      model.dispose();
    },
  };
}

/** The same step in plain JavaScript over Float32Arrays, one row after another. */
export function plainContender({ embed, units, pitchHidden }: Shape, rows: number, chance: Random): Contender {
  const matrix = (inputs: number, outputs: number) =>
    Float32Array.from({ length: inputs * outputs }, () => (chance.next() - 0.5) * 2 * SPREAD);
  const layers = [matrix(embed + units, 4 * units), matrix(2 * units, 4 * units)] as const;
  const heads = [
    matrix(units + embed, DURATION_COUNT),
    matrix(units + embed + DURATION_COUNT, pitchHidden),
    matrix(pitchHidden, PITCH_SYMBOLS),
  ] as const;
  const lines = Array.from({ length: rows }, () =>
    [0, 1].map(() => ({ output: new Float32Array(units), memory: new Float32Array(units) })),
  );
  const input = new Float32Array(embed).fill(0.1);
  const noDuration = new Float32Array(DURATION_COUNT);
  const cell = (kernel: Float32Array, x: Float32Array, state: { output: Float32Array; memory: Float32Array }) => {
    const gates = product(joined(x, state.output), kernel, 4 * units);
    for (let j = 0; j < units; j++) {
      const kept = sigmoid(gates[units + j]!) * state.memory[j]!;
      state.memory[j] = kept + sigmoid(gates[j]!) * Math.tanh(gates[2 * units + j]!);
      state.output[j] = sigmoid(gates[3 * units + j]!) * Math.tanh(state.memory[j]!);
    }
  };
  return {
    step() {
      for (const [first, second] of lines as [{ output: Float32Array; memory: Float32Array }, never][]) {
        cell(layers[0], input, first);
        cell(layers[1], first.output, second);
        const head = joined((second as typeof first).output, input);
        product(head, heads[0], DURATION_COUNT);
        const hidden = product(joined(head, noDuration), heads[1], pitchHidden).map((value) => Math.max(0, value));
        product(hidden, heads[2], PITCH_SYMBOLS);
      }
    },
    dispose() {},
  };
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** A row times a matrix, a row of the matrix at a time, which is how it lies in memory. */
function product(row: Float32Array, matrix: Float32Array, columns: number): Float32Array {
  const out = new Float32Array(columns);
  for (let i = 0; i < row.length; i++) {
    const value = row[i]!;
    const at = i * columns;
    for (let j = 0; j < columns; j++) out[j]! += value * matrix[at + j]!;
  }
  return out;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
