/** Writing in slices holds nobody up and changes no note. */

import { describe, expect, test } from 'vitest';
import { composePhrase, composing } from '../../plugin/generate/compose.ts';
import { createNgramModel, shippedNgramSteps } from '../../plugin/generate/ngram.ts';
import { createSlicedNgram } from '../../plugin/generate/time-sliced-model.ts';
import { phraseRequest } from '../helper/phrase-request.ts';

describe('the n-gram model in slices', () => {
  test('the same seed gives the same phrase as at once', async () => {
    const [sliced, whole] = [createSlicedNgram(), createNgramModel()];
    for (const seed of ['a', 'b', 'c']) {
      const request = phraseRequest({ seed, bars: 4 });
      expect(await sliced.generate(request)).toEqual(whole.generateNow(request));
    }
    sliced.dispose();
  });

  test('a phrase is many small pieces of work', () => {
    const request = phraseRequest({ bars: 8, candidates: 14 });
    let pieces = 0;
    const work = composing(shippedNgramSteps(), request);
    while (!work.next().done) pieces++;
    expect(pieces).toBeGreaterThan(40);
    expect(composePhrase(shippedNgramSteps(), request).notes.length).toBeGreaterThan(5);
  });

  test('others have their turn in between', async () => {
    const sliced = createSlicedNgram();
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await sliced.generate(phraseRequest({ bars: 8 }));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
    expect(sliced.longestSlice).toBeGreaterThan(0);
  });

  test('a request that makes no sense is a rejection, and after dispose nothing is written', async () => {
    const sliced = createSlicedNgram();
    await expect(sliced.generate(phraseRequest({ bars: 99 }))).rejects.toThrow(/bars is 99/);
    const late = sliced.generate(phraseRequest());
    sliced.dispose();
    await expect(late).rejects.toThrow(/disposed/);
  });
});
