/** The arithmetic of the drum network: one LSTM over hits, and four outputs. A hit costs less than 0.1 ms. */

import { type ModelFiles, readTensors, type Weight, WeightsError } from '../weights.ts';
import { DEVIATION_COUNT, DRUM_COUNT, FINE_COUNT, INPUT_COUNT, STEP_COUNT, VELOCITY_COUNT } from './drum-layout.ts';
import { Matrices, type Product } from './matrices.ts';

const HIDDEN = 48;
/** Rows of the tables that each output reads, in order: drum, place, last drum of the tick, and what hands remember. */
const VELOCITY_TABLES = [DRUM_COUNT, STEP_COUNT, DRUM_COUNT + 1, ...new Array<number>(4).fill(VELOCITY_COUNT + 1)];
const DEVIATION_TABLES = [
  ...[DRUM_COUNT, STEP_COUNT, DRUM_COUNT + 1, VELOCITY_COUNT],
  ...[DEVIATION_COUNT + 1, FINE_COUNT + 1, DEVIATION_COUNT + 1, FINE_COUNT + 1],
];

/** Logits from the state and from rows of tables. */
interface Output {
  readonly state: Product;
  readonly tables: readonly Float32Array[];
  readonly out: Product;
}

/** The weights of the network. Many performances may share them. */
export class DrumNetwork {
  readonly units: number;
  /** Edges of the sixths of density (hits per quarter) and velocity that drummers play. */
  readonly sixths: { readonly density: readonly number[]; readonly level: readonly number[] };
  readonly #input: Float32Array;
  readonly #recurrent: Product;
  readonly #step: Product;
  readonly #back: Float32Array;
  readonly #drum: Output;
  readonly #velocity: Output;
  readonly #deviation: Output;
  readonly #hidden = new Float32Array(HIDDEN);
  readonly #gates: Float32Array;

  /** @throws WeightsError if the files are not a network of this shape. */
  constructor(files: ModelFiles, where = 'the drum network') {
    const read = readTensors(files, where);
    const get = (name: string, ...shape: number[]): Float32Array => {
      const weight: Weight | undefined = read.get(name);
      if (!weight || String(weight.shape) !== String(shape) || !weight.values.every(Number.isFinite))
        throw new WeightsError(`${where}: ${name} is missing or not of shape [${shape}]; copy its files again`);
      return weight.values;
    };
    const units = read.get('recurrent/kernel')?.shape[1] ?? 0;
    const matrices = new Matrices();
    const product = (name: string, rows: number, columns: number) =>
      matrices.add({ kernel: get(`${name}/kernel`, rows, columns), bias: get(`${name}/bias`, rows) });
    const output = (name: string, size: number, tables: readonly number[]): Output => ({
      state: product(`${name}_state`, HIDDEN, units),
      tables: tables.map((rows, i) => get(`${name}_table${i}/kernel`, rows, HIDDEN)),
      out: product(`${name}_out`, size, HIDDEN),
    });
    this.units = units;
    this.#gates = new Float32Array(4 * units);
    this.#input = get('input/kernel', INPUT_COUNT, 4 * units);
    this.#recurrent = product('recurrent', 4 * units, units);
    this.#step = product('step', STEP_COUNT, units);
    this.#back = get('back/kernel', 2 * DRUM_COUNT, HIDDEN);
    this.#drum = output('drum', DRUM_COUNT, [STEP_COUNT, DRUM_COUNT + 1]);
    this.#velocity = output('velocity', VELOCITY_COUNT, VELOCITY_TABLES);
    this.#deviation = output('deviation', DEVIATION_COUNT, DEVIATION_TABLES);
    const sixths: unknown = (files.json as { sixths?: unknown }).sixths;
    this.sixths = sixths as DrumNetwork['sixths'];
    for (const edges of [this.sixths?.density, this.sixths?.level])
      if (!Array.isArray(edges) || edges.length !== 5 || !edges.every(Number.isFinite))
        throw new WeightsError(`${where}: its model.json has no sixths; copy its files again`);
  }

  /** The sum of the rows of some inputs, for inputs that many hits share. */
  sumOf(inputs: readonly number[]): Float32Array {
    const sum = new Float32Array(4 * this.units);
    for (const index of inputs) addRow(this.#input, index, sum);
    return sum;
  }

  /** Moves the state (`h` and `c`) on by one hit; `inputs` are the indices of its one-hot inputs, `shared` is the sum of others. */
  advance(h: Float32Array, c: Float32Array, inputs: readonly number[], shared: Float32Array): void {
    const { units } = this;
    const gates = this.#gates;
    this.#recurrent(h, gates);
    addRow(shared, 0, gates);
    for (const index of inputs) addRow(this.#input, index, gates);
    for (let i = 0; i < units; i++) {
      const kept = sigmoid(gates[units + i]!) * c[i]!;
      c[i] = kept + sigmoid(gates[i]!) * tanh(gates[2 * units + i]!);
      h[i] = sigmoid(gates[3 * units + i]!) * tanh(c[i]!);
    }
  }

  /** Logits of the next place. */
  steps(h: Float32Array): Float32Array {
    return this.#step(h, new Float32Array(STEP_COUNT));
  }

  /** Logits of the drum at a place; `back` are indices of drums struck there one bar (0..12) and two bars (13..25) before. */
  drums(h: Float32Array, place: number, same: number, back: readonly number[]): Float32Array {
    return this.#logits(this.#drum, h, [place, same], DRUM_COUNT, back);
  }

  velocities(h: Float32Array, indices: readonly number[]): Float32Array {
    return this.#logits(this.#velocity, h, indices, VELOCITY_COUNT);
  }

  deviations(h: Float32Array, indices: readonly number[]): Float32Array {
    return this.#logits(this.#deviation, h, indices, DEVIATION_COUNT);
  }

  #logits(output: Output, h: Float32Array, indices: readonly number[], size: number, back: readonly number[] = []) {
    const hidden = output.state(h, this.#hidden);
    for (const [i, table] of output.tables.entries()) addRow(table, indices[i]!, hidden);
    for (const index of back) addRow(this.#back, index, hidden);
    for (let i = 0; i < HIDDEN; i++) hidden[i] = tanh(hidden[i]!);
    return output.out(hidden, new Float32Array(size));
  }
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
/** Faster than `Math.tanh`, and as exact as weights of one byte need. */
const tanh = (x: number) => 2 / (1 + Math.exp(-2 * x)) - 1;

function addRow(table: Float32Array, row: number, to: Float32Array): void {
  const from = row * to.length;
  for (let i = 0; i < to.length; i++) to[i]! += table[from + i]!;
}
