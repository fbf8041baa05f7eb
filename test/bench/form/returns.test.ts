import { describe, expect, test } from 'vitest';
import { times, tuneOnly } from '../../helper/hand-made.ts';
import { exactReturns, longestHeardBefore, mostFrequentBar } from './returns.ts';

/** Bars of the letters' tune: each letter is a bar of its own. */
const BARS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'abcdefghijkl'].map((letter, i) => [letter, `${'CDEFGAB'[i % 7]}${i < 7 ? 4 : 5}:1 E4:3`]),
);
const tune = (letters: string) =>
  tuneOnly(letters.length, [...letters].map((letter) => BARS[letter] ?? 'r:4').join(' '));

describe('exact returns', () => {
  test('are passages of the asked length or more', () => {
    expect(exactReturns(tune('abcdefghabcdefgh'), 8)).toBe(0.5);
    expect(exactReturns(tune('abcdefghabcdefgi'), 8)).toBe(0);
    expect(exactReturns(tune('abcdefghabcdefgi'), 4)).toBe(7 / 16);
    expect(exactReturns(tune('ababefghabijabkl'), 4)).toBe(0);
  });

  test('do not overlap with what they repeat', () => {
    expect(exactReturns(tune('bcdaaaaa'), 4)).toBe(0);
    expect(exactReturns(tune('aaaaaaaa'), 4)).toBe(0.5);
  });

  test('are of the tune: silence is none, another octave is none', () => {
    expect(exactReturns(tune('abcd----efgh----'), 4)).toBe(0);
    expect(exactReturns(tuneOnly(8, `${times(2, 'C4:8')} ${times(2, 'C5:8')}`), 4)).toBe(0);
  });
});

test('the commonest bar is counted wherever it sounds, rests not', () => {
  expect(mostFrequentBar(tune('abacad----'))).toBe(3);
});

test('bars heard before count as a run also where they come from different places', () => {
  expect(longestHeardBefore(tune('abcdbadacefg'))).toBe(5);
  expect(longestHeardBefore(tune('ababcab'))).toBe(2);
  expect(longestHeardBefore(tune('abcdefgh'))).toBe(0);
});
