/** The network's parameters: a flat array, its named pieces, and their initial values. */

import {
  type AttentionSize,
  attentionShapes,
  DURATION_COUNT,
  FEATURE_COUNT,
  FOUND,
  PITCH_SYMBOLS,
  type Random,
  random,
} from '../../plugin/internal.ts';

/** The sizes of a network. */
export interface NetworkSize {
  /** Width of the linear embedding of the features. */
  readonly embed: number;
  /** Units of each of the two LSTM layers. */
  readonly units: number;
  /** Width of the hidden layer before the pitch. */
  readonly pitchHidden: number;
  /** Attention over the melody's own past, if it has any. */
  readonly attention?: AttentionSize | null;
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

/**
 * Lays out kernels and biases in sequence, then tables; `matrices` are names with the rows and columns of their kernels,
 * `tables` names with shapes, whose last dimensions become columns.
 */
export function pieceLayout(
  matrices: readonly (readonly [string, number, number])[],
  tables: Readonly<Record<string, readonly number[]>> = {},
): PieceLayout {
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
  for (const [name, shape] of Object.entries(tables)) {
    const [rows, ...columns] = [1, ...shape].slice(-Math.max(2, shape.length)) as [number, ...number[]];
    add(
      name,
      rows,
      columns.reduce((product, n) => product * n, 1),
    );
  }
  return { pieces, total };
}

/** The layout of a network of a size. */
export function networkLayout(size: NetworkSize): NetworkLayout {
  const { embed, units, pitchHidden, attention } = size;
  const head = units + embed + foundWidth(size);
  const tables = attention ? attentionShapes(attention, units + embed) : {};
  const layout = pieceLayout(
    [
      ['embed', FEATURE_COUNT, embed],
      ...GATES.map((gate) => [`lstm1/${gate}`, embed + units, units] as const),
      ...GATES.map((gate) => [`lstm2/${gate}`, units + units, units] as const),
      ['duration', head, DURATION_COUNT],
      ['pitchHidden', head + DURATION_COUNT, pitchHidden],
      ['pitch', pitchHidden, PITCH_SYMBOLS],
    ],
    Object.fromEntries(Object.entries(tables).map(([name, shape]) => [`attention/${name}`, shape])),
  );
  return { size, ...layout };
}

/** Numbers that attention finds for each event. */
export function foundWidth({ attention }: NetworkSize): number {
  return attention ? attention.heads * FOUND : 0;
}

/** Initial values: Glorot-uniform kernels; biases 0, except 1 for forget gates. Attention finds what came back from the start. */
export function initialParameters(layout: PieceLayout, seed: string): Float32Array {
  const chance = random(`${seed} weights`);
  const values = new Float32Array(layout.total);
  for (const [name, { offset, shape, length }] of layout.pieces) {
    if (name.startsWith('attention/')) {
      fillTable(values.subarray(offset, offset + length), name, chance);
      continue;
    }
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

/** Initial values of attention's tables: keys at random, so that queries, which begin as keys, distinguish them. */
function fillTable(table: Float32Array, name: string, chance: Random): void {
  if (name === 'attention/copy') table.fill(1);
  if (name !== 'attention/key') return;
  // The standard deviation is 0.3.
  for (let i = 0; i < table.length; i++) table[i] = (chance.next() * 2 - 1) * 0.3 * Math.sqrt(3);
}

/** The part of a flat array that is a named piece. @throws Error if there is none. */
export function pieceOf(values: Float32Array, layout: Pick<PieceLayout, 'pieces'>, name: string): Float32Array {
  const piece = layout.pieces.get(name);
  if (!piece) throw new Error(`the network has no weights named ${name}`);
  return values.subarray(piece.offset, piece.offset + piece.length);
}
