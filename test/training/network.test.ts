/** The trainer's arithmetic, held against numbers that do not come from it: finite differences and the layers library. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCorpus } from '../../models/corpus/read.ts';
import { stretchesOf } from '../../models/corpus/stretches.ts';
import { startBackend } from '../../models/training/backend.ts';
import { contextAt, drawConditioning, emptyContext, makeBatch, windowSampler } from '../../models/training/batch.ts';
import { layersModel, modelJson, namedWeights, packWeights } from '../../models/training/export.ts';
import { pass } from '../../models/training/gradient.ts';
import { flatParameters, grownParameters } from '../../models/training/grow.ts';
import {
  initialParameters,
  type NetworkLayout,
  type NetworkSize,
  networkLayout,
  pieceOf,
} from '../../models/training/network.ts';
import { DEFAULT_SETTINGS, learningRate } from '../../models/training/settings.ts';
import { NO_CONTROLS } from '../../models/training/validation.ts';
import { readModelFiles, SHIPPED_MODEL } from '../../models/weights/read.ts';
import type { StepContext } from '../../plugin/generate/features.ts';
import { startTensors } from '../../plugin/generate/tensors.ts';
import { DURATION_COUNT, PITCH_SYMBOLS } from '../../plugin/generate/tokens.ts';
import { type ModelFiles, readWeights } from '../../plugin/generate/weights.ts';
import { random } from '../../plugin/music/random.ts';
import { byLayers, bySteps, furthest } from '../helper/distributions.ts';

const SMALL: NetworkSize = { embed: 8, units: 6, pitchHidden: 5 };
const ATTENTIVE: NetworkSize = { ...SMALL, attention: { heads: 2, width: 4, reach: 6 } };
const stretches = readCorpus(resolve(import.meta.dirname, '../fixtures/corpus')).tunes.flatMap(stretchesOf);
const draw = windowSampler(stretches);

function someBatch(seed: string, size: number, steps: number) {
  const chance = random(seed);
  const windows = Array.from({ length: size }, () => draw(chance));
  return makeBatch(
    windows,
    windows.map(() => drawConditioning(chance)),
    steps,
  );
}

/** A network's files, as published. */
function filesOf(layout: NetworkLayout, parameters: Float32Array): ModelFiles {
  const { specs, data } = packWeights(namedWeights(layout, parameters), 'float32');
  return { json: JSON.parse(modelJson(layout.size, specs, 'x.bin', 'small')), data: data.slice().buffer };
}

beforeAll(async () => {
  await startBackend();
});

describe('back-propagation by hand', () => {
  test.each([
    ['the shipped shape', SMALL],
    ['attention', ATTENTIVE],
  ])('gives the slopes that finite differences give, for every matrix: %s', (_, size) => {
    const layout = networkLayout(size);
    const parameters = initialParameters(layout, 'check');
    // Tables that begin at zero would hide what they multiply.
    const filling = random('tables');
    for (const [name, { offset, length }] of layout.pieces)
      if (/^attention\/(query|distance|age|nothing)/.test(name))
        for (let i = 0; i < length; i++) parameters[offset + i] = filling.next() - 0.5;
    // Rectified units well away from their kink, three on and two off: there the slope is one number.
    pieceOf(parameters, layout, 'pitchHidden/bias').set([2, -2, 2, -2, 2]);
    const batch = someBatch('check', 3, 6);
    const gradient = new Float32Array(layout.total);
    pass(layout, parameters, batch, { gradient });
    const lossAt = (index: number, value: number) => {
      const kept = parameters[index]!;
      parameters[index] = value;
      const loss = pass(layout, parameters, batch);
      parameters[index] = kept;
      return (loss.duration + loss.pitch) / loss.notes;
    };
    const chance = random('slopes');
    for (const [name, { offset, length }] of layout.pieces) {
      // Of the table of keys most rows are never lit: its steepest are tried.
      const steepest = gradient.subarray(offset, offset + length).reduce((best, slope, i, all) => {
        return Math.abs(slope) > Math.abs(all[best]!) ? i : best;
      }, 0);
      for (let k = 0; k < 4; k++) {
        const index = offset + (k === 0 ? steepest : chance.int(length));
        const [step, at] = [0.01, parameters[index]!];
        const slope = (lossAt(index, at + step) - lossAt(index, at - step)) / (2 * step);
        expect(Math.abs(slope - gradient[index]!), name).toBeLessThan(2e-3 * (0.1 + Math.abs(slope)));
      }
    }
  });

  test('a hundred updates on the fixture more than halve the loss', () => {
    const layout = networkLayout({ embed: 16, units: 24, pitchHidden: 16 });
    const parameters = initialParameters(layout, 'learn');
    const gradient = new Float32Array(layout.total);
    const moment = new Float32Array(layout.total);
    const losses: number[] = [];
    for (let update = 1; update <= 100; update++) {
      const loss = pass(layout, parameters, someBatch(`learn ${update % 8}`, 8, 16), { gradient });
      losses.push((loss.duration + loss.pitch) / loss.notes);
      for (let i = 0; i < parameters.length; i++) {
        moment[i] = 0.9 * moment[i]! + 0.1 * gradient[i]!;
        parameters[i]! -= 1.5 * moment[i]!;
      }
    }
    expect(losses.at(-1)!).toBeLessThan(losses[0]! / 2);
  }, 60_000);

  test.each([SMALL, ATTENTIVE])('leaves no tensor behind: %o', (size) => {
    const layout = networkLayout(size);
    const before = tf.memory().numTensors;
    pass(layout, initialParameters(layout, 'x'), someBatch('x', 2, 4), { gradient: new Float32Array(layout.total) });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('gives the loss of what the step in the plugin says, with attention', async () => {
    await startTensors();
    const layout = networkLayout({
      embed: 16,
      units: 24,
      pitchHidden: 16,
      attention: { heads: 2, width: 8, reach: 12 },
    });
    const files = filesOf(layout, initialParameters(layout, 'same'));
    const stretch = stretches.reduce((long, each) => (each.pitch.length > long.pitch.length ? each : long));
    const batch = makeBatch([{ stretch, start: 8 }], [NO_CONTROLS], 30);
    const loss = pass(layout, flatParameters(layout, readWeights(files)), batch);
    const contexts = Array.from({ length: batch.notes }, (_, i) => {
      const context = emptyContext();
      contextAt(stretch, 8 + i, 8, NO_CONTROLS, context);
      return context;
    });
    const said = bySteps(files, contexts, batch.duration);
    const nats = (of: ArrayLike<number>, symbols: Uint8Array, width: number) =>
      contexts.reduce((sum, _, i) => sum - Math.log(of[i * width + symbols[i]!]!), 0);
    expect(loss.notes).toBeGreaterThan(20);
    expect(nats(said.durations, batch.duration, DURATION_COUNT)).toBeCloseTo(loss.duration, 3);
    expect(nats(said.pitches, batch.pitch, PITCH_SYMBOLS)).toBeCloseTo(loss.pitch, 3);
  });

  test('a network with attention grows without changing what it says', () => {
    const attention = { heads: 2, width: 4, reach: 6 };
    const small = networkLayout({ ...SMALL, attention });
    const weights = readWeights(filesOf(small, initialParameters(small, 'small')));
    const large = networkLayout({ embed: 12, units: 10, pitchHidden: 7, attention });
    const batch = someBatch('grow', 3, 12);
    const [before, after] = [flatParameters(small, weights), grownParameters(large, weights, 'more')];
    const losses = [pass(small, before, batch), pass(large, after, batch)];
    expect(losses[1]!.duration).toBeCloseTo(losses[0]!.duration, 3);
    expect(losses[1]!.pitch).toBeCloseTo(losses[0]!.pitch, 3);
    expect(() => grownParameters(networkLayout(SMALL), weights, 'none')).toThrow(/another attention/);
  });

  test('the learning rate warms up, then falls to its last value', () => {
    expect(learningRate(DEFAULT_SETTINGS, 1, 0)).toBeLessThan(DEFAULT_SETTINGS.rate / 50);
    expect(learningRate(DEFAULT_SETTINGS, 1000, 0)).toBeCloseTo(DEFAULT_SETTINGS.rate);
    expect(learningRate(DEFAULT_SETTINGS, 1000, 1)).toBeCloseTo(DEFAULT_SETTINGS.finalRate);
  });
});

/** A tune of the fixture corpus as contexts, to run both implementations over, and the durations that were taken. */
const TUNE = stretches[0]!;
const LINE: StepContext[] = Array.from(TUNE.pitch, (_, i) => {
  const context = emptyContext();
  contextAt(TUNE, i, 0, NO_CONTROLS, context);
  return Object.assign(context, { fineStyle: 'japanese' });
});
const TAKEN = TUNE.duration;

describe('one network, two implementations', () => {
  test('tf.loadLayersModel opens the shipped weights and gives the same distributions as our wasm step', async () => {
    await startTensors();
    const files = readModelFiles(SHIPPED_MODEL);
    const [layers, steps] = [await byLayers(files, LINE, TAKEN), bySteps(files, LINE, TAKEN)];
    expect(furthest(layers.durations, steps.durations)).toBeLessThan(1e-4);
    expect(furthest(layers.pitches, steps.pitches)).toBeLessThan(1e-4);
  }, 120_000);

  test('the topologies that PyTorch publishes are those of the layers model', () => {
    const file = resolve(import.meta.dirname, '../../models/training/torch/topologies.json');
    const plain = { embed: 160, units: 256, pitchHidden: 128 };
    const model = (size: NetworkSize) => JSON.parse(JSON.stringify(layersModel(size).toJSON(null, false)));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      plain: model(plain),
      attention: model({ ...plain, attention: { heads: 2, width: 32, reach: 256 } }),
    });
  });

  test.each(['float32', 'uint16', 'uint8'] as const)('a network packed as %s is read back', (precision) => {
    const attention = { heads: 2, width: 16, reach: 100 };
    const layout = networkLayout({ embed: 40, units: 48, pitchHidden: 32, attention });
    const parameters = initialParameters(layout, 'packed');
    const named = namedWeights(layout, parameters);
    const { specs, data } = packWeights(named, precision);
    const json = JSON.parse(modelJson(layout.size, specs, 'x.bin', 'packed'));
    const read = readWeights({
      json,
      data: data.buffer.slice(data.byteOffset, data.byteOffset + data.length) as ArrayBuffer,
    });
    expect([read.name, read.units, read.embed, read.attention]).toEqual(['packed', 48, 40, attention]);
    const tolerance = { float32: 0, uint16: 1e-5, uint8: 4e-3 }[precision];
    for (const { name, values } of named)
      expect(furthest(read.get(name).values, values), name).toBeLessThanOrEqual(tolerance);
  });
});
