/** Attention in the network's step: the keys of each line, and the kernels that read what attention finds. */

import { type AttentionSize, attentionTables, FOUND, LineAttention, symbolOf } from './attention.ts';
import type { EventHistory, LineSoFar } from './event-history.ts';
import type { StepContext } from './features.ts';
import { dense, free, type Layer, type Matrix, matrix, numbersOf, row } from './tensors.ts';
import { DURATION_COUNT, PITCH_SYMBOLS } from './tokens.ts';
import type { NetworkWeights } from './weights.ts';

/** Events that a line's keys have room for at first. */
const ROOM = 64;

/** Attention as part of a network. */
export class AttentionLayer {
  readonly line: LineAttention;
  /**
   * From what is found to the duration logits, the hidden layer of the pitch head, and the pitch logits: what attention
   * copies is a diagonal in this kernel.
   */
  readonly found: Layer;

  constructor(
    readonly size: AttentionSize,
    { get, pitchHidden, units, embed }: NetworkWeights,
  ) {
    const table = (name: string) => get(`attention/${name}`).values;
    this.line = new LineAttention(size, attentionTables(table));
    const rows = size.heads * FOUND;
    const width = DURATION_COUNT + pitchHidden + PITCH_SYMBOLS;
    const kernel = new Float32Array(rows * width);
    const duration = get('duration/kernel').values.subarray((units + embed) * DURATION_COUNT);
    const hidden = get('pitch_hidden/kernel').values.subarray((units + embed) * pitchHidden);
    const copy = table('copy');
    for (let i = 0; i < rows; i++) {
      kernel.set(duration.subarray(i * DURATION_COUNT, (i + 1) * DURATION_COUNT), i * width);
      kernel.set(hidden.subarray(i * pitchHidden, (i + 1) * pitchHidden), i * width + DURATION_COUNT);
      kernel[i * width + copiedColumn(i % FOUND, pitchHidden)]! += copy[i]!;
    }
    this.found = { kernel: matrix(rows, width, kernel), bias: row(new Float32Array(width)) };
  }

  begin(rows: number): AttentionRun {
    return new AttentionRun(this, rows);
  }

  dispose(): void {
    free(this.found.kernel, this.found.bias);
  }
}

/** The column of {@link AttentionLayer.found} of the symbol that a found share is of. */
function copiedColumn(index: number, pitchHidden: number): number {
  const symbol = symbolOf(index);
  return symbol < PITCH_SYMBOLS ? DURATION_COUNT + pitchHidden + symbol : symbol - PITCH_SYMBOLS;
}

/** The lines of one batch. Rows with the same history share its keys. */
export class AttentionRun {
  readonly #found: Matrix;
  readonly #query: Float32Array;
  readonly #lines = new Map<EventHistory, LineKeys>();

  constructor(
    readonly layer: AttentionLayer,
    rows: number,
  ) {
    const { heads, width } = layer.size;
    this.#found = matrix(rows, heads * FOUND);
    this.#query = new Float32Array(heads * width);
  }

  /**
   * The output of {@link AttentionLayer.found} for each row. `asked` holds each row's query without the key of the next
   * event, at column `at` of `columns`.
   */
  attend(contexts: readonly Readonly<StepContext>[], asked: Float32Array, at: number, columns: number): Float32Array {
    const { line, found, size } = this.layer;
    const query = this.#query;
    const into = numbersOf(this.#found).fill(0);
    contexts.forEach(({ past }, row) => {
      let keys = this.#lines.get(past.history);
      if (!keys) {
        keys = new LineKeys(line);
        this.#lines.set(past.history, keys);
      }
      const next = keys.update(past);
      line.writeQuery(asked, row * columns + at, keys.values, next, query);
      line.attend(past, query, keys.values, into, row * size.heads * FOUND);
    });
    return dense(this.#found, found);
  }

  end(): void {
    free(this.#found);
  }
}

/** The keys of a growing line, a row an event. */
class LineKeys {
  values: Float32Array;
  readonly #size: number;
  /** Events whose keys are known. */
  #known = 0;

  constructor(readonly attention: LineAttention) {
    this.#size = attention.size.heads * attention.size.width;
    this.values = new Float32Array(ROOM * this.#size);
  }

  /** Writes the keys of new events and of the next; returns the row of the next. */
  update(line: LineSoFar): number {
    const next = line.to - line.from;
    if ((next + 1) * this.#size > this.values.length) {
      const values = new Float32Array(2 * (next + 1) * this.#size);
      values.set(this.values);
      this.values = values;
    }
    for (let row = this.#known; row <= next; row++) {
      const i = line.from + row;
      const onset = row < next ? line.history.onset[i]! : line.onset;
      this.attention.writeKey(line, i, onset, this.values, row);
    }
    this.#known = next;
    return next;
  }
}
