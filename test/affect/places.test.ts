import { describe, expect, test } from 'vitest';
import { HUE_NAMES } from '../../plugin/affect/picture/colors.ts';
import { PRESET_NAMES } from '../../plugin/internal.ts';
import { measuredPlaces, recognition } from './place-pictures.ts';

const held = measuredPlaces().filter(({ half }) => half === 'held');

describe('places that the table was not tuned on', () => {
  test('are eleven, by day and by night, in sun and in rain', () => {
    expect(new Set(held.map(({ place }) => place)).size).toBe(11);
    expect(new Set(held.flatMap(({ hour }) => hour ?? [])).size).toBeGreaterThan(5);
    expect(held.filter(({ rain }) => rain).length).toBeGreaterThan(20);
    for (const { mood, colors } of held) {
      expect(PRESET_NAMES).toContain(mood);
      expect(HUE_NAMES.reduce((sum, name) => sum + colors.hues[name], 0)).toBeLessThanOrEqual(1.01);
    }
  });

  test('have their own mood among the first two in four of five pictures', () => {
    const { firstTwo, mean } = recognition(held);
    expect(firstTwo).toBeGreaterThanOrEqual(0.8);
    expect(mean).toBeGreaterThanOrEqual(0.8);
  });
});
