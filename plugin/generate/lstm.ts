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
  readonly embedKernel: Float32Array;
  readonly embedBias: Float32Array;
  readonly layers: readonly [Layer, Layer];
  readonly duration: Layer;
  readonly pitchHidden: Layer;
  readonly pitch: Layer;
  #disposed = false;

  constructor(weights: NetworkWeights) {
    const { get } = weights;
    this.embed = weights.embed;
    this.units = weights.units;
    this.embedKernel = get('embed/kernel').values;
    this.embedBias = get('embed/bias').values;
    const matrix = (name: string) => tf.tensor2d(get(name).values, get(name).shape as [number, number]);
    const dense = (name: string): Layer => ({
      kernel: matrix(`${name}/kernel`),
      bias: tf.tensor1d(get(`${name}/bias`).values),
    });
    const lstm = (name: string): Layer => ({
      kernel: tf.tidy(() => tf.concat2d([matrix(`${name}/kernel`), matrix(`${name}/recurrent_kernel`)], 0)),
      bias: tf.tensor1d(get(`${name}/bias`).values),
    });
    this.layers = [lstm('lstm1'), lstm('lstm2')];
    this.duration = dense('duration');
    this.pitchHidden = dense('pitch_hidden');
    this.pitch = dense('pitch');
  }

  begin(rows: number): StepRun {
    if (this.#disposed) throw new Error('the music model was disposed and cannot write any more');
    return new NetworkRun(this, rows);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const { kernel, bias } of [...this.layers, this.duration, this.pitchHidden, this.pitch]) {
      kernel.dispose();
      bias.dispose();
    }
  }
}

/** The state of some lines being written: output and cell of both layers. */
class NetworkRun implements StepRun {
  #state: readonly T2[];
  #head: T2 | null = null;

  constructor(
    readonly network: Network,
    readonly rows: number,
  ) {
    this.#state = [0, 1, 2, 3].map(() => tf.zeros([rows, network.units]) as T2);
  }

  durations(contexts: readonly Readonly<StepContext>[]): Float32Array {
    const { network } = this;
    const [output1, cell1, output2, cell2] = this.#state as [T2, T2, T2, T2];
    const kept = tf.tidy(() => {
      const input = tf.tensor2d(embedded(network, contexts), [this.rows, network.embed]);
      const [o1, c1] = cellStep(network.layers[0], input, output1, cell1, network.units);
      const [o2, c2] = cellStep(network.layers[1], o1, output2, cell2, network.units);
      return [o1, c1, o2, c2, tf.concat2d([o2, input], 1)] as T2[];
    });
    this.#release();
    this.#state = kept.slice(0, 4);
    this.#head = kept[4]!;
    return read(() => dense(this.#head!, network.duration));
  }

  pitches(durations: readonly number[]): Float32Array {
    const head = this.#head;
    if (!head) throw new Error('pitches come after durations');
    const { network } = this;
    const hot = new Float32Array(durations.length * DURATION_COUNT);
    durations.forEach((token, row) => {
      hot[row * DURATION_COUNT + token] = 1;
    });
    return read(() => {
      const input = tf.concat2d([head, tf.tensor2d(hot, [this.rows, DURATION_COUNT])], 1);
      return dense(dense(input, network.pitchHidden, 'relu'), network.pitch);
    });
  }

  end(): void {
    this.#release();
    this.#state = [];
    this.#head = null;
  }

  #release(): void {
    tf.dispose([...this.#state, ...(this.#head ? [this.#head] : [])]);
  }
}

function cellStep(layer: Layer, input: T2, output: T2, cell: T2, units: number): [T2, T2] {
  const gates = dense(tf.concat2d([input, output], 1), layer);
  const [i, f, c, o] = tf.split(gates, 4, 1) as T2[] as [T2, T2, T2, T2];
  const next: T2 = tf.add(tf.mul(tf.sigmoid(f), cell), tf.mul(tf.sigmoid(i), tf.tanh(c)));
  if (next.shape[1] !== units) throw new Error(`cell of ${next.shape[1]} units, ${units} expected`);
  return [tf.mul(tf.sigmoid(o), tf.tanh(next)), next];
}

function dense(input: T2, layer: Layer, activation: 'linear' | 'relu' = 'linear'): T2 {
  return tf.fused.matMul({ a: input, b: layer.kernel, bias: layer.bias, activation }) as T2;
}

function read(compute: () => T2): Float32Array {
  const tensor = tf.tidy(compute);
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
    eachFeature(context, (index, value) => {
      const from = index * embed;
      for (let j = 0; j < embed; j++) out[base + j]! += value * embedKernel[from + j]!;
    });
  });
  return out;
}
