import { describe, expect, test } from 'vitest';
import type { Passage } from '../../models/evaluation/passage.ts';
import { varietyFigures } from '../../models/evaluation/variety.ts';
import { passage, transposed, type Written, walk } from '../helper/passages.ts';

const figures = (phrases: readonly Passage[], excerpts: readonly Passage[]) =>
  varietyFigures({ phrases, periods: phrases, excerpts });
const walks = (name: string, count: number) => Array.from({ length: count }, (_, i) => walk(`${name} ${i}`));

describe('variety', () => {
  test('phrases differ unless every note is the same', () => {
    const phrases = walks('phrase', 10);
    const later = { ...phrases[0]!, notes: phrases[0]!.notes.slice(0, -1) };
    expect(figures(phrases, phrases)).toMatchObject({ phrases: 10, different: 10 });
    expect(figures([...phrases, walk('phrase 3'), walk('phrase 3')], phrases).different).toBe(10);
    expect(figures([...phrases, later, transposed(phrases[0]!, 1)], phrases).different).toBe(12);
  });

  test('a figure of eight notes that comes back is counted, in any key', () => {
    const bar: Written[] = [0, 2, 3, 7, 5, 3, 2, -1].map((pitch) => [pitch, 0.5]);
    const own: Written[] = [1, 4, 2, 9, 3, 0, 6, 5].map((pitch) => [pitch, 0.5]);
    const twice = passage([bar, own, bar.map(([pitch, length]): Written => [pitch! + 5, length])]);
    // 24 notes have 17 windows of eight; the last is the first again.
    expect(figures([twice], [twice]).repeatedFigures.generated).toBeCloseTo(1 / 17, 4);
    expect(figures([passage([bar, own])], [twice]).repeatedFigures.generated).toBe(0);
  });

  test('a line that turns in circles lies outside the range of tunes that do not', () => {
    const bar: Written[] = [0, 2, 4, 2].map((pitch) => [pitch, 1]);
    const circling = passage(Array.from({ length: 8 }, () => bar));
    const { repeatedFigures } = figures([circling], walks('real', 40));
    expect(repeatedFigures.generated).toBe(0.84);
    expect(repeatedFigures.test).toEqual({ mean: 0, low: 0, high: 0 });
    expect(repeatedFigures.withinRange).toBe(false);
  });

  test('the range holds the middle nine tenths of the real tunes', () => {
    const bar: Written[] = [0, 2, 4, 2].map((pitch) => [pitch, 1]);
    const circling = passage(Array.from({ length: 8 }, () => bar));
    const real = [...walks('real', 15), ...Array.from({ length: 5 }, () => circling)];
    const { test: range, withinRange } = figures(walks('phrase', 4), real).repeatedFigures;
    expect(range).toEqual({ mean: 0.21, low: 0, high: 0.84 });
    expect(withinRange).toBe(true);
  });

  test('passages of fewer notes than a figure are left out, and refused where there are no others', () => {
    const short = passage([[[0, 1]]]);
    expect(figures([short, walk('a')], walks('real', 3)).repeatedFigures.generated).toBe(0);
    expect(() => figures([short], walks('real', 3))).toThrow(/no generated passage has 8 notes/);
  });
});
