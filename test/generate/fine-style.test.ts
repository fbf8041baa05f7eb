/** Fine styles: weights that know them follow them, older ones take the style that they belong to. */

import { beforeAll, describe, expect, test } from 'vitest';
import { modelJson, namedWeights, packWeights } from '../../models/training/export.ts';
import { initialParameters, networkLayout } from '../../models/training/network.ts';
import { BINARY } from '../../models/training/publish.ts';
import { composePhrase } from '../../plugin/generate/compose.ts';
import { EARLIER_FEATURE_COUNTS } from '../../plugin/generate/features.ts';
import { lstmSteps } from '../../plugin/generate/lstm.ts';
import { startTensors } from '../../plugin/generate/tensors.ts';
import { type ModelFiles, readWeights } from '../../plugin/generate/weights.ts';
import type { FineStyle } from '../../plugin/music/style.ts';
import { phraseRequest } from '../helper/phrase-request.ts';

beforeAll(() => startTensors());

/** A small network of random weights, as the trainer begins. */
function untrained(): ModelFiles {
  const size = { embed: 24, units: 32, pitchHidden: 16 };
  const layout = networkLayout(size);
  const { specs, data } = packWeights(namedWeights(layout, initialParameters(layout, 'fine')), 'float32');
  return { json: JSON.parse(modelJson(size, specs, BINARY, 'small')), data: data.slice().buffer };
}

/** The same from before fine styles: without the last rows of the embedding. */
function earlier({ json, data }: ModelFiles): ModelFiles {
  const weights = json.weightsManifest.flatMap((group) => group.weights);
  const [embedding] = weights.filter(({ name }) => name === 'embed/kernel');
  const [rows, width] = embedding!.shape as [number, number];
  const kept = EARLIER_FEATURE_COUNTS.at(-1)!;
  // The embedding comes first.
  const bytes = new Uint8Array(data);
  const head = bytes.subarray(0, kept * width * 4);
  const tail = bytes.subarray(rows * width * 4);
  const manifest = weights.map((spec) => (spec === embedding ? { ...spec, shape: [kept, width] } : spec));
  return {
    json: { ...json, weightsManifest: [{ paths: [BINARY], weights: manifest }] },
    data: new Uint8Array([...head, ...tail]).buffer,
  };
}

function hash(files: ModelFiles, style: FineStyle | null, styleGuidance?: number): string {
  const model = lstmSteps(readWeights(files));
  const guided = styleGuidance === undefined ? {} : { styleGuidance };
  const phrase = composePhrase(model, phraseRequest({ bars: 4, candidates: 3, style, ...guided }));
  model.dispose();
  return phrase.hash;
}

describe('a fine style', () => {
  test('moves the notes of weights that know it, and its guidance moves them further', () => {
    const files = untrained();
    const hashes = [hash(files, 'folk-dance'), hash(files, 'irish', 1), hash(files, 'irish'), hash(files, 'irish', 12)];
    expect(new Set(hashes).size).toBe(4);
    expect(hash(files, 'irish')).toBe(hashes[2]);
  });

  test('is the style that it belongs to for weights from before it', () => {
    const files = earlier(untrained());
    expect(hash(files, 'irish')).toBe(hash(files, 'folk-dance'));
    expect(hash(files, 'hymn')).toBe(hash(files, 'sacred'));
    expect(hash(files, 'hymn')).not.toBe(hash(files, 'irish'));
  });

  test('leaves the styles of moods without guidance', () => {
    const files = untrained();
    expect(hash(files, 'song', 12)).toBe(hash(files, 'song'));
    expect(hash(files, null, 12)).toBe(hash(files, null));
  });

  test('that nobody knows is refused, and so is a guidance out of bounds', () => {
    const files = untrained();
    expect(() => hash(files, 'polka rock' as FineStyle)).toThrow(
      /style is "?polka rock"?; allowed: null or folk-dance/,
    );
    expect(() => hash(files, 'irish', 13)).toThrow(/styleGuidance is 13; allowed: a number from 0 to 12/);
  });
});
