/** The network, run a note at a time on tfjs-core with its wasm backend. The only file that imports tfjs. */

import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Phrase, PhraseModel, PhraseRequest } from '../music/phrase.ts';
import { composePhrase } from './compose.ts';
import { eachFeature, type StepContext } from './features.ts';
import { NO_LOOKBACK } from './lookback.ts';
import type { StepModel, StepRun } from './step-model.ts';
import { DURATION_COUNT } from './tokens.ts';
import { type ModelFiles, type NetworkWeights, readWeights } from './weights.ts';

type T2 = tf.Tensor2D;

/** The address under which tfjs asks for its binary when it was handed over as bytes. */
const OWN_BINARY = 'phaser-adaptive-music/tfjs-backend-wasm-simd.wasm';

/**
 * Makes tfjs ready. In browsers the bytes of `tfjs-backend-wasm-simd.wasm` have to be given; Node finds it by itself.
 * @throws Error where WebAssembly with SIMD cannot run.
 */
export async function startTensors(wasm?: ArrayBuffer): Promise<void> {
  // Threads hang in cross-origin-isolated pages, and a worker of ours is one already.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (wasm && tf.getBackend() !== 'wasm') {
    // It insists on an address for each of its builds, and asks only for the one that runs here. Only when told to use
    // the platform's fetch does it ask where it can be answered from memory.
    const builds = ['', '-simd', '-threaded-simd'].map((build) => [`tfjs-backend-wasm${build}.wasm`, OWN_BINARY]);
    setWasmPaths(Object.fromEntries(builds), true);
    answerFromMemory(OWN_BINARY, wasm);
  }
  setThreadsCount(1);
  if (!(await tf.setBackend('wasm'))) throw new Error('the WebAssembly backend of tfjs did not start; it needs SIMD');
  await tf.ready();
}

/** No request leaves the page for what is in hand already: a content security policy might forbid it. */
function answerFromMemory(address: string, bytes: ArrayBuffer): void {
  const { platform } = tf.env();
  const fetchElsewhere = platform.fetch.bind(platform);
  platform.fetch = async (path, init) =>
    path === address
      ? new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } })
      : fetchElsewhere(path, init);
}

/** Tensors that are alive on this thread. */
export function liveTensors(): number {
  return tf.memory().numTensors;
}

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

/** A layer's gates in one product; kernels hold input rows, then recurrent rows. */
interface Layer {
  readonly kernel: T2;
  readonly bias: tf.Tensor1D;
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
    this.embed = weights.embed;
    this.units = weights.units;
    this.pitchHidden = weights.pitchHidden;
    this.embedKernel = get('embed/kernel').values;
    this.embedBias = get('embed/bias').values;
    const matrix = (name: string) => tf.tensor2d(get(name).values, get(name).shape as [number, number]);
    const vector = (name: string) => tf.tensor1d(get(name).values);
    const lstm = (name: string): Layer => ({
      kernel: tf.tidy(() => tf.concat2d([matrix(`${name}/kernel`), matrix(`${name}/recurrent_kernel`)], 0)),
      bias: vector(`${name}/bias`),
    });
    this.layers = [lstm('lstm1'), lstm('lstm2')];
    const told = this.units + this.embed;
    this.head = {
      kernel: tf.tidy(() => {
        const hidden = tf.slice2d(matrix('pitch_hidden/kernel'), [0, 0], [told, this.pitchHidden]);
        return tf.concat2d([matrix('duration/kernel'), hidden], 1);
      }),
      bias: tf.tidy(() => tf.concat1d([vector('duration/bias'), vector('pitch_hidden/bias')])),
    };
    this.durationRows = get('pitch_hidden/kernel').values.slice(told * this.pitchHidden);
    this.pitch = { kernel: matrix('pitch/kernel'), bias: vector('pitch/bias') };
  }

  begin(rows: number): StepRun {
    if (this.#disposed) throw new Error('the music model was disposed and cannot write any more');
    return new NetworkRun(this, rows);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const { kernel, bias } of [...this.layers, this.head, this.pitch]) {
      kernel.dispose();
      bias.dispose();
    }
  }
}

/** The state of some lines being written: output and cell of both layers. */
class NetworkRun implements StepRun {
  #state: readonly T2[];
  /** What {@link Network.head} says of the step begun. */
  #head: Float32Array | null = null;

  constructor(
    readonly network: Network,
    readonly rows: number,
  ) {
    this.#state = [0, 1, 2, 3].map(() => tf.zeros([rows, network.units]) as T2);
  }

  durations(contexts: readonly Readonly<StepContext>[]): Float32Array {
    const { network, rows } = this;
    const [output1, cell1, output2, cell2] = this.#state as [T2, T2, T2, T2];
    const [head, ...kept] = tf.tidy(() => {
      const input = tf.tensor2d(embedded(network, contexts), [rows, network.embed]);
      const [o1, c1] = cellStep(network.layers[0], input, output1, cell1, network.units);
      const [o2, c2] = cellStep(network.layers[1], o1, output2, cell2, network.units);
      return [dense(tf.concat2d([o2, input], 1), network.head), o1, c1, o2, c2] as const;
    });
    tf.dispose(this.#state as T2[]);
    this.#state = kept;
    this.#head = taken(head);
    const logits = new Float32Array(rows * DURATION_COUNT);
    const width = DURATION_COUNT + network.pitchHidden;
    for (let row = 0; row < rows; row++)
      logits.set(this.#head.subarray(row * width, row * width + DURATION_COUNT), row * DURATION_COUNT);
    return logits;
  }

  pitches(durations: readonly number[]): Float32Array {
    const head = this.#head;
    if (!head) throw new Error('pitches come after durations');
    const { network, rows } = this;
    const { pitchHidden, durationRows } = network;
    const hidden = new Float32Array(rows * pitchHidden);
    for (let row = 0; row < rows; row++) {
      const from = row * (DURATION_COUNT + pitchHidden) + DURATION_COUNT;
      const by = durations[row]! * pitchHidden;
      for (let j = 0; j < pitchHidden; j++)
        hidden[row * pitchHidden + j] = Math.max(0, head[from + j]! + durationRows[by + j]!);
    }
    return taken(tf.tidy(() => dense(tf.tensor2d(hidden, [rows, pitchHidden]), network.pitch)));
  }

  end(): void {
    tf.dispose(this.#state as T2[]);
    this.#state = [];
    this.#head = null;
  }
}

/** A step of a layer. The gates lie in the order of Keras: input, forget, cell, output. */
function cellStep(layer: Layer, input: T2, output: T2, cell: T2, units: number): [T2, T2] {
  const gates = dense(tf.concat2d([input, output], 1), layer);
  // One sigmoid over all, also where none is wanted, costs less than three; slices cost less than `split`.
  const open = tf.sigmoid(gates);
  const gate = (of: T2, index: number) => tf.slice2d(of, [0, index * units], [output.shape[0], units]);
  const next: T2 = tf.add(tf.mul(gate(open, 1), cell), tf.mul(gate(open, 0), tf.tanh(gate(gates, 2))));
  return [tf.mul(gate(open, 3), tf.tanh(next)), next];
}

function dense(input: T2, { kernel, bias }: Layer): T2 {
  return tf.fused.matMul({ a: input, b: kernel, bias }) as T2;
}

/** A tensor's values; the tensor is gone. */
function taken(tensor: tf.Tensor): Float32Array {
  const values = tensor.dataSync() as Float32Array;
  tensor.dispose();
  return values;
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
