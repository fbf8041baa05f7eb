/**
 * Attention as a layer for `tf.loadLayersModel`, which knows the stock layers only. Importing this file registers it. It
 * runs the plugin's own arithmetic, for predictions; for training see attention-pass.ts.
 *
 * Inputs: what the network knows [batch, steps, conditioned], and the line [batch, steps, {@link LINE_WIDTH}], of which step
 * t attends to the events before t; the position in the bar is -1 without meter. Outputs: what is found [batch, steps,
 * heads × FOUND], and what is added to the logits of durations and of pitches.
 */

import * as tf from '@tensorflow/tfjs';
import {
  type AttentionSize,
  attentionShapes,
  DURATION_COUNT,
  FOUND,
  LineAttention,
  type LineSoFar,
  PITCH_SYMBOLS,
  symbolOf,
} from '../../plugin/internal.ts';
import { LINE_WIDTH } from './windows-file.ts';

/** Longer than any bar: onsets are counted in bars of this length. */
const BAR = 1024;
const SYMBOLS = PITCH_SYMBOLS + DURATION_COUNT;

/** The layer. */
export class LineAttentionLayer extends tf.layers.Layer {
  static readonly className = 'LineAttention';
  readonly #size: AttentionSize;

  constructor({ heads, width, reach, ...config }: AttentionSize & { readonly name?: string }) {
    super(config as never);
    this.#size = { heads, width, reach };
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.#size };
  }

  override computeOutputShape(shapes: tf.Shape | tf.Shape[]): tf.Shape[] {
    const outer = (shapes as tf.Shape[])[0]!.slice(0, 2);
    return [this.#size.heads * FOUND, DURATION_COUNT, PITCH_SYMBOLS].map((width) => [...outer, width]);
  }

  override build(shapes: tf.Shape | tf.Shape[]): void {
    const conditioned = (shapes as tf.Shape[])[0]!.at(-1)!;
    for (const [name, shape] of Object.entries(attentionShapes(this.#size, conditioned)))
      this.addWeight(name, [...shape], 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor[] {
    const [conditioned, events] = inputs as [tf.Tensor3D, tf.Tensor3D];
    const [batch, steps, width] = conditioned.shape;
    const { heads } = this.#size;
    const names = Object.keys(attentionShapes(this.#size, width));
    const [key, kernel, bias, distance, age, nothing, copy] = names.map((_, i) => this.weights[i]!.read());
    const asked = tf.tidy(() =>
      tf.add(tf.matMul(tf.reshape(conditioned, [-1, width]), kernel as tf.Tensor2D), bias!).dataSync(),
    );
    const numbers = (table: tf.Tensor | undefined) => table!.dataSync() as Float32Array;
    const tables = { key: numbers(key), distance: numbers(distance), age: numbers(age), nothing: numbers(nothing) };
    const attention = new LineAttention(this.#size, tables);
    const lines = events.dataSync();
    const found = new Float32Array(batch * steps * heads * FOUND);
    for (let b = 0; b < batch; b++)
      attendAll(
        attention,
        lines.subarray(b * steps * LINE_WIDTH, (b + 1) * steps * LINE_WIDTH) as Float32Array,
        asked.subarray((b * asked.length) / batch, ((b + 1) * asked.length) / batch) as Float32Array,
        found.subarray((b * found.length) / batch, ((b + 1) * found.length) / batch),
      );
    const copied = copiedLogits(found, numbers(copy));
    const outer: [number, number] = [batch, steps];
    const all = tf.tensor3d(copied, [...outer, SYMBOLS]);
    return [
      tf.tensor3d(found, [...outer, heads * FOUND]),
      tf.slice3d(all, [0, 0, PITCH_SYMBOLS], [...outer, DURATION_COUNT]),
      tf.slice3d(all, [0, 0, 0], [...outer, PITCH_SYMBOLS]),
    ];
  }
}

tf.serialization.registerClass(LineAttentionLayer as never);

/** What attention finds at every step of a line; `asked` are the queries without the keys of the steps. */
function attendAll(attention: LineAttention, events: Float32Array, asked: Float32Array, found: Float32Array): void {
  const steps = events.length / LINE_WIDTH;
  const column = (k: number) => Array.from({ length: steps }, (_, i) => events[i * LINE_WIDTH + k]!);
  const [pitch, duration, place, bars] = [0, 1, 2, 3].map(column) as [number[], number[], number[], number[]];
  const onset = place.map((at, i) => bars[i]! * BAR + at);
  const history = { pitch, duration, onset };
  const size = asked.length / steps;
  const keys = new Float32Array(steps * size);
  const query = new Float32Array(size);
  for (let to = 0; to < steps && pitch[to]! >= 0; to++) {
    const line: LineSoFar = { history, from: 0, to, onset: onset[to]!, bar: place[to]! < 0 ? 0 : BAR };
    attention.writeKey(line, to, line.onset, keys, to);
    attention.writeQuery(asked, to * size, keys, to, query);
    attention.attend(line, query, keys, found, (to * found.length) / steps);
  }
}

/** What is added to the logits of each row's symbols, [rows × (pitches + durations)]. */
function copiedLogits(found: Float32Array, copy: Float32Array): Float32Array {
  const copied = new Float32Array((found.length / copy.length) * SYMBOLS);
  for (let i = 0; i < found.length; i++) {
    const share = found[i]!;
    if (share === 0) continue;
    const at = i % copy.length;
    copied[Math.floor(i / copy.length) * SYMBOLS + symbolOf(at % FOUND)]! += share * copy[at]!;
  }
  return copied;
}
