/** How music of the dial closes and is dressed: by the tension of its point. */

import { describe, expect, test } from 'vitest';
import { phraseSlot } from '../../plugin/arrange/form.ts';
import { dressings } from '../../plugin/generate/progression-feeling.ts';
import { resolveMoods } from '../../plugin/mood/moods.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';

const felt = (tension: number) => resolveMoods({ it: { feel: [0.6, 0.7, tension] } }).get('it')!;
const endings = (tension: number) => [0, 1].map((i) => phraseSlot(i, 4, felt(tension), 'lydian').ending);

describe('a mood of the dial', () => {
  test('closes every phrase at rest, the answer between, and none when tense', () => {
    expect(endings(0.1)).toEqual(['full', 'full']);
    expect(endings(0.4)).toEqual(['half', 'full']);
    expect(endings(0.8)).toEqual(['half', 'deceptive']);
  });

  test('has plain chords at rest, and sevenths when tense', () => {
    const sevenths = (tension: number) => dressings('maj', felt(tension)).reduce((sum, [, share]) => sum + share, 0);
    expect(sevenths(0)).toBe(0);
    expect(sevenths(0.9)).toBeGreaterThan(0.8);
  });
});

test('other moods close as before', () => {
  expect([0, 1].map((i) => phraseSlot(i, 4, PRESETS.calm, 'ionian').ending)).toEqual(['half', 'full']);
});
