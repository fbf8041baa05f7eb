/**
 * Training windows as NumPy arrays (.npy, format 1.0), for the trainer in `torch/`: drawn and conditioned as by the
 * trainer here. Rows are events, window after window; features are sparse, as only a few dozen are not zero.
 */

import {
  DURATION_COUNT,
  FINE_STYLES,
  LAYOUT,
  LOOKBACK_EVENTS,
  PITCH_SYMBOLS,
  type Random,
  random,
} from '../../plugin/internal.ts';
import type { Stretch } from '../corpus/stretches.ts';
import { type Conditioning, drawConditioning, makeBatch, type Window, windowSampler } from './batch.ts';
import { NO_CONTROLS, validationWindows } from './validation.ts';

/** The arrays of some windows, by name: see {@link npy} for what a file holds. */
export interface WindowArrays {
  /** Where each row's features begin in `index` and `value`; one more than there are rows. */
  readonly start: Uint32Array;
  readonly index: Uint16Array;
  readonly value: Float32Array;
  /** Windows × steps: symbols to predict, and 1 where there is an event. */
  readonly duration: Uint8Array;
  readonly pitch: Uint8Array;
  readonly mask: Uint8Array;
  /**
   * Windows × (past + steps) × {@link LINE_WIDTH}: the line that attention looks back on, what came before the window
   * first; -1 where there is nothing or it is not given as input.
   */
  readonly line: Int16Array;
  /** One a window: its fine style as a place in the list of `windows.json`; {@link NO_STYLE} if it is unknown or not given as input. */
  readonly style: Uint8Array;
}

/** Stands for no style. */
export const NO_STYLE = 255;

/** Numbers kept of an event of the line: pitch symbol, duration symbol, place in the bar, bar. */
export const LINE_WIDTH = 4;

/** Windows as the trainer draws them; `past` is how many events before each are kept. */
export function trainingArrays(
  stretches: readonly Stretch[],
  count: number,
  steps: number,
  seed: string,
  past = 0,
): WindowArrays {
  const draw = windowSampler(stretches);
  const chance: Random = random(`${seed} windows`);
  return arrays(
    Array.from({ length: count }, () => ({ window: draw(chance), conditioning: drawConditioning(chance) })),
    steps,
    past,
  );
}

/** The windows that validation reads. */
export function validationArrays(stretches: readonly Stretch[], steps: number, past = 0): WindowArrays {
  return arrays(validationWindows(stretches, steps), steps, past);
}

/** Stretches from their first event to their last, a row each, conditioned as in validation; also returns the number of steps of a row. */
export function wholeArrays(stretches: readonly Stretch[]): { readonly arrays: WindowArrays; readonly steps: number } {
  const steps = Math.max(1, ...stretches.map(({ pitch }) => pitch.length));
  const windows = stretches.map((stretch) => ({ window: { stretch, start: 0 }, conditioning: NO_CONTROLS }));
  return { arrays: arrays(windows, steps, 0), steps };
}

function arrays(
  windows: readonly { window: Window; conditioning: Conditioning }[],
  steps: number,
  past: number,
): WindowArrays {
  const rows = windows.length * steps;
  const start = new Uint32Array(rows + 1);
  const [duration, pitch, mask] = [new Uint8Array(rows), new Uint8Array(rows), new Uint8Array(rows)];
  const width = (past + steps) * LINE_WIDTH;
  const line = new Int16Array(windows.length * width).fill(-1);
  const style = new Uint8Array(windows.length).fill(NO_STYLE);
  const indices: Uint16Array[] = [];
  const values: Float32Array[] = [];
  let features = 0;
  windows.forEach(({ window, conditioning }, w) => {
    const batch = makeBatch([window], [conditioning], steps, LAYOUT.fineStyle);
    const count = batch.featureStart[steps]!;
    for (let t = 0; t < steps; t++) start[w * steps + t] = features + batch.featureStart[t]!;
    indices.push(Uint16Array.from(batch.featureIndex.subarray(0, count)));
    values.push(batch.featureValue.slice(0, count));
    duration.set(batch.duration, w * steps);
    pitch.set(batch.pitch, w * steps);
    mask.set(batch.mask, w * steps);
    features += count;
    fillLine(window, conditioning, steps, past, line.subarray(w * width, (w + 1) * width));
    const { fineStyle } = window.stretch.tune;
    if (conditioning.style && fineStyle) style[w] = FINE_STYLES.indexOf(fineStyle);
  });
  start[rows] = features;
  const [index, value] = [new Uint16Array(features), new Float32Array(features)];
  let at = 0;
  indices.forEach((part, i) => {
    index.set(part, at);
    value.set(values[i]!, at);
    at += part.length;
  });
  return { start, index, value, duration, pitch, mask, line, style };
}

/** The events of a window and those before it, as far as they are given as input. */
function fillLine(
  { stretch, start }: Window,
  conditioning: Conditioning,
  steps: number,
  past: number,
  out: Int16Array,
): void {
  const from = conditioning.past ? Math.max(0, start - Math.min(past, LOOKBACK_EVENTS)) : start;
  const to = Math.min(stretch.pitch.length, start + steps);
  for (let i = from; i < to; i++) {
    const { pitch, duration, place, bar } = stretch;
    out.set([pitch[i]!, duration[i]!, place[i]!, bar[i]!], (i - start + past) * LINE_WIDTH);
  }
}

/** What a reader of the files has to know about them: `windows.json`. */
export function windowsInfo(steps: number, past: number, seed: string): string {
  const sizes = {
    // The fine style of a window has an array of its own.
    features: LAYOUT.fineStyle,
    durations: DURATION_COUNT,
    pitches: PITCH_SYMBOLS,
    lookback: LAYOUT.lookback,
    sequence: LAYOUT.sequence,
    layout: LAYOUT,
    styles: FINE_STYLES,
  };
  return `${JSON.stringify({ ...sizes, steps, past, seed }, null, 1)}\n`;
}

/** An array as the bytes of a .npy file of one or more dimensions, little-endian. */
export function npy(
  array: Uint8Array | Int16Array | Uint16Array | Uint32Array | Float32Array,
  shape: readonly number[],
): Uint8Array {
  const type =
    array instanceof Float32Array
      ? '<f4'
      : array instanceof Uint32Array
        ? '<u4'
        : array instanceof Uint16Array
          ? '<u2'
          : array instanceof Int16Array
            ? '<i2'
            : '|u1';
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${sizes}), }`;
  // Data begins at a multiple of 64 bytes.
  const length = Math.ceil((10 + text.length + 1) / 64) * 64;
  const head = Buffer.alloc(length, ' ');
  head.write('\x93NUMPY\x01\x00', 'latin1');
  head.writeUInt16LE(length - 10, 8);
  head.write(text, 10, 'latin1');
  head[length - 1] = 10;
  return Buffer.concat([head, Buffer.from(array.buffer, array.byteOffset, array.byteLength)]);
}

/** The .npy files of windows, each name with a word before it. */
export function windowFiles(arrays: WindowArrays, steps: number, word: string): Record<string, Uint8Array> {
  const { start, index, value, duration, pitch, mask, line, style } = arrays;
  const windows = duration.length / steps;
  const table = [windows, steps];
  return {
    [`${word}-start.npy`]: npy(start, [start.length]),
    [`${word}-index.npy`]: npy(index, [index.length]),
    [`${word}-value.npy`]: npy(value, [value.length]),
    [`${word}-duration.npy`]: npy(duration, table),
    [`${word}-pitch.npy`]: npy(pitch, table),
    [`${word}-mask.npy`]: npy(mask, table),
    [`${word}-line.npy`]: npy(line, [windows, line.length / windows / LINE_WIDTH, LINE_WIDTH]),
    [`${word}-style.npy`]: npy(style, [windows]),
  };
}
