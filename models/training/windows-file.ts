/**
 * Training windows as NumPy arrays (.npy, format 1.0), for those who train the same network elsewhere: drawn and told as the
 * trainer draws and tells them. Rows are events, window after window; features are sparse, as only a few dozen are not zero.
 */

import { type Random, random } from '../../plugin/headless.ts';
import type { Stretch } from '../corpus/stretches.ts';
import { chooseTold, makeBatch, type Told, type Window, windowSampler } from './batch.ts';
import { validationWindows } from './validation.ts';

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
}

/** Windows as the trainer draws them. */
export function trainingArrays(
  stretches: readonly Stretch[],
  count: number,
  steps: number,
  seed: string,
): WindowArrays {
  const draw = windowSampler(stretches);
  const chance: Random = random(`${seed} windows`);
  return arrays(
    Array.from({ length: count }, () => ({ window: draw(chance), told: chooseTold(chance) })),
    steps,
  );
}

/** The windows that validation reads. */
export function validationArrays(stretches: readonly Stretch[], steps: number): WindowArrays {
  return arrays(validationWindows(stretches, steps), steps);
}

function arrays(windows: readonly { window: Window; told: Told }[], steps: number): WindowArrays {
  const rows = windows.length * steps;
  const start = new Uint32Array(rows + 1);
  const [duration, pitch, mask] = [new Uint8Array(rows), new Uint8Array(rows), new Uint8Array(rows)];
  const indices: Uint16Array[] = [];
  const values: Float32Array[] = [];
  let features = 0;
  windows.forEach(({ window, told }, w) => {
    const batch = makeBatch([window], [told], steps);
    const count = batch.featureStart[steps]!;
    for (let t = 0; t < steps; t++) start[w * steps + t] = features + batch.featureStart[t]!;
    indices.push(Uint16Array.from(batch.featureIndex.subarray(0, count)));
    values.push(batch.featureValue.slice(0, count));
    duration.set(batch.duration, w * steps);
    pitch.set(batch.pitch, w * steps);
    mask.set(batch.mask, w * steps);
    features += count;
  });
  start[rows] = features;
  const [index, value] = [new Uint16Array(features), new Float32Array(features)];
  let at = 0;
  indices.forEach((part, i) => {
    index.set(part, at);
    value.set(values[i]!, at);
    at += part.length;
  });
  return { start, index, value, duration, pitch, mask };
}

/** An array as the bytes of a .npy file of one or more dimensions, little-endian. */
export function npy(
  array: Uint8Array | Uint16Array | Uint32Array | Float32Array,
  shape: readonly number[],
): Uint8Array {
  const type =
    array instanceof Float32Array
      ? '<f4'
      : array instanceof Uint32Array
        ? '<u4'
        : array instanceof Uint16Array
          ? '<u2'
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
  const { start, index, value, duration, pitch, mask } = arrays;
  const table = [duration.length / steps, steps];
  return {
    [`${word}-start.npy`]: npy(start, [start.length]),
    [`${word}-index.npy`]: npy(index, [index.length]),
    [`${word}-value.npy`]: npy(value, [value.length]),
    [`${word}-duration.npy`]: npy(duration, table),
    [`${word}-pitch.npy`]: npy(pitch, table),
    [`${word}-mask.npy`]: npy(mask, table),
  };
}
