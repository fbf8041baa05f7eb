/** The network in its worker, in a real browser: it writes, it refuses in words, and a worker that fails is reported. */

import { afterEach, describe, expect, test, vi } from 'vitest';
import { createWorkerComposer } from '../../plugin/generate/worker/client.ts';
import { shippedModel } from '../../plugin/generate/worker/shipped-model.ts';
import type { PhraseModel } from '../../plugin/music/phrase.ts';
import { phraseRequest } from '../helper/phrase-request.ts';

let made: PhraseModel[] = [];
afterEach(() => {
  for (const model of made) model.dispose();
  made = [];
});

async function composer(): Promise<PhraseModel> {
  const model = await createWorkerComposer(await shippedModel());
  made.push(model);
  return model;
}

describe('the phrase worker', () => {
  test('writes with the shipped weights, and two workers write the same', async () => {
    const [one, two] = [await composer(), await composer()];
    const first = await one.generate(phraseRequest());
    expect(first.source).toBe('lstm');
    expect(first.notes.length).toBeGreaterThan(3);
    expect((await two.generate(phraseRequest())).hash).toBe(first.hash);
  });

  test('answers a request that makes no sense with the reason, and goes on writing', async () => {
    const model = await composer();
    await expect(model.generate(phraseRequest({ bars: 99 }))).rejects.toThrow(/bars is 99/);
    expect((await model.generate(phraseRequest())).notes.length).toBeGreaterThan(3);
  });

  test('refuses a model that is cut short in one clear line', async () => {
    const files = await shippedModel();
    const cut = { ...files, data: files.data.slice(0, 1000) };
    await expect(createWorkerComposer(cut, { where: 'forest.json' })).rejects.toThrow(
      /forest\.json: the weights are cut off/,
    );
  });

  test('a worker file that is not there is a rejection, not a silence', async () => {
    const lost = createWorkerComposer(await shippedModel(), { workerUrl: '/no/such/worker.js' });
    await expect(lost).rejects.toThrow(/the phrase worker stopped/);
  });

  test('a signal that outlives it keeps neither one that died nor one that was disposed', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    const kept = () => added.mock.calls.filter(([, each]) => !removed.mock.calls.some(([, gone]) => gone === each));
    const files = await shippedModel();
    const lost = createWorkerComposer(files, { workerUrl: '/no/such/worker.js', signal });
    await expect(lost).rejects.toThrow(/the phrase worker stopped/);
    expect(kept()).toEqual([]);
    const model = await createWorkerComposer(files, { signal });
    expect(kept()).toHaveLength(1);
    model.dispose();
    expect(kept()).toEqual([]);
  });

  test('after dispose nothing is written any more', async () => {
    const model = await composer();
    model.dispose();
    await expect(model.generate(phraseRequest())).rejects.toThrow(/disposed/);
  });
});
