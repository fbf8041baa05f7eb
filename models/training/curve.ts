/** The loss curve of a run: as a line of blocks, a text chart, and a picture. */

import type { EpochLog } from './checkpoint.ts';

/** The data of a curve: epochs in order, and the loss of the starting weights. */
export interface Curve {
  readonly log: readonly Pick<EpochLog, 'epoch' | 'train' | 'valid'>[];
  readonly start?: number | undefined;
  readonly bestEpoch: number;
}

const BLOCKS = '▁▂▃▄▅▆▇█';

/** Values as a line of blocks, the highest block for the largest value; empty without values. */
export function sparkline(values: readonly number[]): string {
  const [low, high] = rangeOf(values);
  return values
    .map((value) => BLOCKS[high > low ? Math.round(((value - low) / (high - low)) * (BLOCKS.length - 1)) : 0])
    .join('');
}

/** The validation loss of a run with its first and last value: `▇▅▃▂▁ 4.310 → 3.874 bits/note, best in epoch 9`. */
export function curveLine({ log, start, bestEpoch }: Curve): string {
  const values = [...(start === undefined ? [] : [start]), ...log.map(({ valid }) => valid)];
  if (values.length === 0) return 'no validation yet';
  const best = bestEpoch === 0 ? 'no epoch better than the start' : `best in epoch ${bestEpoch}`;
  return `${sparkline(columns(values, 60))} ${values[0]!.toFixed(3)} → ${Math.min(...values).toFixed(3)} bits/note, ${best}`;
}

/** Rows and largest number of columns of the text chart. */
const CHART = { rows: 8, columns: 60 };

/** Training (`·`) and validation (`•`) loss as a text chart; empty with fewer than two epochs. */
export function curveChart({ log }: Curve): string {
  if (log.length < 2) return '';
  const valid = columns(
    log.map((epoch) => epoch.valid),
    CHART.columns,
  );
  const train = columns(
    log.map((epoch) => epoch.train),
    CHART.columns,
  );
  const [low, high] = rangeOf([...valid, ...train]);
  const rowOf = (value: number) => Math.round(((high - value) / (high - low || 1)) * (CHART.rows - 1));
  const rows = Array.from({ length: CHART.rows }, (_, row) => {
    const marks = valid.map((value, i) => (rowOf(value) === row ? '•' : rowOf(train[i]!) === row ? '·' : ' '));
    const label = row === 0 ? high.toFixed(2) : row === CHART.rows - 1 ? low.toFixed(2) : '';
    return `${label.padStart(6)} ┤${marks.join('')}`.trimEnd();
  });
  const ends = `${log[0]!.epoch}`.padEnd(valid.length - 1) + log[log.length - 1]!.epoch;
  return [
    ...rows,
    `       └${'─'.repeat(valid.length)}`,
    `        ${ends}  epoch   • validation  · training (bits/note)`,
  ].join('\n');
}

/** At most `most` values, each the mean of its group. */
function columns(values: readonly number[], most: number): number[] {
  if (values.length <= most) return [...values];
  return Array.from({ length: most }, (_, i) => {
    const part = values.slice(Math.floor((i * values.length) / most), Math.floor(((i + 1) * values.length) / most));
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}

function rangeOf(values: readonly number[]): [number, number] {
  return values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

const SIZE = { width: 720, height: 360, left: 56, right: 16, top: 36, bottom: 44 };
const INK = { train: '#8a8f98', valid: '#2f6fde', best: '#d6453d', line: '#d7dae0', text: '#3b3f46' };

/** The curve as SVG 1.1, 720 × 360: training and validation loss over epochs. */
export function curveSvg({ log, start, bestEpoch }: Curve): string {
  const first = log[0];
  const valid = [
    ...(start === undefined || (first && first.epoch === 0) ? [] : [{ epoch: 0, value: start }]),
    ...log.map(({ epoch, valid: value }) => ({ epoch, value })),
  ];
  const train = log.map(({ epoch, train: value }) => ({ epoch, value }));
  const [low, high] = roundRange([...valid, ...train].map(({ value }) => value));
  const from = Math.min(...valid.map(({ epoch }) => epoch), ...train.map(({ epoch }) => epoch));
  const to = Math.max(from + 1, ...valid.map(({ epoch }) => epoch));
  const x = (epoch: number) =>
    (SIZE.left + ((epoch - from) / (to - from)) * (SIZE.width - SIZE.left - SIZE.right)).toFixed(1);
  const y = (value: number) =>
    (SIZE.top + ((high - value) / (high - low)) * (SIZE.height - SIZE.top - SIZE.bottom)).toFixed(1);
  const path = (points: readonly { epoch: number; value: number }[], ink: string) =>
    `<polyline fill="none" stroke="${ink}" stroke-width="2" points="${points.map((p) => `${x(p.epoch)},${y(p.value)}`).join(' ')}"/>`;
  const best = valid.find(({ epoch }) => epoch === bestEpoch);
  const text = (atX: string | number, atY: string | number, anchor: string, words: string, ink = INK.text) =>
    `<text x="${atX}" y="${atY}" text-anchor="${anchor}" fill="${ink}">${words}</text>`;
  const ticks = [0, 1, 2, 3, 4].map((i) => low + ((high - low) * i) / 4);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${SIZE.width}" height="${SIZE.height}" fill="#ffffff"/>`,
    ...ticks.map(
      (value) =>
        `<line x1="${SIZE.left}" x2="${SIZE.width - SIZE.right}" y1="${y(value)}" y2="${y(value)}" stroke="${INK.line}"/>${text(SIZE.left - 8, Number(y(value)) + 4, 'end', value.toFixed(2))}`,
    ),
    path(train, INK.train),
    path(valid, INK.valid),
    best ? `<circle cx="${x(best.epoch)}" cy="${y(best.value)}" r="4" fill="${INK.best}"/>` : '',
    text(SIZE.left, 20, 'start', 'bits per note'),
    text(SIZE.width - SIZE.right - 180, 20, 'end', 'training', INK.train),
    text(SIZE.width - SIZE.right - 100, 20, 'end', 'validation', INK.valid),
    best ? text(SIZE.width - SIZE.right, 20, 'end', `best ${best.value.toFixed(3)}`, INK.best) : '',
    text(x(from), SIZE.height - 20, 'middle', String(from)),
    text(x(to), SIZE.height - 20, 'middle', String(to)),
    text(SIZE.width / 2, SIZE.height - 20, 'middle', 'epoch'),
    '</svg>\n',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function roundRange(values: readonly number[]): [number, number] {
  const [low, high] = rangeOf(values);
  const [floor, ceiling] = [Math.floor(low * 10) / 10, Math.ceil(high * 10) / 10];
  return values.length === 0 ? [0, 1] : [floor, Math.max(ceiling, floor + 0.1)];
}
