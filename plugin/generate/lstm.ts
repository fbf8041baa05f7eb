/** The network, run a note at a time on the kernels of tfjs's wasm backend. */

import type { Phrase, PhraseModel, PhraseRequest } from '../music/phrase.ts';
import { composePhrase } from './compose.ts';
import { eachFeature, type StepContext } from './features.ts';
import { NO_LOOKBACK } from './lookback.ts';
import type { StepModel, StepRun } from './step-model.ts';
import { each, free, type Matrix, matrix, numbersOf, product, row } from './tensors.ts';
import { DURATION_COUNT } from './tokens.ts';
import { type ModelFiles, type NetworkWeights, readWeights } from './weights.ts';

/**
 * The network as a composer, on the calling thread; call {@link startTensors} first.
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

/** The network as a step model. A first step is run at once, so that the first phrase does not pay for it. */
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
    begin: (rows) => network.begin(rows),
    dispose: () => network.dispose(),
  };
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
  controls: [],
  lookback: NO_LOOKBACK,
};

/** A layer in one product; kernels hold input rows, then recurrent rows. */
interface Layer {
  readonly kernel: Matrix;
  readonly bias: Matrix;
}

class Network {
  readonly embed: number;
  readonly units: number;
  readonly pitchHidden: number;
  readonly embedKernel: Float32Array;
  readonly embedBias: Float32Array;
  readonly layers: readonly [Layer, Layer];
  /** What needs no duration yet, in one product: logits of the durations, then the hidden layer of the pitches. */
  readonly head: Layer;
  /** What each duration adds to that hidden layer, a row each. */
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
    const told = units + embed;
    const width = DURATION_COUNT + pitchHidden;
    const duration = get('duration/kernel').values;
    const hidden = get('pitch_hidden/kernel').values;
    const head = new Float32Array(told * width);
    for (let i = 0; i < told; i++) {
      head.set(duration.subarray(i * DURATION_COUNT, (i + 1) * DURATION_COUNT), i * width);
      head.set(hidden.subarray(i * pitchHidden, (i + 1) * pitchHidden), i * width + DURATION_COUNT);
    }
    this.head = {
      kernel: matrix(told, width, head),
      bias: row(joined(get('duration/bias').values, get('pitch_hidden/bias').values)),
    };
    this.durationRows = hidden.slice(told * pitchHidden);
    const symbols = get('pitch/bias').values.length;
    this.pitch = { kernel: matrix(pitchHidden, symbols, get('pitch/kernel').values), bias: bias('pitch') };
  }

  begin(rows: number): StepRun {
    if (this.#disposed) throw new Error('the music model was disposed and cannot write any more');
    return new NetworkRun(this, rows);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const { kernel, bias } of [...this.layers, this.head, this.pitch]) free(kernel, bias);
  }
}

/** The state of some lines being written. What a layer gave out lies where it is read next: beside its own input, and in the next one's. */
class NetworkRun implements StepRun {
  /** Rows of input and last output, a layer each; rows of what the head is told. */
  readonly #first: Matrix;
  readonly #second: Matrix;
  readonly #told: Matrix;
  readonly #cells: readonly [Float32Array, Float32Array];
  readonly #cell: Matrix;
  readonly #hidden: Matrix;
  /** What {@link Network.head} says of the step begun. */
  #head: Float32Array | null = null;
  #ended = false;

  constructor(
    readonly network: Network,
    readonly rows: number,
  ) {
    const { embed, units, pitchHidden } = network;
    this.#first = matrix(rows, embed + units);
    this.#second = matrix(rows, 2 * units);
    this.#told = matrix(rows, units + embed);
    this.#cells = [new Float32Array(rows * units), new Float32Array(rows * units)];
    this.#cell = matrix(rows, units);
    this.#hidden = matrix(rows, pitchHidden);
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
    place(above, units, this.#told, 0);
    place(input, embed, this.#told, units);
    const head = dense(this.#told, network.head);
    this.#head = head;
    const logits = new Float32Array(rows * DURATION_COUNT);
    const width = DURATION_COUNT + pitchHidden;
    for (let row = 0; row < rows; row++)
      logits.set(head.subarray(row * width, row * width + DURATION_COUNT), row * DURATION_COUNT);
    return logits;
  }

  pitches(durations: readonly number[]): Float32Array {
    const head = this.#head;
    if (!head) throw new Error('pitches come after durations');
    const { pitchHidden, durationRows, pitch } = this.network;
    const hidden = numbersOf(this.#hidden);
    for (let row = 0; row < this.rows; row++) {
      const from = row * (DURATION_COUNT + pitchHidden) + DURATION_COUNT;
      const by = durations[row]! * pitchHidden;
      for (let j = 0; j < pitchHidden; j++)
        hidden[row * pitchHidden + j] = Math.max(0, head[from + j]! + durationRows[by + j]!);
    }
    return dense(this.#hidden, pitch);
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#head = null;
    free(this.#first, this.#second, this.#told, this.#cell, this.#hidden);
  }

  /** A step of a layer: moves its cells, and gives its output. The gates lie in the order of Keras: input, forget, cell, output. */
  #step({ kernel, bias }: Layer, input: Matrix, cells: Float32Array): Float32Array {
    const { units } = this.network;
    const gates = product(input, kernel, bias);
    // One sigmoid over all gates, also where none is wanted, costs less than three; a tangent costs more.
    const open = each('Sigmoid', gates);
    const asked = numbersOf(gates);
    const wide = 4 * units;
    const cell = numbersOf(this.#cell);
    for (let row = 0; row < this.rows; row++)
      cell.set(asked.subarray(row * wide + 2 * units, row * wide + 3 * units), row * units);
    const bent = each('Tanh', this.#cell);
    const opened = numbersOf(open);
    const tanh = numbersOf(bent);
    // Each product and sum is rounded to a float, as the backend's own kernels do.
    for (let i = 0, from = 0; i < cells.length; from += wide)
      for (let j = from; j < from + units; j++, i++)
        cells[i] = Math.fround(opened[units + j]! * cells[i]!) + Math.fround(opened[j]! * tanh[i]!);
    numbersOf(this.#cell).set(cells);
    const told = each('Tanh', this.#cell);
    // Where they lie may have changed.
    const out = numbersOf(told).slice();
    const last = numbersOf(open);
    for (let i = 0, from = 3 * units; i < out.length; from += wide)
      for (let j = from; j < from + units; j++, i++) out[i] = last[j]! * out[i]!;
    free(gates, open, bent, told);
    return out;
  }
}

/** Puts rows of some width into a matrix, from a column on. */
function place(rows: Float32Array, width: number, into: Matrix, column: number): void {
  const numbers = numbersOf(into);
  const step = into.shape[2]!;
  for (let row = 0; row * width < rows.length; row++)
    numbers.set(rows.subarray(row * width, (row + 1) * width), row * step + column);
}

function dense(input: Matrix, { kernel, bias }: Layer): Float32Array {
  const out = product(input, kernel, bias);
  const values = numbersOf(out).slice();
  free(out);
  return values;
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** The sparse features through the linear embedding, in plain arrays. */
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

/** Adds a row of a matrix, times a number, to another. Most features are 1: a sum of two floats can be a float throughout. */
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
