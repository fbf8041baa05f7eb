/** A saved game stays small however long the game was. */

import { expect, test } from 'vitest';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { rehearse, SMALL_GAME } from '../helper/rehearsal.ts';

test('after an hour through all moods it is less than 100 kB', async () => {
  const show = rehearse({
    soundtrack: { seed: 'save', ...SMALL_GAME },
    source: { composer: null, fallback: createNgramModel() },
  });
  show.conductor.start();
  const moods = [...show.conductor.soundtrack.moods.keys()];
  expect(moods.length).toBeGreaterThan(3);
  for (let minute = 0; minute < 60; minute++) {
    show.conductor.mood(moods[minute % moods.length]!);
    await show.playTo((minute + 1) * 60, 0.5);
  }
  expect(JSON.stringify(show.conductor.save()).length).toBeLessThan(100_000);
});
