import { describe, expect, test } from 'vitest';
import { spearman } from '../../models/evaluation/spearman.ts';

describe("Spearman's ρ", () => {
  test('is 1 for what rises together, -1 for what falls, whatever the units', () => {
    expect(spearman([1, 2, 3, 4], [1, 10, 100, 1000])).toBeCloseTo(1, 12);
    expect(spearman([1, 2, 3, 4], [9, 3, 1, -5])).toBeCloseTo(-1, 12);
  });

  test('is 1 - 6 Σd² / (n (n² - 1)) where there are no ties', () => {
    // Ranks 1 2 3 4 5 against 2 1 4 3 5: Σd² = 4.
    expect(spearman([10, 20, 30, 40, 50], [2, 1, 4, 3, 5])).toBeCloseTo(1 - (6 * 4) / (5 * 24), 12);
  });

  test('gives equal values the mean of their ranks: eight levels of a hundred cap it at 0.992', () => {
    const levels = Array.from({ length: 800 }, (_, i) => Math.floor(i / 100));
    const measured = Array.from({ length: 800 }, (_, i) => i);
    expect(spearman(levels, measured)).toBeCloseTo(0.992, 3);
    expect(spearman(levels, levels)).toBeCloseTo(1, 12);
  });

  test('is nothing where one side never changes', () => {
    expect(spearman([1, 2, 3], [5, 5, 5])).toBe(0);
  });

  test('wants pairs', () => {
    expect(() => spearman([1, 2], [1])).toThrow(/2 and 1 values/);
  });
});
