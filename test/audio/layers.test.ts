import { describe, expect, test } from 'vitest';
import { random } from '../../plugin/music/random.ts';
import { fullness, octaveLevels } from '../helper/fullness.ts';

describe('layers are heard', () => {
  // One mood of each kind: drums that carry, drums that barely sound, none at its usual intensity.
  test.each(['battle', 'forest', 'sorrow'] as const)(
    '%s sounds fuller at 0.5 than at 0.2, and at 1 than at 0.5',
    async (mood) => {
      // A whole period: the first phrase of a form may be thin at any intensity near the mood's own.
      const [low, middle, high] = [
        await fullness(mood, 0.2, 20),
        await fullness(mood, 0.5, 20),
        await fullness(mood, 1, 20),
      ];
      expect(middle).toBeGreaterThan(low + 0.1);
      expect(high).toBeGreaterThan(middle + 0.1);
    },
  );
});

describe('octave levels', () => {
  const wave = (hertz: readonly number[]) =>
    Float32Array.from({ length: 44100 }, (_, i) =>
      hertz.reduce((sum, each) => sum + 0.2 * Math.sin((2 * Math.PI * each * i) / 44100), 0),
    );

  test('show each tone in its octave alone, and a part that is added where it lies', () => {
    const one = octaveLevels([wave([1000])], 44100);
    const two = octaveLevels([wave([1000, 60])], 44100);
    expect(one.indexOf(Math.max(...one))).toBe(4);
    expect(two[0]!).toBeGreaterThan(one[0]! + 40);
    expect(two[4]!).toBeCloseTo(one[4]!, 1);
  });

  test('fall where only the level does', () => {
    const chance = random('fader');
    const noise = Float32Array.from({ length: 44100 }, () => chance.next() - 0.5);
    const [loud, soft] = [noise, noise.map((value) => value / 2)].map((samples) => octaveLevels([samples], 44100));
    for (const [i, level] of loud!.entries()) expect(level - soft![i]!).toBeCloseTo(6.02, 1);
  });
});
