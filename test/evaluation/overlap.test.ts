import { describe, expect, test } from 'vitest';
import { overlappedArea } from '../../models/evaluation/density.ts';
import { FEATURES, type Feature } from '../../models/evaluation/features.ts';
import { overlapFigures } from '../../models/evaluation/overlap.ts';
import { random } from '../../plugin/music/random.ts';
import { passage, transposed, type Written, walk } from '../helper/passages.ts';

describe('the features', () => {
  // C E G, E: quarter, quarter, half; then a dotted quarter and an eighth a bar later
  const tune = passage([
    [
      [0, 1],
      [4, 1],
      [7, 2],
    ],
    [
      [4, 1.5],
      [16, 0.5],
      [null, 2],
    ],
  ]);

  test.each([
    ['pitchCount', 4],
    ['pitchRange', 16],
    ['meanInterval', (4 + 3 + 3 + 12) / 4],
    ['noteCount', 5],
    ['meanInterOnset', 5.5 / 4],
  ] as [Feature, number][])('%s is %d', (feature, value) => {
    expect(FEATURES[feature](tune)).toEqual([value]);
  });

  test('the pitch-class histogram weighs notes by their length', () => {
    const histogram = FEATURES.pitchClassHistogram(tune);
    expect(histogram).toHaveLength(12);
    expect([histogram[0], histogram[4], histogram[7]]).toEqual([1 / 6, 3 / 6, 2 / 6]);
  });

  test('pitch-class transitions are ordered pairs', () => {
    const matrix = FEATURES.pitchClassTransitions(tune);
    expect(matrix).toHaveLength(144);
    expect([matrix[0 * 12 + 4], matrix[4 * 12 + 7], matrix[7 * 12 + 4], matrix[4 * 12 + 4]]).toEqual([
      0.25, 0.25, 0.25, 0.25,
    ]);
    expect(matrix[4 * 12 + 0]).toBe(0);
  });

  test('lengths fall into twelve classes, each at its nearest', () => {
    expect(FEATURES.noteLengthHistogram(tune)).toEqual([0, 0.2, 0.4, 0.2, 0, 0, 0.2, 0, 0, 0, 0, 0]);
    const matrix = FEATURES.noteLengthTransitions(tune);
    expect(matrix).toHaveLength(144);
    expect([matrix[2 * 12 + 2], matrix[2 * 12 + 1], matrix[1 * 12 + 6], matrix[6 * 12 + 3]]).toEqual([
      0.25, 0.25, 0.25, 0.25,
    ]);
  });

  test('an octave up changes no pitch class', () => {
    expect(FEATURES.pitchClassHistogram(transposed(tune, 12))).toEqual(FEATURES.pitchClassHistogram(tune));
    expect(FEATURES.pitchClassHistogram(transposed(tune, 1))).not.toEqual(FEATURES.pitchClassHistogram(tune));
  });
});

describe('the overlapped area', () => {
  const bell = (seed: string, middle: number, width = 1) => {
    const chance = random(seed);
    const normal = () => Array.from({ length: 12 }, () => chance.next()).reduce((a, b) => a + b, -6);
    return Float64Array.from({ length: 5000 }, () => middle + width * normal());
  };

  test('is one for a list and itself, near one for two draws of one kind, and nothing far away', () => {
    const list = bell('a', 0);
    expect(overlappedArea(list, list)).toBeCloseTo(1, 9);
    expect(overlappedArea(list, bell('b', 0))).toBeGreaterThan(0.96);
    expect(overlappedArea(list, bell('c', 40))).toBeLessThan(1e-6);
  });

  test('is what two bell curves share: 2 Φ(-d/2) at a distance of d deviations', () => {
    // The kernels widen each curve by a few per cent, and so the area by about one.
    expect(Math.abs(overlappedArea(bell('a', 0), bell('b', 1)) - 0.6171)).toBeLessThan(0.03);
    expect(Math.abs(overlappedArea(bell('a', 0), bell('b', 2)) - 0.3173)).toBeLessThan(0.03);
  });

  test('stands lists of one value only', () => {
    const ones = new Float64Array(20).fill(1);
    expect(overlappedArea(ones, ones)).toBe(1);
    expect(overlappedArea(ones, new Float64Array(20).fill(2))).toBe(0);
  });
});

describe('the overlap of sets', () => {
  const walks = (name: string, count = 120) => Array.from({ length: count }, (_, i) => walk(`${name} ${i}`));
  const test0 = walks('test');
  const train = walks('train');
  const others = Array.from({ length: 120 }, (_, i): ReturnType<typeof passage> => {
    const bar: Written[] =
      i % 2 === 0
        ? [[0, 4]]
        : [
            [0, 1],
            [30, 3],
          ];
    return passage(Array.from({ length: 8 }, () => bar));
  });

  test('more of the same overlaps as training tunes do, in every feature', () => {
    const { overlap, overlapRatio, passages } = overlapFigures({ generated: walks('more'), test: test0, train });
    expect(passages).toBe(120);
    expect(Object.keys(overlap)).toEqual(Object.keys(FEATURES));
    for (const [feature, { generated }] of Object.entries(overlap)) expect(generated, feature).toBeGreaterThan(0.85);
    expect(overlapRatio).toBeGreaterThan(0.95);
  });

  test('quite another music does not overlap', () => {
    const { overlap, overlapRatio } = overlapFigures({ generated: others, test: test0, train });
    for (const feature of ['noteCount', 'noteLengthHistogram', 'noteLengthTransitions', 'meanInterOnset'] as const)
      expect(overlap[feature].generated, feature).toBeLessThan(0.05);
    expect(overlapRatio).toBeLessThan(0.5);
  });

  test('one pitch set over and over is seen as too much alike, though each tune could be real', () => {
    const copies = Array.from({ length: 120 }, () => walk('test 0'));
    const { overlap } = overlapFigures({ generated: copies, test: test0, train });
    expect(overlap.pitchClassTransitions.generated).toBeLessThan(overlap.pitchClassTransitions.train);
  });

  test('the same sets have the same figures; sets are cut to the size of the smallest', () => {
    const sets = { generated: walks('more', 30), test: test0, train };
    expect(overlapFigures(sets)).toEqual(overlapFigures(sets));
    expect(overlapFigures(sets).passages).toBe(30);
    expect(overlapFigures(sets, 10).passages).toBe(10);
  });

  test('an empty set is refused', () => {
    expect(() => overlapFigures({ generated: [], test: test0, train })).toThrow(/fewer than two passages/);
  });
});
