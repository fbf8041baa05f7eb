import { describe, expect, test } from 'vitest';
import { times, tuneOnly } from '../../helper/hand-made.ts';
import { fallingMoves, fifthToTonic, firstOnTonic, meanPitch, nearTonic, rangeOf, rangeOfFour } from './degrees.ts';

const inD = (notes: string) => tuneOnly(8, notes, { tonic: 2 });

describe('degrees of the tune', () => {
  test('are counted from the tonic, over all games', () => {
    expect(fifthToTonic([inD('D4:1 A4:1 A4:1 D5:1'), inD('D4:1 D4:1')])).toBe(0.5);
  });

  test('a major third above and a minor third below are near a tonic, the fourth, fifth and minor sixth are not', () => {
    expect(nearTonic([inD('D5:1 F#5:1 B4:1 G5:1 A5:1 Bb4:1')])).toBe(0.5);
  });

  test('the first note is that of each game', () => {
    expect(firstOnTonic([inD('r:1 D4:1'), inD('A4:1 D4:1'), inD('F4:1'), inD('D5:1')])).toBe(0.5);
  });
});

describe('where the tune lies', () => {
  test('range and mean pitch are of its notes', () => {
    const piece = inD('C4:1 C5:1 E5:1 C4:1');
    expect(rangeOf(piece)).toBe(16);
    expect(meanPitch(piece)).toBe((60 + 72 + 76 + 60) / 4);
  });

  test('the range of four bars is that of each half of the first eight', () => {
    const halves = inD(`${times(4, 'C4:2 G4:2')} ${times(4, 'C5:2 F5:2')}`);
    expect(rangeOfFour([halves, halves, inD(times(8, 'C4:2 F4:2'))])).toBe(5);
  });

  test('moves fall or rise; repeated notes are none', () => {
    expect(fallingMoves(inD('C5:1 B4:1 B4:1 A4:1 C5:1'))).toBe(2 / 3);
  });
});
