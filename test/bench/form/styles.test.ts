import { describe, expect, test } from 'vitest';
import { times, tuneOnly } from '../../helper/hand-made.ts';
import { stylesDistinguished, tuneFeatures } from './styles.ts';

const features = (notes: string, bars = 8) =>
  tuneFeatures(tuneOnly(bars, notes, { chords: [{ on: 0, length: 768, symbol: 'C' }] }));

describe('figures of the tune', () => {
  test('count notes, lengths and intervals', () => {
    const even = features(times(8, 'C4:1 D4:1 D4:1 G4:1'));
    expect(even).toMatchObject({
      notesABar: 4,
      lengthEntropy: 0,
      rhythmEntropy: 0,
      even: 1,
      range: 7,
      pitchesInEight: 3,
    });
    // Moves: +2, 0, +5, and -7 between bars.
    expect(even.repeated).toBeCloseTo(8 / 31);
    expect(even.steps).toBeCloseTo(8 / 31);
    expect(even.leaps).toBeCloseTo(15 / 31);
    expect(even.turns).toBeCloseTo(14 / 22);
    expect(even.outsideChord).toBe(0.5);
  });

  test('tell a bar that returns from a rhythm that returns and from a new one', () => {
    const bars = 'C4:1 D4:3 C4:1 D4:3 D4:1 E4:3 C4:2 D4:2 C4:4 D4:4 C4:4 C4:1 D4:3';
    expect(features(bars)).toMatchObject({ newBars: 4 / 8, sameRhythm: 4 / 7 });
  });

  test('a note that sounds over a stronger place is syncopated', () => {
    expect(features('C4:0.5 D4:1 E4:0.5 F4:2 G4:4').syncopated).toBe(1 / 5);
    expect(features('C4:1 D4:1 E4:1 F4:1 G4:4').syncopated).toBe(0);
  });

  test('breaths part groups', () => {
    expect(features('C4:1 D4:1 E4:1 r:1 F4:1 G4:1 A4:1 r:1', 2).breaths).toBe(8);
  });
});

test('styles are recognized if their tunes differ, and not if they are equal', () => {
  const pieces = (style: string, notes: string) =>
    ['C', 'D', 'E', 'F'].map((first, i) => ({
      style,
      piece: tuneOnly(8, `${first}4:4 ${times(7, notes)}`, { seed: `${i}` }),
    }));
  const slow = pieces('chant', 'C4:2 D4:2');
  expect(stylesDistinguished([...slow, ...pieces('folk-dance', 'C4:0.5 E4:0.5 G4:1 C5:2')])).toBe(1);
  expect(stylesDistinguished([...slow, ...pieces('song', 'C4:2 D4:2')])).toBeLessThan(0.6);
});
