import { describe, expect, test } from 'vitest';
import { confusionTable, type Example, leaveOneOut } from '../../models/evaluation/centroids.ts';
import { moodFeatures } from '../../models/evaluation/mood-features.ts';
import { moodPhrases } from '../../plugin/compose/mood-phrases.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';

describe('the guess by the nearest centroid', () => {
  const example = (label: string, fold: number, x: number): Example => ({ label, fold, features: { x } });

  test('tells classes apart that differ, and counts what it takes for what', () => {
    const examples = [0, 1, 2, 3].flatMap((fold) => [example('low', fold, fold), example('high', fold, 100 + fold)]);
    expect(leaveOneOut(examples)).toEqual({
      labels: ['low', 'high'],
      rows: [
        [4, 0],
        [0, 4],
      ],
      right: 1,
    });
  });

  test('is not better than chance where classes do not differ', () => {
    const examples = Array.from({ length: 40 }, (_, fold) => [
      example('a', fold, Math.sin(fold * 12.9)),
      example('b', fold, Math.sin(fold * 78.2 + 1)),
    ]).flat();
    expect(leaveOneOut(examples).right).toBeLessThan(0.7);
  });

  test('does not know the fold that it guesses: one example of a class is never guessed from itself', () => {
    const examples = [
      example('a', 0, 0),
      example('a', 1, 0),
      example('b', 0, 1),
      example('b', 1, 1),
      example('a', 2, 1),
    ];
    expect(leaveOneOut(examples).right).toBe(4 / 5);
  });

  test('needs two folds', () => {
    expect(() => leaveOneOut([example('a', 0, 0)])).toThrow('1 fold');
  });

  test('prints as a table with a row for each class', () => {
    const table = confusionTable({
      labels: ['forest', 'cave'],
      rows: [
        [3, 1],
        [0, 4],
      ],
      right: 7 / 8,
    });
    expect(table.split('\n')[1]).toMatch(/^forest\s+75\s+25$/);
  });
});

test('moods are distinguishable by their notes alone: tempo, meter, key, drums and instruments left out', async () => {
  const model = createNgramModel();
  const examples: Example[] = [];
  for (let fold = 0; fold < 6; fold++) {
    for (const mood of Object.values(PRESETS)) {
      const written = await moodPhrases({ model, mood, seed: `apart ${fold}` }, 2);
      const scores = written.map(({ score }) => score);
      examples.push({ label: mood.name, fold, features: moodFeatures(scores, mood.controls.intensity) });
    }
  }
  expect(leaveOneOut(examples).right).toBeGreaterThanOrEqual(0.9);
});

test('features of a mood stay the same when key and tempo change', async () => {
  const mood = PRESETS.village;
  const read = async (change: object) => {
    const controls = { ...mood.controls, ...change };
    const written = await moodPhrases({ model: createNgramModel(), mood, controls, seed: 'still' }, 2);
    return moodFeatures(
      written.map(({ score }) => score),
      mood.controls.intensity,
    );
  };
  const [here, there] = [await read({}), await read({ tempo: 80, tonic: 'D' })];
  const degrees = Object.entries(here).filter(([name]) => name.startsWith('melody pc'));
  expect(degrees).toHaveLength(12);
  for (const [name, value] of degrees) expect(there[name], name).toBeCloseTo(value, 1);
});
