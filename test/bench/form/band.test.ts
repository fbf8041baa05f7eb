import { describe, expect, test } from 'vitest';
import { handMade, times } from '../../helper/hand-made.ts';
import {
  barsWithTune,
  blocksWithoutTune,
  changesOfPlayers,
  loudnessRange,
  nearTune,
  secondLineRhythms,
  setsOfPlayers,
  unisonDoubling,
} from './band.ts';

const bass = (bars: number) => ({ role: 'bass', notes: times(bars, 'C2:4') });

describe('who plays', () => {
  // Sixteen bars of 4/4 at 120 last 32 seconds; the tune plays in the first eight.
  const piece = handMade({ bars: 16, parts: [{ role: 'melody', notes: times(8, 'C5:2 D5:2') }, bass(16)] });

  test('changes where a part falls silent, and once more where it comes back', () => {
    expect(changesOfPlayers(piece)).toBeCloseTo(60 / 32);
    const back = handMade({ bars: 16, parts: [{ role: 'melody', notes: 'C5:4 r:8 D5:4' }, bass(16)] });
    expect(changesOfPlayers(back)).toBeCloseTo((3 * 60) / 32);
  });

  test('a held note plays in every bar that it sounds in, and not in one that it only touches', () => {
    const sets = (notes: string) => setsOfPlayers(handMade({ bars: 2, parts: [{ role: 'pad', notes }, bass(2)] }));
    expect(sets('C4:8')).toBe(1);
    expect(sets('C4:4.5')).toBe(1);
    expect(sets('C4:4.125')).toBe(2);
    expect(sets('C4:4')).toBe(2);
  });

  test('bars and blocks without tune are counted', () => {
    expect(barsWithTune(piece)).toBe(0.5);
    expect(blocksWithoutTune(piece)).toBe(0.5);
    const three = handMade({ bars: 8, parts: [{ role: 'melody', notes: `r:12 ${times(5, 'C5:4')}` }, bass(8)] });
    expect(blocksWithoutTune(three)).toBe(0);
    const four = handMade({ bars: 8, parts: [{ role: 'melody', notes: `r:16 ${times(4, 'C5:4')}` }, bass(8)] });
    expect(blocksWithoutTune(four)).toBe(1);
  });
});

test('the loudness of blocks ranges by the squares of velocities and by how much sounds', () => {
  const piece = (parts: Parameters<typeof handMade>[0]['parts']) => handMade({ bars: 24, parts });
  const loud = piece([{ role: 'bass', notes: times(24, 'C2:2 C2:2'), velocity: (i) => (i < 32 ? 0.4 : 0.8) }]);
  expect(loudnessRange(loud)).toBeCloseTo(20 * Math.log10(2));
  const full = piece([bass(24), { role: 'pad', notes: times(8, 'C4:4') }]);
  expect(loudnessRange(full)).toBeCloseTo(10 * Math.log10(2));
  expect(loudnessRange(piece([bass(24)]))).toBe(0);
});

describe('parts near the tune', () => {
  const tune = { role: 'melody', notes: 'C5:1 D5:1 E5:1 F5:1' };

  test('a double at the unison counts, one at the octave or a beat late does not', () => {
    const with_ = (notes: string) => unisonDoubling(handMade({ bars: 1, parts: [tune, { role: 'counter', notes }] }));
    expect(with_('C5:1 D5:1')).toBe(0.5);
    expect(with_('C4:1 D4:1 E4:1 F4:1')).toBe(0);
    expect(with_('r:1 C5:1 D5:1')).toBe(0);
  });

  test('a third below is near, a fourth is not', () => {
    const with_ = (notes: string) => nearTune(handMade({ bars: 1, parts: [tune, { role: 'pad', notes }] }));
    expect(with_('Ab4:1 Bb4:1 B4:1 C5:1')).toBe(0.5);
    expect(with_('A4:4')).toBe(0.25);
  });
});

test('a second line is no chord, pad or bass; its rhythms are distinguished by where notes begin', () => {
  const line = (role: string) =>
    secondLineRhythms(
      handMade({
        bars: 4,
        parts: [
          { role: 'melody', notes: times(4, 'C5:4') },
          { role, notes: 'C4:2 D4:2 C4:1 D4:3 E4:2 F4:2 r:4' },
        ],
      }),
    );
  expect(line('counter')).toBe(2);
  expect(line('pad')).toBe(0);
});
