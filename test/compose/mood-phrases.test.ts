/** Phrases of one mood, without a clock. */

import { expect, test } from 'vitest';
import { moodPhrases } from '../../plugin/compose/mood-phrases.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { resolveMoods } from '../../plugin/mood/moods.ts';

const mood = resolveMoods().get('forest')!;

test.each([
  [-1, 0],
  [0, 0],
  [0.5, 1],
  [2, 2],
  [2.5, 3],
])('the first %d phrases are %i, in order', async (count, written) => {
  const phrases = await moodPhrases({ model: createNgramModel(), mood, seed: 'a' }, count);
  expect(phrases.map(({ slot }) => slot)).toEqual(Array.from({ length: written }, (_, i) => i));
});
