/** Styles named by a classifier: what it distinguishes, and what it is given. */

import { beforeAll, describe, expect, test } from 'vitest';
import type { Tune } from '../../models/corpus/record.ts';
import { type Stretch, stretchesOf } from '../../models/corpus/stretches.ts';
import type { Passage } from '../../models/evaluation/passage.ts';
import { styleFeatures } from '../../models/evaluation/style-features.ts';
import { namingBriefs, styleNaming } from '../../models/evaluation/style-naming.ts';
import { startBackend } from '../../models/training/backend.ts';
import { classifier } from '../../models/training/softmax-regression.ts';
import { random } from '../../plugin/music/random.ts';
import { PPQ } from '../../plugin/music/time.ts';

beforeAll(startBackend);

/** Grid units of a quarter note. */
const QUARTER = 24;
const TUNE: Tune = {
  id: '',
  source: 'made',
  title: '',
  composer: '',
  meter: '4/4',
  bar: 4 * QUARTER,
  tonic: 0,
  mode: 'major',
  style: null,
  fineStyle: null,
  events: [],
  chords: [],
};

describe('a classifier', () => {
  const chance = random('rows');
  const rows = (label: string, middle: number, count: number) =>
    Array.from({ length: count }, () => ({ label, features: [middle + chance.next(), chance.next(), 5] }));

  test('names classes that a feature tells apart, the rare one too', () => {
    const name = classifier([...rows('often', 0, 60), ...rows('rare', 1.2, 5), ...rows('other', -3, 20)]);
    expect(name([{ features: [0.2, 0.5, 5] }, { features: [2, 0.5, 5] }, { features: [-2.5, 0.5, 5] }])).toEqual([
      'often',
      'rare',
      'other',
    ]);
  });

  test('needs rows', () => {
    expect(() => classifier([])).toThrow(/no rows/);
  });
});

const passage = (pitches: readonly number[], quarters: number): Passage => ({
  name: 'p',
  meter: '4/4',
  bars: 2,
  notes: pitches.map((pitch, i) => ({ pitch, tick: i * quarters * PPQ, durationTicks: quarters * PPQ })),
  scale: [0, 2, 4, 5, 7, 9, 11],
  chords: [],
});

describe('features of a style', () => {
  test('are finite and as many for any tune of two notes or more', () => {
    const all = [passage([0, 2], 1), passage([0, 12, -3, 4, 5, 5, 7, 0], 1), passage([0, 0, 0], 1 / 3)].map(
      styleFeatures,
    );
    for (const features of all) expect(features.every(Number.isFinite)).toBe(true);
    expect(new Set(all.map(({ length }) => length)).size).toBe(1);
  });

  test('do not change with the key, and change with lengths and intervals', () => {
    const tune = [0, 2, 4, 5, 7, 5, 4, 2];
    expect(styleFeatures(passage(tune, 1))).not.toEqual(styleFeatures(passage(tune, 0.5)));
    expect(styleFeatures(passage(tune, 1))).not.toEqual(styleFeatures(passage([0, 4, 0, 7, 0, 9, 7, 4], 1)));
  });
});

describe('naming', () => {
  /** Tunes of eight bars of even notes. */
  const stretches = (fineStyle: 'irish' | 'hymn', quarters: number, count: number): Stretch[] =>
    Array.from({ length: count }, (_, i) => {
      const duration = quarters * QUARTER;
      const events = Array.from({ length: 32 / quarters }, (_, k) => ({
        pitch: (k * (i + 1)) % 12,
        onset: k * duration,
        duration,
      }));
      return stretchesOf({ ...TUNE, id: `${fineStyle} ${i}`, fineStyle, events });
    }).flat();
  const train = [...stretches('irish', 0.5, 6), ...stretches('hymn', 1, 6)];
  const styles = new Map([
    ['irish', stretches('irish', 0.5, 2)],
    ['hymn', stretches('hymn', 1, 2)],
  ] as const);

  test('asks for every brief twice, in the style and without one', () => {
    const briefs = namingBriefs(train, ['irish', 'hymn'], 3);
    expect(briefs.map(({ style }) => style)).toEqual([
      ...['irish', 'irish', 'irish', null, null, null],
      ...['hymn', 'hymn', 'hymn', null, null, null],
    ]);
    expect(briefs[3]).toEqual({ ...briefs[0], style: null });
  });

  test('counts what is named right, of each kind', () => {
    const even = (quarters: number) => ({
      ...passage(
        Array.from({ length: 32 / quarters }, (_, k) => (k * 5) % 12),
        quarters,
      ),
      bars: 8,
    });
    const [reel, psalm] = [even(0.5), even(1)];
    const found = styleNaming({ train, styles }, ['irish', 'hymn'], [reel, reel, psalm, reel, psalm, reel, reel, reel]);
    expect(found.periods).toBe(2);
    expect(found.styles.irish).toEqual({ real: 1, asked: 1, withheld: 0.5 });
    expect(found.styles.hymn).toEqual({ real: 1, asked: 0.5, withheld: 0 });
    expect(found.all).toEqual({ real: 1, asked: 0.75, withheld: 0.25 });
    expect(found.confusion).toEqual([
      [1, 0],
      [0.5, 0.5],
    ]);
  });
});
