/** The network's parameters: a flat array, its named pieces, and their initial values. */

import { DURATION_COUNT, FEATURE_COUNT, PITCH_SYMBOLS, random } from '../../plugin/internal.ts';

/** The sizes of a network. */
export interface NetworkSize {
  /** Width of the linear embedding of the features. */
  readonly embed: number;
  /** Units of each of the two LSTM layers. */
  readonly units: number;
  /** Width of the hidden layer before the pitch. */
  readonly pitchHidden: number;
}

/** An LSTM's gates in the order of tfjs and Keras: input, forget, cell, output. */
export const GATES = ['i', 'f', 'c', 'o'] as const;

/** A named piece of the parameters. */
export interface Piece {
  readonly offset: number;
  readonly shape: readonly [number, number];
  readonly length: number;
}

/** Position of each weight matrix and bias in the flat array. Kernels of a gate have the input rows first, then the recurrent rows. */
export interface NetworkLayout {
  readonly size: NetworkSize;
  readonly pieces: ReadonlyMap<string, Piece>;
  readonly total: number;
}

/** Named pieces of a flat array, for any network. */
export type PieceLayout = Pick<NetworkLayout, 'pieces' | 'total'>;

/** Lays out kernels and biases in sequence; `matrices` are names with the rows and columns of their kernels. */
export function pieceLayout(matrices: readonly (readonly [string, number, number])[]): PieceLayout {
  const pieces = new Map<string, Piece>();
  let total = 0;
  const add = (name: string, rows: number, columns: number) => {
    pieces.set(name, { offset: total, shape: [rows, columns], length: rows * columns });
    total += rows * columns;
  };
  for (const [name, rows, columns] of matrices) {
    add(`${name}/kernel`, rows, columns);
    add(`${name}/bias`, 1, columns);
  }
  return { pieces, total };
}

/** The layout of a network of a size. */
export function networkLayout(size: NetworkSize): NetworkLayout {
  const { embed, units, pitchHidden } = size;
  const layout = pieceLayout([
    ['embed', FEATURE_COUNT, embed],
    ...GATES.map((gate) => [`lstm1/${gate}`, embed + units, units] as const),
    ...GATES.map((gate) => [`lstm2/${gate}`, units + units, units] as const),
    ['duration', units + embed, DURATION_COUNT],
    ['pitchHidden', units + embed + DURATION_COUNT, pitchHidden],
    ['pitch', pitchHidden, PITCH_SYMBOLS],
  ]);
  return { size, ...layout };
}

/** Initial values: Glorot-uniform kernels; biases 0, except 1 for forget gates. */
export function initialParameters(layout: PieceLayout, seed: string): Float32Array {
  const chance = random(`${seed} weights`);
  const values = new Float32Array(layout.total);
  for (const [name, { offset, shape, length }] of layout.pieces) {
    if (name.endsWith('/bias')) {
      if (name.includes('/f/')) values.fill(1, offset, offset + length);
      continue;
    }
    const fanIn = name.startsWith('embed') ? 24 : shape[0];
    const limit = Math.sqrt(6 / (fanIn + shape[1]));
    for (let i = 0; i < length; i++) values[offset + i] = (chance.next() * 2 - 1) * limit;
  }
  return values;
}

/** The part of a flat array that is a named piece. @throws Error if there is none. */
export function pieceOf(values: Float32Array, layout: Pick<PieceLayout, 'pieces'>, name: string): Float32Array {
  const piece = layout.pieces.get(name);
  if (!piece) throw new Error(`the network has no weights named ${name}`);
  return values.subarray(piece.offset, piece.offset + piece.length);
}
