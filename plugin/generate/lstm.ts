/** The LSTM, run note by note on the kernels of tfjs's wasm backend. */

import type { Phrase, PhraseModel, PhraseRequest } from '../music/phrase.ts';
import { AttentionLayer, type AttentionRun } from './attention-step.ts';
import { composePhrase } from './compose.ts';
import { NO_LINE } from './event-history.ts';
import { eachFeature, LAYOUT, type StepContext } from './features.ts';
import { NO_LOOKBACK } from './lookback.ts';
import type { StepModel, StepRun } from './step-model.ts';
import { dense, each, free, type Layer, type Matrix, matrix, numbersOf, product, row } from './tensors.ts';
import { DURATION_COUNT, PITCH_SYMBOLS } from './tokens.ts';
import { type ModelFiles, type NetworkWeights, readWeights } from './weights.ts';

/**
 * A phrase model of the network, on the calling thread; call {@link startTensors} first.
 * @throws WeightsError if the files are not a model of this network.
 */
export function createLstmModel(files: ModelFiles, where?: string): PhraseModel {
  const steps = lstmSteps(readWeights(files, where));
  return {
    name: steps.name,
    source: steps.source,
    generate: async (request: PhraseRequest): Promise<Phrase> => composePhrase(steps, request),
    dispose: () => steps.dispose(),
  };
}

/** The network as a step model. Runs one step at once, so that the first phrase does not include the warm-up. */
export function lstmSteps(weights: NetworkWeights): StepModel {
  const network = new Network(weights);
  const warm = network.begin(1);
  warm.durations([WARM_UP]);
  warm.pitches([0]);
  warm.end();
  return {
    name: weights.name,
    source: 'lstm',
    conditional: true,
    knowsFineStyles: knowsFineStyles(weights),
    begin: (rows) => network.begin(rows),
    dispose: () => network.dispose(),
  };
}

/** Weights from before fine styles are read with zeros for them. */
function knowsFineStyles({ embed, get }: NetworkWeights): boolean {
  return get('embed/kernel')
    .values.subarray(LAYOUT.fineStyle * embed)
    .some((value) => value !== 0);
}

const WARM_UP: StepContext = {
  previousPitch: -1,
  previousDuration: -1,
  place: 0,
  meter: '4/4',
  barsLeft: 7,
  chord: null,
  nextChord: null,
  mode: 'major',
  style: null,
  fineStyle: null,
  controls: [],
  lookback: NO_LOOKBACK,
  past: NO_LINE,
};

class Network {
  readonly embed: number;
  readonly units: number;
  readonly pitchHidden: number;
  readonly embedKernel: Float32Array;
  readonly embedBias: Float32Array;
  /** Their kernels have the rows of the input, then the recurrent rows. */
  readonly layers: readonly [Layer, Layer];
  /**
   * The layers that do not need the duration, in one product: duration logits, then the hidden layer of the pitch head,
   * then attention's query.
   */
  readonly head: Layer;
  readonly attention: AttentionLayer | null;
  /** Contribution of each duration to that hidden layer, one row per duration. */
  readonly durationRows: Float32Array;
  readonly pitch: Layer;
  #disposed = false;

  constructor(weights: NetworkWeights) {
    const { get } = weights;
    const { embed, units, pitchHidden } = weights;
    this.embed = embed;
    this.units = units;
    this.pitchHidden = pitchHidden;
    this.embedKernel = get('embed/kernel').values;
    this.embedBias = get('embed/bias').values;
    const bias = (name: string) => row(get(`${name}/bias`).values);
    const lstm = (name: string, inputs: number): Layer => {
      const kernel = joined(get(`${name}/kernel`).values, get(`${name}/recurrent_kernel`).values);
      return { kernel: matrix(inputs + units, 4 * units, kernel), bias: bias(name) };
    };
    this.layers = [lstm('lstm1', embed), lstm('lstm2', units)];
    const { attention } = weights;
    this.attention = attention && new AttentionLayer(attention, weights);
    const parts = ['duration', 'pitch_hidden'].map((name) => [get(`${name}/kernel`), get(`${name}/bias`)] as const);
    if (attention) parts.push([get('attention/query_kernel'), get('attention/query_bias')]);
    const conditioned = units + embed;
    const biases = Float32Array.from(parts.flatMap(([, { values }]) => [...values]));
    const width = biases.length;
    const head = new Float32Array(conditioned * width);
    let column = 0;
    for (const [{ values }, bias] of parts) {
      const size = bias.values.length;
      for (let i = 0; i < conditioned; i++) head.set(values.subarray(i * size, (i + 1) * size), i * width + column);
      column += size;
    }
    this.head = { kernel: matrix(conditioned, width, head), bias: row(biases) };
    this.durationRows = get('pitch_hidden/kernel').values.slice(-DURATION_COUNT * pitchHidden);
    const symbols = get('pitch/bias').values.length;
    this.pitch = { kernel: matrix(pitchHidden, symbols, get('pitch/kernel').values), bias: bias('pitch') };
  }

  begin(rows: number): StepRun {
    if (this.#disposed) throw new Error('the music model was disposed and cannot write phrases');
    return new NetworkRun(this, rows);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const { kernel, bias } of [...this.layers, this.head, this.pitch]) free(kernel, bias);
    this.attention?.dispose();
  }
}

/** The state of one batch. A layer's output is stored where it is read next: with its own input, and with the next layer's. */
class NetworkRun implements StepRun {
  /** Per layer, rows of input and last output; then rows of input of the head. */
  readonly #first: Matrix;
  readonly #second: Matrix;
  readonly #conditioned: Matrix;
  readonly #cells: readonly [Float32Array, Float32Array];
  readonly #cell: Matrix;
  readonly #hidden: Matrix;
  readonly #attention: AttentionRun | null;
  /** Output of {@link Network.head} for the current step. */
  #head: Float32Array | null = null;
  /** Output of {@link AttentionLayer.found} for the current step; null without attention. */
  #found: Float32Array | null = null;
  #ended = false;

  constructor(
    readonly network: Network,
    readonly rows: number,
  ) {
    const { embed, units, pitchHidden } = network;
    this.#first = matrix(rows, embed + units);
    this.#second = matrix(rows, 2 * units);
    this.#conditioned = matrix(rows, units + embed);
    this.#cells = [new Float32Array(rows * units), new Float32Array(rows * units)];
    this.#cell = matrix(rows, units);
    this.#hidden = matrix(rows, pitchHidden);
    this.#attention = network.attention?.begin(rows) ?? null;
  }

  durations(contexts: readonly Readonly<StepContext>[]): Float32Array {
    const { network, rows } = this;
    const { embed, units, pitchHidden, layers } = network;
    const input = embedded(network, contexts);
    place(input, embed, this.#first, 0);
    const below = this.#step(layers[0], this.#first, this.#cells[0]);
    place(below, units, this.#first, embed);
    place(below, units, this.#second, 0);
    const above = this.#step(layers[1], this.#second, this.#cells[1]);
    place(above, units, this.#second, units);
    place(above, units, this.#conditioned, 0);
    place(input, embed, this.#conditioned, units);
    const head = dense(this.#conditioned, network.head);
    this.#head = head;
    const width = head.length / rows;
    const heads = DURATION_COUNT + pitchHidden;
    if (this.#attention) {
      const found = this.#attention.attend(contexts, head, heads, width);
      add(found, 0, head, heads, rows);
      this.#found = found;
    }
    const logits = new Float32Array(rows * DURATION_COUNT);
    for (let row = 0; row < rows; row++)
      logits.set(head.subarray(row * width, row * width + DURATION_COUNT), row * DURATION_COUNT);
    return logits;
  }

  pitches(durations: readonly number[]): Float32Array {
    const head = this.#head;
    if (!head) throw new Error('pitches come after durations');
    const { pitchHidden, durationRows, pitch } = this.network;
    const hidden = numbersOf(this.#hidden);
    const width = head.length / this.rows;
    for (let row = 0; row < this.rows; row++) {
      const from = row * width + DURATION_COUNT;
      const by = durations[row]! * pitchHidden;
      for (let j = 0; j < pitchHidden; j++)
        hidden[row * pitchHidden + j] = Math.max(0, head[from + j]! + durationRows[by + j]!);
    }
    const logits = dense(this.#hidden, pitch);
    if (this.#found) add(this.#found, DURATION_COUNT + pitchHidden, logits, PITCH_SYMBOLS, this.rows);
    return logits;
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#head = null;
    this.#attention?.end();
    free(this.#first, this.#second, this.#conditioned, this.#cell, this.#hidden);
  }

  /** One LSTM step: updates the cells and returns the output. Gates in the order of Keras: input, forget, cell, output. */
  #step({ kernel, bias }: Layer, input: Matrix, cells: Float32Array): Float32Array {
    const { units } = this.network;
    const gates = product(input, kernel, bias);
    // One sigmoid over all gates, including the cell gate, is cheaper than three; one tanh over all is not.
    const open = each('Sigmoid', gates);
    const asked = numbersOf(gates);
    const wide = 4 * units;
    const cell = numbersOf(this.#cell);
    for (let row = 0; row < this.rows; row++)
      cell.set(asked.subarray(row * wide + 2 * units, row * wide + 3 * units), row * units);
    const bent = each('Tanh', this.#cell);
    const opened = numbersOf(open);
    const tanh = numbersOf(bent);
    // Each product and sum is rounded to a float, as in the backend's own kernels.
    for (let i = 0, from = 0; i < cells.length; from += wide)
      for (let j = from; j < from + units; j++, i++)
        cells[i] = Math.fround(opened[units + j]! * cells[i]!) + Math.fround(opened[j]! * tanh[i]!);
    numbersOf(this.#cell).set(cells);
    const conditioned = each('Tanh', this.#cell);
    // The memory may have moved.
    const out = numbersOf(conditioned).slice();
    const last = numbersOf(open);
    for (let i = 0, from = 3 * units; i < out.length; from += wide)
      for (let j = from; j < from + units; j++, i++) out[i] = last[j]! * out[i]!;
    free(gates, open, bent, conditioned);
    return out;
  }
}

/** Copies rows into a matrix, starting at a column. */
function place(rows: Float32Array, width: number, into: Matrix, column: number): void {
  const numbers = numbersOf(into);
  const step = into.shape[2]!;
  for (let row = 0; row * width < rows.length; row++)
    numbers.set(rows.subarray(row * width, (row + 1) * width), row * step + column);
}

/** Adds columns of rows, from a column on, to the first columns of other rows. */
function add(from: Float32Array, column: number, to: Float32Array, width: number, rows: number): void {
  const [step, other] = [from.length / rows, to.length / rows];
  for (let row = 0; row < rows; row++)
    for (let j = 0; j < width; j++) to[row * other + j]! += from[row * step + column + j]!;
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** The linear embedding of the sparse features, as plain arrays. */
function embedded(network: Network, contexts: readonly Readonly<StepContext>[]): Float32Array {
  const { embed, embedKernel, embedBias } = network;
  const out = new Float32Array(contexts.length * embed);
  contexts.forEach((context, row) => {
    const base = row * embed;
    out.set(embedBias, base);
    eachFeature(context, (index, value) => addRow(out, base, embedKernel, index * embed, embed, value));
  });
  return out;
}

/** Adds a multiple of one matrix row to another. Most features are 1: adding two floats needs no double. */
function addRow(
  out: Float32Array,
  base: number,
  matrix: Float32Array,
  from: number,
  width: number,
  value: number,
): void {
  if (value === 1) for (let j = 0; j < width; j++) out[base + j] = Math.fround(out[base + j]! + matrix[from + j]!);
  else for (let j = 0; j < width; j++) out[base + j]! += value * matrix[from + j]!;
}
