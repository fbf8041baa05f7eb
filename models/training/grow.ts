/**
 * Starts from trained weights, unchanged or grown. Added units change nothing at first, because no existing unit reads them yet
 * (Chen, Goodfellow & Shlens 2016, Net2Net).
 */

import { attentionShapes, DURATION_COUNT, type NetworkWeights } from '../../plugin/internal.ts';
import {
  foundWidth,
  GATES,
  initialParameters,
  type NetworkLayout,
  type NetworkSize,
  networkLayout,
  pieceOf,
} from './network.ts';

/** Rows that keep their meaning: new start, old start, count. */
type Rows = readonly [to: number, from: number, count: number];

/**
 * Parameters of a layout that compute the same function as the given weights.
 * @throws Error if the layout is smaller than the weights.
 */
export function grownParameters(layout: NetworkLayout, weights: NetworkWeights, seed: string): Float32Array {
  const { size } = layout;
  for (const key of ['embed', 'units', 'pitchHidden'] as const) {
    if (size[key] < weights[key])
      throw new Error(`the weights to start from have ${weights[key]} ${key}, more than the ${size[key]} asked for`);
  }
  const { embed, units, pitchHidden, attention } = weights;
  if (JSON.stringify(size.attention ?? null) !== JSON.stringify(attention))
    throw new Error('the weights to start from have another attention than the network asked for');
  const old = networkLayout({ embed, units, pitchHidden, attention });
  const source = flatParameters(old, weights);
  const values = initialParameters(layout, seed);
  for (const name of layout.pieces.keys()) {
    const rows = /[/_]bias$/.test(name) ? [[0, 0, 1] as const] : keptRows(name, size, old.size);
    copyRows(name, rows, { layout, values }, { layout: old, values: source });
  }
  return values;
}

interface Parameters {
  readonly layout: NetworkLayout;
  readonly values: Float32Array;
}

/** Old columns get the old rows, and zeros for new rows; new columns keep their initial values. */
function copyRows(name: string, kept: readonly Rows[], to: Parameters, from: Parameters): void {
  const target = pieceOf(to.values, to.layout, name);
  const source = pieceOf(from.values, from.layout, name);
  const [rows, columns] = to.layout.pieces.get(name)!.shape;
  const oldColumns = from.layout.pieces.get(name)!.shape[1];
  for (let row = 0; row < rows; row++) target.fill(0, row * columns, row * columns + oldColumns);
  for (const [start, oldStart, count] of kept) {
    for (let i = 0; i < count; i++) {
      const oldRow = (oldStart + i) * oldColumns;
      target.set(source.subarray(oldRow, oldRow + oldColumns), (start + i) * columns);
    }
  }
}

function keptRows(name: string, size: NetworkSize, old: NetworkSize): readonly Rows[] {
  const [piece] = name.split('/') as [string];
  const conditioned: Rows[] = [
    [0, 0, old.units],
    [size.units, old.units, old.embed],
  ];
  const found = foundWidth(old);
  const top: Rows[] = [...conditioned, [size.units + size.embed, old.units + old.embed, found]];
  if (name === 'attention/query_kernel') return conditioned;
  switch (piece) {
    case 'lstm1':
      return [
        [0, 0, old.embed],
        [size.embed, old.embed, old.units],
      ];
    case 'lstm2':
      return [
        [0, 0, old.units],
        [size.units, old.units, old.units],
      ];
    case 'duration':
      return top;
    case 'pitchHidden':
      return [...top, [size.units + size.embed + found, old.units + old.embed + found, DURATION_COUNT]];
    default:
      return [[0, 0, networkLayout(old).pieces.get(name)!.shape[0]]];
  }
}

/** A layers model's weights in the trainer's order: separate gates, input rows before recurrent rows. */
export function flatParameters(layout: NetworkLayout, { get }: Pick<NetworkWeights, 'get'>): Float32Array {
  const values = new Float32Array(layout.total);
  const { units, embed, attention } = layout.size;
  for (const table of Object.keys(attention ? attentionShapes(attention, units + embed) : {}))
    pieceOf(values, layout, `attention/${table}`).set(get(`attention/${table}`).values);
  for (const [from, name] of [
    ['embed', 'embed'],
    ['duration', 'duration'],
    ['pitch_hidden', 'pitchHidden'],
    ['pitch', 'pitch'],
  ]) {
    for (const kind of ['kernel', 'bias'])
      pieceOf(values, layout, `${name}/${kind}`).set(get(`${from}/${kind}`).values);
  }
  for (const [name, inputs] of [
    ['lstm1', embed],
    ['lstm2', units],
  ] as const) {
    GATES.forEach((gate, g) => {
      const columns = (all: Float32Array, rows: number, to: Float32Array, at: number) => {
        for (let row = 0; row < rows; row++) {
          const start = row * 4 * units + g * units;
          to.set(all.subarray(start, start + units), (at + row) * units);
        }
      };
      const kernel = pieceOf(values, layout, `${name}/${gate}/kernel`);
      columns(get(`${name}/kernel`).values, inputs, kernel, 0);
      columns(get(`${name}/recurrent_kernel`).values, units, kernel, inputs);
      columns(get(`${name}/bias`).values, 1, pieceOf(values, layout, `${name}/${gate}/bias`), 0);
    });
  }
  return values;
}
