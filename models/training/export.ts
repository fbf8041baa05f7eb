/** Exports trained parameters as a tfjs LayersModel: topology from the layers library, weights quantized to bytes. */

import * as tf from '@tensorflow/tfjs';
import {
  attentionShapes,
  DURATION_COUNT,
  FEATURE_COUNT,
  PITCH_SYMBOLS,
  type WeightSpec,
} from '../../plugin/internal.ts';
import { LineAttentionLayer } from './attention-layer.ts';
import { GATES, type NetworkLayout, type NetworkSize, pieceOf } from './network.ts';
import { LINE_WIDTH } from './windows-file.ts';

/** The weights come from the file; orthogonal initialization would take minutes. */
const ZEROS = { kernelInitializer: 'zeros' } as const;

/**
 * The network as a layers model: inputs are features and, for the pitch, the duration; with attention also the line, see
 * attention-layer.ts. Outputs are both distributions, for any number of steps.
 */
export function layersModel({ embed, units, pitchHidden, attention }: NetworkSize): tf.LayersModel {
  const features = tf.input({ shape: [null, FEATURE_COUNT], name: 'features' });
  const duration = tf.input({ shape: [null, DURATION_COUNT], name: 'duration_taken' });
  const lstm = (name: string) =>
    // The default of the layers library is hardSigmoid; Keras and the plugin use sigmoid.
    tf.layers.lstm({
      name,
      units,
      returnSequences: true,
      recurrentActivation: 'sigmoid',
      recurrentInitializer: 'zeros',
      ...ZEROS,
    });
  const embedded = tf.layers.dense({ name: 'embed', units: embed, ...ZEROS }).apply(features) as tf.SymbolicTensor;
  const first = lstm('lstm1').apply(embedded) as tf.SymbolicTensor;
  const second = lstm('lstm2').apply(first) as tf.SymbolicTensor;
  const head = tf.layers.concatenate({ name: 'head' }).apply([second, embedded]) as tf.SymbolicTensor;
  const line = tf.input({ shape: [null, LINE_WIDTH], name: 'line' });
  const [found, ...copied] = attention
    ? (new LineAttentionLayer({ name: 'attention', ...attention }).apply([head, line]) as tf.SymbolicTensor[])
    : [];
  const conditioned = found ? tf.layers.concatenate({ name: 'conditioned' }).apply([head, found]) : head;
  /** A head's distribution; what attention copies is added to its logits. */
  const distribution = (
    name: string,
    symbols: number,
    input: tf.SymbolicTensor,
    more: tf.SymbolicTensor | undefined,
  ) => {
    const activation = more ? 'linear' : 'softmax';
    const logits = tf.layers.dense({ name, units: symbols, activation, ...ZEROS }).apply(input) as tf.SymbolicTensor;
    if (!more) return logits;
    const sum = tf.layers.add({ name: `${name}_and_copied` }).apply([logits, more]);
    return tf.layers.activation({ name: `${name}_softmax`, activation: 'softmax' }).apply(sum);
  };
  const durations = distribution('duration', DURATION_COUNT, conditioned as tf.SymbolicTensor, copied[0]);
  const withDuration = tf.layers
    .concatenate({ name: 'head_with_duration' })
    .apply([conditioned as tf.SymbolicTensor, duration]);
  const hidden = tf.layers
    .dense({ name: 'pitch_hidden', units: pitchHidden, activation: 'relu', ...ZEROS })
    .apply(withDuration) as tf.SymbolicTensor;
  const pitches = distribution('pitch', PITCH_SYMBOLS, hidden, copied[1]);
  return tf.model({
    name: 'phrase',
    inputs: attention ? [features, duration, line] : [features, duration],
    outputs: [durations, pitches] as tf.SymbolicTensor[],
  });
}

/** A weight of the layers model, in full precision. */
export interface NamedWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The trained parameters with the names, shapes and order of the layers model. */
export function namedWeights(layout: NetworkLayout, parameters: Float32Array): NamedWeight[] {
  const { embed, units, attention } = layout.size;
  const plain = (name: string, from = name): NamedWeight[] =>
    (['kernel', 'bias'] as const).map((kind) => {
      const piece = layout.pieces.get(`${from}/${kind}`)!;
      return {
        name: `${name}/${kind}`,
        shape: kind === 'bias' ? [piece.shape[1]] : [...piece.shape],
        values: pieceOf(parameters, layout, `${from}/${kind}`).slice(),
      };
    });
  const lstm = (name: string, input: number): NamedWeight[] => [
    { name: `${name}/kernel`, shape: [input, 4 * units], values: gateRows(layout, parameters, name, 0, input) },
    {
      name: `${name}/recurrent_kernel`,
      shape: [units, 4 * units],
      values: gateRows(layout, parameters, name, input, units),
    },
    { name: `${name}/bias`, shape: [4 * units], values: gateBiases(layout, parameters, name) },
  ];
  return [
    ...plain('embed'),
    ...lstm('lstm1', embed),
    ...lstm('lstm2', units),
    ...plain('duration'),
    ...plain('pitch_hidden', 'pitchHidden'),
    ...plain('pitch'),
    ...Object.entries(attention ? attentionShapes(attention, units + embed) : {}).map(([table, shape]) => {
      const name = `attention/${table}`;
      return { name, shape, values: pieceOf(parameters, layout, name).slice() };
    }),
  ];
}

function gateRows(
  layout: NetworkLayout,
  parameters: Float32Array,
  name: string,
  first: number,
  rows: number,
): Float32Array {
  const { units } = layout.size;
  const values = new Float32Array(rows * 4 * units);
  GATES.forEach((gate, g) => {
    const kernel = pieceOf(parameters, layout, `${name}/${gate}/kernel`);
    for (let row = 0; row < rows; row++) {
      values.set(kernel.subarray((first + row) * units, (first + row + 1) * units), row * 4 * units + g * units);
    }
  });
  return values;
}

function gateBiases(layout: NetworkLayout, parameters: Float32Array, name: string): Float32Array {
  const { units } = layout.size;
  const values = new Float32Array(4 * units);
  GATES.forEach((gate, g) => {
    values.set(pieceOf(parameters, layout, `${name}/${gate}/bias`), g * units);
  });
  return values;
}

/** How weights are stored. */
export type Precision = 'float32' | 'uint16' | 'uint8';

/** Weights of fewer numbers, such as biases, stay in full precision: they are small and more sensitive. */
const SMALL = 1024;

/** Packs weights into a manifest and a binary; byte kernels are quantized over their own range. */
export function packWeights(
  weights: readonly NamedWeight[],
  precision: Precision,
): { specs: WeightSpec[]; data: Uint8Array } {
  const specs: WeightSpec[] = [];
  const parts: Uint8Array[] = [];
  for (const { name, shape, values } of weights) {
    if (precision === 'float32' || values.length < SMALL) {
      specs.push({ name, shape, dtype: 'float32' });
      parts.push(new Uint8Array(values.slice().buffer));
      continue;
    }
    const { stored, scale, min } = quantize(values, precision);
    specs.push({ name, shape, dtype: 'float32', quantization: { dtype: precision, scale, min } });
    parts.push(new Uint8Array(stored.buffer));
  }
  return { specs, data: new Uint8Array(Buffer.concat(parts)) };
}

function quantize(
  values: Float32Array,
  precision: 'uint8' | 'uint16',
): { stored: Uint8Array | Uint16Array; scale: number; min: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const top = precision === 'uint8' ? 255 : 65_535;
  const scale = (high - low) / top || 1;
  const stored = precision === 'uint8' ? new Uint8Array(values.length) : new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) stored[i] = Math.round((values[i]! - low) / scale);
  return { stored, scale, min: low };
}

/** The `model.json` of packed weights. */
export function modelJson(size: NetworkSize, specs: readonly WeightSpec[], binary: string, name: string): string {
  const model = layersModel(size);
  const topology = model.toJSON(null, false);
  model.dispose();
  return JSON.stringify({
    format: 'layers-model',
    generatedBy: 'phaser-adaptive-music',
    convertedBy: null,
    modelTopology: topology,
    userDefinedMetadata: { name, ...(size.attention ? { reach: size.attention.reach } : {}) },
    weightsManifest: [{ paths: [binary], weights: specs }],
  });
}
