import { describe, expect, test } from 'vitest';
import { counted, shownChange } from '../../plugin/overlay/labels.ts';

describe('labels of the overlay', () => {
  test('a change too small to be displayed has no sign', () => {
    expect(shownChange('brightness', -0.004)).toBe('0.00');
    expect(shownChange('brightness', -0.006)).toBe('−0.01');
    expect(shownChange('brightness', 0.2)).toBe('+0.20');
    expect(shownChange('tempo', 0)).toBe('0');
    expect(shownChange('tempo', -2.5)).toBe('−2.5');
  });

  test('one thing is not named in the plural', () => {
    expect([0, 1, 2].map((count) => counted(count, 'late bar'))).toEqual(['0 late bars', '1 late bar', '2 late bars']);
  });
});
