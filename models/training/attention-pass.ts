/**
 * Attention in a pass of the trainer, forward and backward, on plain arrays: lines differ in length, and most of what an
 * event is compared with belongs to its own line. The forward arithmetic is the plugin's.
 */

import * as tf from '@tensorflow/tfjs-core';
import {
  ageRow,
  attentionTables,
  DURATION_COUNT,
  eachKeyRow,
  eachValue,
  FOUND,
  LineAttention,
  type LineSoFar,
  lastPitch,
  PITCH_SYMBOLS,
  symbolOf,
} from '../../plugin/internal.ts';
import type { Batch } from './batch.ts';
import { foundWidth, type NetworkLayout, pieceOf } from './network.ts';

type T2 = tf.Tensor2D;

/** A row of the batch that attended: what it asked, and the shares it gave. */
interface AttendedRow {
  readonly line: LineSoFar;
  readonly first: number;
  /** Heads × width. */
  readonly query: Float32Array;
  /** Per head the shares of the events from `first` on, and last of none of them. */
  readonly shares: readonly Float32Array[];
  readonly apart: Uint8Array;
}

/** One pass of a batch through attention. */
export class AttentionPass {
  /** What is found, [rows × heads·FOUND]. */
  readonly found: Float32Array;
  readonly #attention: LineAttention;
  readonly #rows: (AttendedRow | null)[] = [];
  /** Keys of each window's line, from its first event on. */
  readonly #keys: Float32Array[];

  /** `conditioned`, [rows × (units + embed)], is what queries are made of. */
  constructor(
    readonly layout: NetworkLayout,
    readonly parameters: Float32Array,
    readonly batch: Batch,
    readonly conditioned: T2,
  ) {
    const size = layout.size.attention!;
    const table = (name: string) => this.#table(parameters, name);
    this.#attention = new LineAttention(size, attentionTables(table));
    this.#keys = Array.from({ length: batch.size }, (_, b) => this.#keysOf(b));
    this.found = new Float32Array(batch.steps * batch.size * foundWidth(layout.size));
    const asked = tf.add(tf.matMul(conditioned, this.#matrix('query_kernel')), tf.tensor1d(table('query_bias')));
    this.#attend(asked.dataSync() as Float32Array);
  }

  /** Adds what attention copies to the logits of all rows. */
  copy(durations: Float32Array, pitches: Float32Array): void {
    const copy = this.#table(this.parameters, 'copy');
    this.#eachFound((share, at, row, symbol) => {
      if (symbol < PITCH_SYMBOLS) pitches[row * PITCH_SYMBOLS + symbol]! += share * copy[at]!;
      else durations[row * DURATION_COUNT + symbol - PITCH_SYMBOLS]! += share * copy[at]!;
    });
  }

  /**
   * The backward pass: writes the gradients of attention's weights and returns that of `conditioned`. `dFound` is that of
   * what is found through the kernels that read it; `durations` and `pitches` are those of the logits.
   */
  backward(dFound: Float32Array, durations: Float32Array, pitches: Float32Array, gradient: Float32Array): T2 {
    const copy = this.#table(this.parameters, 'copy');
    const dCopy = this.#table(gradient, 'copy').fill(0);
    const total = dFound.slice();
    for (let i = 0; i < total.length; i++) {
      const at = i % copy.length;
      const row = (i - at) / copy.length;
      const symbol = symbolOf(at % FOUND);
      const delta =
        symbol < PITCH_SYMBOLS
          ? pitches[row * PITCH_SYMBOLS + symbol]!
          : durations[row * DURATION_COUNT + symbol - PITCH_SYMBOLS]!;
      dCopy[at]! += delta * this.found[i]!;
      total[i]! += delta * copy[at]!;
    }
    const dAsked = this.#scores(total, gradient);
    const rows = this.batch.steps * this.batch.size;
    const asked = tf.tensor2d(dAsked, [rows, dAsked.length / rows]);
    this.#table(gradient, 'query_kernel').set(tf.matMul(this.conditioned, asked, true).dataSync());
    this.#table(gradient, 'query_bias').set(tf.sum(asked, 0).dataSync());
    return tf.matMul(asked, this.#matrix('query_kernel'), false, true);
  }

  #attend(asked: Float32Array): void {
    const { steps, size, past } = this.batch;
    const { heads, width, reach } = this.#attention.size;
    const keyed = heads * width;
    for (let row = 0; row < steps * size; row++) {
      const line = past[row];
      if (!line) {
        this.#rows.push(null);
        continue;
      }
      const keys = this.#keys[row % size]!;
      const query = new Float32Array(keyed);
      this.#attention.writeQuery(asked, row * keyed, keys, line.to - line.from, query);
      this.#attention.attend(line, query, keys, this.found, row * heads * FOUND);
      const { first, shares, apart } = this.#attention;
      const count = line.to - first;
      const kept = Array.from({ length: heads }, (_, head) => {
        const from = head * (reach + 1);
        return shares.slice(from, from + count + 1);
      });
      this.#rows.push({ line, first, query, shares: kept, apart: apart.slice(0, count) });
    }
  }

  /** From the gradient of what is found back to that of the queries; writes those of keys, distances, ages and of nothing. */
  #scores(dFound: Float32Array, gradient: Float32Array): Float32Array {
    const { heads, width } = this.#attention.size;
    const { distance, nothing } = this.#attention.tables;
    const { size } = this.batch;
    const keyed = heads * width;
    const dAsked = new Float32Array(this.#rows.length * keyed);
    const [dDistance, dAge, dNothing] = ['distance', 'age', 'nothing'].map((name) =>
      this.#table(gradient, name).fill(0),
    ) as [Float32Array, Float32Array, Float32Array];
    const distances = distance.length / keyed;
    const ages = dAge.length / heads;
    const dKeys = this.#keys.map((keys) => new Float32Array(keys.length));
    this.#rows.forEach((attended, row) => {
      if (!attended) return;
      const { line, first, query, shares, apart } = attended;
      const [keys, dKey] = [this.#keys[row % size]!, dKeys[row % size]!];
      const count = line.to - first;
      const last = lastPitch(line);
      const dQuery = new Float32Array(keyed);
      for (let head = 0; head < heads; head++) {
        const share = shares[head]!;
        const dShare = new Float32Array(count + 1);
        const base = (row * heads + head) * FOUND;
        for (let k = 0; k < count; k++)
          eachValue(line, first + k, last, (index) => {
            dShare[k]! += dFound[base + index]!;
          });
        const mean = share.reduce((sum, s, k) => sum + s * dShare[k]!, 0);
        for (let k = 0; k <= count; k++) {
          const delta = share[k]! * (dShare[k]! - mean);
          const q = head * width;
          if (k === count) {
            addScaled(dQuery, q, nothing, q, width, delta);
            addScaled(dNothing, q, query, q, width, delta);
            continue;
          }
          const key = (first + k - line.from) * keyed + q;
          const far = (head * distances + apart[k]!) * width;
          addScaled(dQuery, q, keys, key, width, delta);
          addScaled(dQuery, q, distance, far, width, delta);
          addScaled(dKey, key, query, q, width, delta);
          addScaled(dDistance, far, query, q, width, delta);
          dAge[head * ages + ageRow(count - k)]! += delta;
        }
      }
      // A query is the key of the next event, moved by what the network knows.
      addScaled(dAsked, row * keyed, dQuery, 0, keyed, 1 / Math.sqrt(width));
      addScaled(dKey, (line.to - line.from) * keyed, dQuery, 0, keyed, 1 / Math.sqrt(width));
    });
    this.#scatterKeys(dKeys, this.#table(gradient, 'key').fill(0));
    return dAsked;
  }

  /** Adds the gradients of keys to those of the table's rows. */
  #scatterKeys(dKeys: readonly Float32Array[], table: Float32Array): void {
    dKeys.forEach((dKey, b) => {
      this.#eachEvent(b, (line, i, onset, row, size) => {
        eachKeyRow(line, i, onset, (index) => addScaled(table, index * size, dKey, row * size, size, 1));
      });
    });
  }

  #keysOf(window: number): Float32Array {
    const { heads, width } = this.#attention.size;
    const last = this.#lastLine(window);
    const keys = new Float32Array(last ? (last.to - last.from + 1) * heads * width : 0);
    this.#eachEvent(window, (line, i, onset, row) => this.#attention.writeKey(line, i, onset, keys, row));
    return keys;
  }

  /** Calls `event` for each event of a window's line and for the one after it. */
  #eachEvent(
    window: number,
    event: (line: LineSoFar, i: number, onset: number, row: number, size: number) => void,
  ): void {
    const { heads, width } = this.#attention.size;
    const line = this.#lastLine(window);
    if (!line) return;
    for (let i = line.from; i <= line.to; i++)
      event(line, i, i < line.to ? line.history.onset[i]! : line.onset, i - line.from, heads * width);
  }

  /** The line before the last step of a window. */
  #lastLine(window: number): LineSoFar | undefined {
    const { steps, size, past } = this.batch;
    for (let t = steps - 1; t >= 0; t--) if (past[t * size + window]) return past[t * size + window];
    return undefined;
  }

  #eachFound(each: (share: number, at: number, row: number, symbol: number) => void): void {
    const width = foundWidth(this.layout.size);
    this.found.forEach((share, i) => {
      const at = i % width;
      if (share !== 0) each(share, at, (i - at) / width, symbolOf(at % FOUND));
    });
  }

  #table(values: Float32Array, name: string): Float32Array {
    return pieceOf(values, this.layout, `attention/${name}`);
  }

  #matrix(name: string): T2 {
    const { shape } = this.layout.pieces.get(`attention/${name}`)!;
    return tf.tensor2d(this.#table(this.parameters, name), shape as [number, number]);
  }
}

function addScaled(to: Float32Array, i: number, from: Float32Array, j: number, width: number, by: number): void {
  for (let k = 0; k < width; k++) to[i + k]! += by * from[j + k]!;
}
