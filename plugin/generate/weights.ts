/**
 * Reads weights from files (a tfjs LayersModel: `model.json` and its binary) without the layers library: checks names and
 * shapes, and converts them to plain arrays.
 */

import { isRecord } from '../mood/names.ts';
import { MODEL_WEIGHTS } from '../music/limits.ts';
import { type AttentionSize, attentionShapes, FOUND } from './attention.ts';
import { EARLIER_FEATURE_COUNTS, FEATURE_COUNT } from './features.ts';
import { DURATION_COUNT, PITCH_SYMBOLS } from './tokens.ts';

/** A weight in the binary, as in a tfjs weights manifest. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: {
    readonly dtype: 'uint8' | 'uint16' | 'float16';
    readonly scale?: number;
    readonly min?: number;
  };
}

/** The fields of `model.json` that are read. */
export interface ModelJson {
  readonly weightsManifest: readonly { readonly paths: readonly string[]; readonly weights: readonly WeightSpec[] }[];
  /** `reach` is the number of events that attention sees. */
  readonly userDefinedMetadata?: { readonly name?: string; readonly reach?: number };
}

/** A model's files: its JSON and its binary shards, joined in the order of the manifest. Can be posted to a worker. */
export interface ModelFiles {
  readonly json: ModelJson;
  readonly data: ArrayBuffer;
}

/** A weight matrix or bias, in row-major order. */
export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The network's weights by name, checked. */
export interface NetworkWeights {
  readonly name: string;
  readonly embed: number;
  readonly units: number;
  readonly pitchHidden: number;
  /** Null for a network without attention. */
  readonly attention: AttentionSize | null;
  readonly get: (name: string) => Weight;
}

/** Says what is wrong with a model's files, on one line. */
export class WeightsError extends Error {
  override readonly name = 'WeightsError';
}

/**
 * Reads and checks a model. `where` names it in errors.
 * @throws WeightsError if weights are missing, truncated or of the wrong shape.
 */
export function readWeights(files: ModelFiles, where = 'the music model'): NetworkWeights {
  const weights = readTensors(files, where);
  const { name, reach } = files.json.userDefinedMetadata ?? {};
  return checked(weights, typeof name === 'string' && name.length <= LONGEST_NAME ? name : 'lstm', reach, where);
}

/** The weights of a model's files by name, of any network. @throws WeightsError if they are truncated or not weights. */
export function readTensors(files: ModelFiles, where: string): ReadonlyMap<string, Weight> {
  const specs = specsOf(files.json, where);
  const weights = new Map<string, Weight>();
  let offset = 0;
  for (const spec of specs) {
    const size = spec.shape.reduce((product, n) => product * n, 1);
    const bytes = size * bytesOf(spec, where);
    if (offset + bytes > files.data.byteLength) {
      throw new WeightsError(
        `${where}: the weights are cut off in ${spec.name} (${files.data.byteLength} bytes); copy the complete .bin file again`,
      );
    }
    weights.set(shortName(spec.name), {
      shape: spec.shape,
      values: decode(spec, files.data.slice(offset, offset + bytes)),
    });
    offset += bytes;
  }
  if (offset !== files.data.byteLength) {
    throw new WeightsError(
      `${where}: ${files.data.byteLength} bytes of weights, ${offset} expected; model.json and .bin do not belong together`,
    );
  }
  return weights;
}

/** Most events that attention may see. */
const MOST_REACH = 4096;
/** Longest name, in characters. */
const LONGEST_NAME = 200;

/** The weights of a manifest, each checked: a file may contain anything. */
function specsOf(json: unknown, where: string): readonly WeightSpec[] {
  const manifest: unknown = isRecord(json) ? json.weightsManifest : undefined;
  if (!Array.isArray(manifest))
    throw new WeightsError(`${where}: model.json has no weightsManifest; it has to be a tfjs LayersModel`);
  const specs = manifest.flatMap((group: unknown) =>
    isRecord(group) && Array.isArray(group.weights) ? (group.weights as unknown[]) : [null],
  );
  if (specs.length > MODEL_WEIGHTS)
    throw new WeightsError(`${where}: its manifest lists ${specs.length} weights; at most ${MODEL_WEIGHTS} are read`);
  specs.forEach((spec, i) => {
    if (!isSpec(spec))
      throw new WeightsError(
        `${where}: weight ${i} of its manifest has no name, shape and dtype; export the model again`,
      );
  });
  return specs as readonly WeightSpec[];
}

function isSpec(spec: unknown): boolean {
  if (!isRecord(spec) || typeof spec.name !== 'string' || spec.name.length > LONGEST_NAME) return false;
  const { shape, quantization, dtype } = spec;
  if (!Array.isArray(shape) || !shape.every((n) => Number.isSafeInteger(n) && n >= 0)) return false;
  if (quantization === undefined) return typeof dtype === 'string';
  if (!isRecord(quantization) || typeof quantization.dtype !== 'string') return false;
  return [quantization.scale, quantization.min].every((n) => n === undefined || typeof n === 'number');
}

function checked(weights: ReadonlyMap<string, Weight>, name: string, reach: unknown, where: string): NetworkWeights {
  const get = (key: string): Weight => {
    const weight = key === 'embed/kernel' ? widened(weights.get(key)) : weights.get(key);
    if (!weight)
      throw new WeightsError(
        `${where}: no weights named ${key}; it was made by another version or for another network`,
      );
    return weight;
  };
  const embed = get('embed/kernel').shape[1] ?? 0;
  const units = get('lstm1/recurrent_kernel').shape[0] ?? 0;
  const pitchHidden = get('pitch_hidden/kernel').shape[1] ?? 0;
  const conditioned = units + embed;
  const attention = weights.has('attention/key') ? attentionSize(get('attention/distance').shape, reach, where) : null;
  const found = attention ? attention.heads * FOUND : 0;
  const expected: Record<string, readonly number[]> = {
    'embed/kernel': [FEATURE_COUNT, embed],
    'embed/bias': [embed],
    'lstm1/kernel': [embed, 4 * units],
    'lstm1/recurrent_kernel': [units, 4 * units],
    'lstm1/bias': [4 * units],
    'lstm2/kernel': [units, 4 * units],
    'lstm2/recurrent_kernel': [units, 4 * units],
    'lstm2/bias': [4 * units],
    'duration/kernel': [conditioned + found, DURATION_COUNT],
    'duration/bias': [DURATION_COUNT],
    'pitch_hidden/kernel': [conditioned + found + DURATION_COUNT, pitchHidden],
    'pitch_hidden/bias': [pitchHidden],
    'pitch/kernel': [pitchHidden, PITCH_SYMBOLS],
    'pitch/bias': [PITCH_SYMBOLS],
  };
  for (const [key, shape] of Object.entries(attention ? attentionShapes(attention, conditioned) : {}))
    expected[`attention/${key}`] = shape;
  for (const [key, shape] of Object.entries(expected)) {
    const found = get(key).shape;
    if (found.length !== shape.length || found.some((n, i) => n !== shape[i])) {
      throw new WeightsError(
        `${where}: ${key} has shape [${found}], [${shape}] expected; it was made for another network`,
      );
    }
    if (!get(key).values.every(Number.isFinite))
      throw new WeightsError(`${where}: ${key} contains numbers that are not finite; export the model again`);
  }
  return { name, embed, units, pitchHidden, attention, get };
}

/** The sizes of attention, from the shape of its table of distances. */
function attentionSize([heads = 0, , width = 0]: readonly number[], reach: unknown, where: string): AttentionSize {
  if (!Number.isSafeInteger(reach) || (reach as number) < 1 || (reach as number) > MOST_REACH)
    throw new WeightsError(
      `${where}: userDefinedMetadata.reach of model.json is ${String(reach).slice(0, 40)}; attention sees 1 to ${MOST_REACH} events; export the model again`,
    );
  return { heads, width, reach: reach as number };
}

/** The embedding with one row per feature: older weights have fewer rows, and get zeros for the last ones. */
function widened(weight: Weight | undefined): Weight | undefined {
  const [rows = 0, embed = 0] = weight?.shape ?? [];
  if (!weight || !EARLIER_FEATURE_COUNTS.includes(rows)) return weight;
  const values = new Float32Array(FEATURE_COUNT * embed);
  values.set(weight.values);
  return { shape: [FEATURE_COUNT, embed], values };
}

/** A weight's name as `layer/weight`: Keras repeats the layer's name and inserts RNN cells. */
function shortName(name: string): string {
  const parts = name
    .replace(/:0$/, '')
    .split('/')
    .filter((part) => !/^lstm_cell(_\d+)?$/.test(part));
  return parts.slice(-2).join('/');
}

/** Bytes of a number in quantized weights. */
const PACKED = [
  ['uint8', 1],
  ['uint16', 2],
  ['float16', 2],
] as const;

function bytesOf(spec: WeightSpec, where: string): number {
  const type = spec.quantization?.dtype ?? spec.dtype;
  const bytes = new Map<string, number>([...(spec.quantization ? PACKED : []), ['float32', 4]]).get(type);
  if (!bytes || (spec.quantization && type === 'float32'))
    throw new WeightsError(
      `${where}: ${spec.name} is stored as ${type.slice(0, 40)}; float32, and quantized float16, uint16 and uint8, are supported`,
    );
  return bytes;
}

function decode(spec: WeightSpec, bytes: ArrayBuffer): Float32Array {
  const { quantization } = spec;
  if (!quantization) return new Float32Array(bytes);
  if (quantization.dtype === 'float16') return Float32Array.from(new Uint16Array(bytes), halfToFloat);
  const stored = quantization.dtype === 'uint8' ? new Uint8Array(bytes) : new Uint16Array(bytes);
  const { scale = 1, min = 0 } = quantization;
  const values = new Float32Array(stored.length);
  // A plain loop: `from` with a function takes ten times as long.
  for (let i = 0; i < stored.length; i++) values[i] = stored[i]! * scale + min;
  return values;
}

/** IEEE 754 binary16. */
function halfToFloat(half: number): number {
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  const size =
    exponent === 0
      ? fraction * 2 ** -24
      : exponent === 31
        ? fraction
          ? Number.NaN
          : Number.POSITIVE_INFINITY
        : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return half & 0x8000 ? -size : size;
}
