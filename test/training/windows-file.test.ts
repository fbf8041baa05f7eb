/** Training windows for other trainers, and weights that come back from them. */

import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { corpusSets } from '../../models/training/corpus-sets.ts';
import {
  LINE_WIDTH,
  NO_STYLE,
  npy,
  trainingArrays,
  validationArrays,
  wholeArrays,
  windowFiles,
} from '../../models/training/windows-file.ts';
import { readModelFiles, SHIPPED_MODEL } from '../../models/weights/read.ts';
import { LAYOUT } from '../../plugin/generate/features.ts';
import { DURATION_COUNT, PITCH_SYMBOLS } from '../../plugin/generate/tokens.ts';
import { readWeights } from '../../plugin/generate/weights.ts';
import { FINE_STYLES } from '../../plugin/music/style.ts';

const sets = corpusSets(resolve(import.meta.dirname, '../fixtures/corpus'));
const STEPS = 64;

describe('training windows as arrays', () => {
  const arrays = trainingArrays(sets.train, 30, STEPS, 'seed');

  test('hold inputs and targets of the network, row by row', () => {
    const { start, index, value, duration, pitch, mask } = arrays;
    expect(start).toHaveLength(30 * STEPS + 1);
    expect(start.at(-1)).toBe(index.length);
    expect(value).toHaveLength(index.length);
    for (let row = 0; row < mask.length; row++) {
      expect(start[row + 1]! > start[row]!).toBe(mask[row] === 1);
      expect(duration[row]).toBeLessThan(DURATION_COUNT);
      expect(pitch[row]).toBeLessThan(PITCH_SYMBOLS);
    }
    expect(index.every((feature) => feature < LAYOUT.fineStyle)).toBe(true);
    expect(value.every(Number.isFinite)).toBe(true);
  });

  test('hold the line that attention looks back on: what came before a window, then its own events', () => {
    const PAST = 40;
    const { line, pitch, duration, mask } = trainingArrays(sets.train, 30, STEPS, 'seed', PAST);
    const at = (window: number, event: number) =>
      line.subarray(((PAST + STEPS) * window + event) * LINE_WIDTH).subarray(0, LINE_WIDTH);
    let reported = 0;
    for (let window = 0; window < 30; window++) {
      for (let t = 0; t < STEPS; t++) {
        const row = window * STEPS + t;
        const symbols = mask[row] === 1 ? [pitch[row], duration[row]] : [-1, -1];
        expect([...at(window, PAST + t).subarray(0, 2)]).toEqual(symbols);
      }
      const before = Array.from({ length: PAST }, (_, i) => at(window, i)[0]! >= 0);
      // Nothing stands before a gap.
      expect(before.indexOf(true) === -1 || before.slice(before.indexOf(true)).every(Boolean)).toBe(true);
      if (before.at(-1)) reported++;
    }
    expect(reported).toBeGreaterThan(0);
    expect(reported).toBeLessThan(30);
  });

  test('hold whole tunes, for a test of every event', () => {
    const { arrays: whole, steps } = wholeArrays(sets.valid);
    const events = sets.valid.map((stretch) => stretch.pitch.length);
    expect(steps).toBe(Math.max(...events));
    expect(whole.mask.reduce((sum, one) => sum + one, 0)).toBe(events.reduce((sum, count) => sum + count, 0));
  });

  test('hold the style of each window if it is known and given as input', () => {
    const reported = new Set(arrays.style);
    const known = new Set(
      sets.train.map(({ tune }) => (tune.fineStyle ? FINE_STYLES.indexOf(tune.fineStyle) : NO_STYLE)),
    );
    expect(reported.size).toBeGreaterThan(1);
    expect(reported).toContain(NO_STYLE);
    for (const style of reported) expect([...known, NO_STYLE]).toContain(style);
    const whole = wholeArrays(sets.train).arrays.style;
    expect([...whole]).toEqual(
      sets.train.map(({ tune }) => (tune.fineStyle ? FINE_STYLES.indexOf(tune.fineStyle) : NO_STYLE)),
    );
  });

  test('are the same for the same seed, others for another', () => {
    expect(trainingArrays(sets.train, 30, STEPS, 'seed')).toEqual(arrays);
    expect(trainingArrays(sets.train, 30, STEPS, 'other').index).not.toEqual(arrays.index);
  });

  test('are written as NumPy reads them', () => {
    const bytes = npy(Float32Array.from([1, 2, 3, 4, 5, 6]), [2, 3]);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const length = view.getUint16(8, true);
    expect([...bytes.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
    expect((10 + length) % 64).toBe(0);
    expect(new TextDecoder().decode(bytes.subarray(10, 10 + length))).toMatch(
      /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(2, 3\), \} *\n$/,
    );
    expect(view.getFloat32(10 + length + 20, true)).toBe(6);
    expect(Object.keys(windowFiles(validationArrays(sets.valid, STEPS), STEPS, 'valid'))).toContain('valid-start.npy');
  });
});

test('weights under the names that Keras gives them are read', () => {
  const { json, data } = readModelFiles(SHIPPED_MODEL);
  const rename = (name: string, prefix: string) =>
    name.replace(/^(lstm\d)\/(.*)$/, `$1/${prefix}/$2`).replace(/^(?!lstm)(.*)$/, 'phrase/$1');
  for (const cell of ['lstm_cell', 'lstm_cell_1']) {
    const weightsManifest = json.weightsManifest.map((group) => ({
      ...group,
      weights: group.weights.map((spec) => ({ ...spec, name: rename(spec.name, cell) })),
    }));
    expect(readWeights({ json: { ...json, weightsManifest }, data }).units).toBe(readWeights({ json, data }).units);
  }
});
