import { describe, expect, test } from 'vitest';
import { voiceChord } from '../../plugin/arrange/voicing.ts';

const C = [0, 4, 7];
const F = [5, 9, 0];
const G7 = [7, 11, 2, 5];

describe('a voicing', () => {
  test('stays in its register, goes upwards and never doubles a pitch', () => {
    for (const tones of [C, F, G7, [2, 5, 8, 11], [0, 7]]) {
      for (const voices of [2, 3, 4]) {
        const voicing = voiceChord({ tones, voices, low: 50, high: 68 });
        expect(voicing).toHaveLength(Math.min(voices, voicing.length));
        voicing.forEach((pitch, i) => {
          expect(pitch >= 50 && pitch <= 68 && pitch > (voicing[i - 1] ?? 0)).toBe(true);
          expect(tones).toContain(pitch % 12);
        });
      }
    }
  });

  test('has the third, and of a seventh chord the seventh', () => {
    expect(voiceChord({ tones: C, voices: 3, low: 48, high: 64 }).map((pitch) => pitch % 12)).toContain(4);
    const seventh = voiceChord({ tones: G7, voices: 3, low: 48, high: 64 }).map((pitch) => pitch % 12);
    expect(seventh).toContain(11);
    expect(seventh).toContain(5);
  });

  test('has the root of a seventh chord, which is another chord without it', () => {
    for (const tones of [G7, [9, 0, 4, 7], [5, 9, 0, 4]]) {
      for (const previous of [
        [52, 55, 60],
        [55, 59, 62],
        [53, 57, 60],
      ])
        expect(voiceChord({ tones, voices: 3, low: 48, high: 66, previous }).map((pitch) => pitch % 12)).toContain(
          tones[0],
        );
    }
  });

  test('has the root of a suspended chord below: an inverted sus2 is heard as the sus4 of its fifth', () => {
    expect(voiceChord({ tones: [2, 4, 9], voices: 3, low: 48, high: 66, previous: [52, 55, 60] })[0]! % 12).toBe(2);
    expect(voiceChord({ tones: [7, 0, 2], voices: 3, low: 48, high: 66, previous: [52, 55, 60] })[0]! % 12).toBe(7);
  });

  test('keeps common tones and moves the others to the nearest', () => {
    const previous = [52, 55, 60]; // E G C
    expect(voiceChord({ tones: F, voices: 3, low: 48, high: 66, previous })).toEqual([53, 57, 60]);
    expect(voiceChord({ tones: [9, 0, 4], voices: 3, low: 48, high: 66, previous })).toEqual([52, 57, 60]);
  });

  test('opens up in the low, where close thirds are mud', () => {
    const voicing = voiceChord({ tones: C, voices: 3, low: 36, high: 55 });
    const steps = voicing.slice(1).map((pitch, i) => ({ below: voicing[i]!, step: pitch - voicing[i]! }));
    const low = steps.filter(({ below }) => below < 48);
    expect(low.length).toBeGreaterThan(0);
    for (const { step } of low) expect(step).toBeGreaterThanOrEqual(5);
  });

  test('leaves a voice out rather than double the fifth, which would be heard as the root', () => {
    const fifths = (voicing: readonly number[], tone: number) => voicing.filter((pitch) => pitch % 12 === tone).length;
    // G major between C3 and D4, where there is one G and two D.
    expect(voiceChord({ tones: [7, 11, 2], voices: 4, low: 48, high: 62 })).toHaveLength(3);
    for (let root = 0; root < 12; root++) {
      const tones = [root, (root + 4) % 12, (root + 7) % 12];
      expect(fifths(voiceChord({ tones, voices: 4, low: 48, high: 62 }), tones[2]!)).toBeLessThan(2);
    }
  });

  test('has fewer voices where the register is too narrow, and none where no tone fits', () => {
    expect(voiceChord({ tones: C, voices: 4, low: 60, high: 65 })).toEqual([60, 64]);
    expect(voiceChord({ tones: [1], voices: 3, low: 60, high: 60 })).toEqual([]);
  });
});
