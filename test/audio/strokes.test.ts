import { describe, expect, test } from 'vitest';
import { strokesFor } from '../../plugin/audio/strokes.ts';

const wish = { time: 10, attack: 0.02, release: 0.3, seconds: 4, rate: 1, sustained: true };

describe('strokes', () => {
  test('a note shorter than its sample is one stroke', () => {
    expect(strokesFor({ ...wish, duration: 1 })).toEqual([
      { time: 10, offset: 0, attack: 0.02, until: 11, release: 0.3, joins: false, joined: false },
    ]);
  });

  test.each([3.5, 4, 6, 8, 13.7, 30])('a sustained note of %s s sounds to its end without a gap', (duration) => {
    for (const rate of [0.84, 1, 1.19]) {
      const strokes = strokesFor({ ...wish, duration, rate });
      for (const [i, { time, offset, until, release }] of strokes.entries()) {
        const next = strokes[i + 1];
        // No stroke outlives its sample.
        expect(offset + (until + release - time) * rate).toBeLessThanOrEqual(wish.seconds);
        if (next) expect(next).toMatchObject({ time: until, attack: release, joins: true });
        else expect(until).toBe(10 + duration);
      }
      expect(strokes.slice(0, -1).every(({ joined }) => joined)).toBe(true);
    }
  });

  test('a plucked note is never struck again', () => {
    expect(strokesFor({ ...wish, duration: 30, sustained: false })).toHaveLength(1);
  });
});
