import { describe, expect, test } from 'vitest';
import { handMade, times, tuneOnly } from '../../helper/hand-made.ts';
import { barLikeness, keys, meters, placeLikeness, tempoSpread } from './variety.ts';

test('keys, meters and tempos are distinguished', () => {
  const games = [
    tuneOnly(1, 'C4:4'),
    tuneOnly(1, 'C4:4', { tonic: 2, bpm: 126 }),
    tuneOnly(1, 'C4:3', { mode: 'lydian', meter: '3/4' }),
  ];
  expect(keys(games)).toBe(3);
  expect(meters(games)).toBe(2);
  expect(tempoSpread(games)).toBeCloseTo(0.05);
});

describe('the bars of a role in two games', () => {
  const game = (role: string, notes: string) => handMade({ bars: 4, parts: [{ role, notes }] });

  test('are compared by the places of their notes', () => {
    const [a, b] = [game('bass', times(4, 'C2:2 D2:2')), game('bass', `${times(2, 'E2:2 F2:2')} C2:4 C2:1 C2:3`)];
    expect(barLikeness([a, a], 'bass')).toBe(1);
    expect(barLikeness([a, b], 'bass')).toBe(1 / 3);
    expect(barLikeness([a, a, b], 'bass')).toBeCloseTo((1 + 1 / 3 + 1 / 3) / 3);
  });

  test('of drums are compared also by drum, and not at all where none plays', () => {
    expect(barLikeness([game('drums', times(4, 'C2:4')), game('drums', times(4, 'D2:4'))], 'drums')).toBe(0);
    expect(barLikeness([game('bass', 'C2:4'), game('bass', 'C2:4')], 'drums')).toBeNull();
  });
});

test('openings are alike where the same degree stands at the same place', () => {
  const c = tuneOnly(8, times(8, 'C4:2 E4:2'));
  const d = tuneOnly(8, times(8, 'D5:2 F#4:2'), { tonic: 2 });
  expect(placeLikeness([c, d])).toBe(1);
  expect(placeLikeness([c, tuneOnly(8, times(8, 'C4:2 F4:2'))])).toBeCloseTo(1 / 3);
});
