/** Model files that are whole are read, others refused in one clear line; the notes really come from the weights. */

import { describe, expect, test } from 'vitest';
import { readModelFiles, SHIPPED_MODEL } from '../../models/weights/read.ts';
import { EARLIER_FEATURE_COUNTS, FEATURE_COUNT } from '../../plugin/generate/features.ts';
import { createLstmModel } from '../../plugin/generate/lstm.ts';
import { startTensors } from '../../plugin/generate/tensors.ts';
import { type ModelFiles, readWeights } from '../../plugin/generate/weights.ts';
import { phraseRequest } from '../helper/phrase-request.ts';

const shipped = readModelFiles(SHIPPED_MODEL);
const specs = shipped.json.weightsManifest[0]!.weights;

function withSpecs(change: (name: string, spec: (typeof specs)[number]) => (typeof specs)[number] | null): ModelFiles {
  const weights = specs.flatMap((spec) => change(spec.name, spec) ?? []);
  return { ...shipped, json: { ...shipped.json, weightsManifest: [{ paths: ['x'], weights }] } };
}

describe('model files', () => {
  test('the shipped model is at most 2.5 MB and of this network', () => {
    expect(shipped.data.byteLength).toBeLessThan(2.5e6);
    const { units, embed } = readWeights(shipped);
    expect([units > 100, embed > 50]).toEqual([true, true]);
  });

  test('weights from before some features are read, with nothing for those', () => {
    const {
      shape: [, embed = 0],
      values: whole,
    } = readWeights(shipped).get('embed/kernel');
    const [all] = specs.filter(({ name }) => name === 'embed/kernel');
    for (const rows of EARLIER_FEATURE_COUNTS) {
      const files = withSpecs((name, spec) => (name === 'embed/kernel' ? { ...spec, shape: [rows, embed] } : spec));
      const data = new Uint8Array(shipped.data.byteLength + (rows - all!.shape[0]!) * embed);
      const own = new Uint8Array(shipped.data);
      const kept = Math.min(rows, all!.shape[0]!) * embed;
      data.set(own.subarray(0, kept));
      data.set(own.subarray(all!.shape[0]! * embed), rows * embed);
      const { shape, values } = readWeights({ ...files, data: data.buffer }).get('embed/kernel');
      expect(shape).toEqual([FEATURE_COUNT, embed]);
      expect(values.subarray(0, kept).every((value, i) => value === whole[i])).toBe(true);
      expect(values.subarray(rows * embed).every((value) => value === 0)).toBe(true);
    }
  });

  test('truncated weights are refused', () => {
    expect(() => readWeights({ ...shipped, data: shipped.data.slice(0, 100_000) }, 'battle.json')).toThrow(
      /^battle\.json: the weights are cut off in .*copy the complete \.bin file again/,
    );
  });

  test('weights with something left over are refused', () => {
    const longer = new Uint8Array(shipped.data.byteLength + 4);
    longer.set(new Uint8Array(shipped.data));
    expect(() => readWeights({ ...shipped, data: longer.buffer })).toThrow(/do not belong together/);
  });

  test('a missing weight is named', () => {
    const files = withSpecs((name, spec) => (name === 'duration/bias' ? null : spec));
    const bytes = specs.find(({ name }) => name === 'duration/bias')!.shape[0]! * 4;
    expect(() => readWeights({ ...files, data: shipped.data.slice(0, shipped.data.byteLength - bytes) })).toThrow(
      /no weights named duration\/bias/,
    );
  });

  test('another shape is named, with the one that is wanted', () => {
    const files = withSpecs((name, spec) =>
      name === 'pitch/kernel' ? { ...spec, shape: [...spec.shape].reverse() } : spec,
    );
    expect(() => readWeights(files)).toThrow(/pitch\/kernel has shape \[49,128\], \[128,49\] expected/);
  });

  test('something that is no model at all is refused', () => {
    expect(() => readWeights({ json: {} as never, data: new ArrayBuffer(0) })).toThrow(/no weightsManifest/);
    expect(() => readModelFiles('/no/such/folder')).toThrow(/no model\.json in \/no\/such\/folder/);
  });
});

describe('the weights decide the notes', () => {
  test('with all weights at zero other notes come out', async () => {
    await startTensors();
    const trained = createLstmModel(shipped);
    const zero = withSpecs((_, spec) => ({
      ...spec,
      ...(spec.quantization ? { quantization: { ...spec.quantization, scale: 0, min: 0 } } : {}),
    }));
    const untrained = createLstmModel({ json: zero.json, data: zeroFloats(shipped) });
    const request = phraseRequest({ bars: 8, controls: { density: 0.5 } });
    const [real, blank] = [await trained.generate(request), await untrained.generate(request)];
    expect(blank.hash).not.toBe(real.hash);
    // With nothing learnt every duration is as likely as any other; a trained line keeps to few.
    const durations = (phrase: typeof real) =>
      new Set(phrase.notes.map(({ durationTicks }) => durationTicks)).size / phrase.notes.length;
    expect(durations(real)).toBeLessThan(durations(blank));
    trained.dispose();
    untrained.dispose();
  }, 60_000);
});

/** The binary with its plain floats at zero (quantized ones are zeroed by their scale). */
function zeroFloats(files: ModelFiles): ArrayBuffer {
  const data = files.data.slice(0);
  let offset = 0;
  for (const spec of specs) {
    const size = spec.shape.reduce((product, n) => product * n, 1);
    const bytes = size * (spec.quantization ? 1 : 4);
    if (!spec.quantization) new Uint8Array(data, offset, bytes).fill(0);
    offset += bytes;
  }
  return data;
}
