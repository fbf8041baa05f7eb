import { describe, expect, test } from 'vitest';
import { LAYOUT } from '../../plugin/generate/features.ts';
import { lookbackAt, NO_LOOKBACK, SEQUENCE_AT } from '../../plugin/generate/lookback.ts';
import { eachSequence, SEQUENCE_FEATURES, SEQUENCE_WIDTH } from '../../plugin/generate/sequence.ts';
import { durationToken, pitchToken, REST } from '../../plugin/generate/tokens.ts';

const QUARTER = 24;
/** Where things lie: pitch and agreement 1, 2 and 4 bars back, the run by semitones, the run by degrees. */
const AT = { bars: [0, 2, 4], run: 6, degrees: 9 };

/** What is heard after some notes (semitones above the tonic, null a rest) of a quarter each, in bars of `beats`. */
function heard(notes: readonly (number | null)[], beats = 4, from = 0): number[] {
  const history = {
    pitch: notes.map((note) => (note === null ? REST : pitchToken(note))),
    duration: notes.map(() => durationToken(QUARTER)),
    onset: notes.map((_, i) => i * QUARTER),
  };
  const all = lookbackAt(history, from, notes.length, notes.length * QUARTER, beats * QUARTER);
  return [...all.subarray(SEQUENCE_AT, SEQUENCE_AT + SEQUENCE_WIDTH)];
}

describe('a line that says again what it said, at another pitch', () => {
  test('goes on by the steps with which it went on', () => {
    // do re mi so, then fa so la: do is next.
    const found = heard([0, 2, 4, 7, 5, 7, 9]);
    expect(found[AT.run]).toBe(pitchToken(12));
    expect(found[AT.run + 1]).toBe(durationToken(QUARTER));
    expect(found[AT.run + 2]).toBe(2);
  });

  test('keeps to its key where the degrees come back, and the semitones do not', () => {
    // do re do fa, mi fa mi: la is next.
    const found = heard([0, 2, 0, 5, 4, 5, 4]);
    expect(found[AT.degrees]).toBe(pitchToken(9));
    expect(found[AT.degrees + 1]).toBe(2);
    expect(found[AT.run]).toBe(-1);
  });

  test('alters a degree as it was altered last', () => {
    // In minor: re do, me re: fa me is by degrees what it goes on to, and me is flat as before.
    const found = heard([3, 2, 0, 3, 5, 3, 2, 5, 7, 5]);
    expect(found[AT.degrees]).toBe(pitchToken(3));
  });

  test('keeps a rest where there was one', () => {
    expect(heard([0, 2, 4, null, 5, 7, 9])[AT.run]).toBe(REST);
  });

  test('steps over rests', () => {
    const found = heard([0, null, 2, null, 4, 5, null, 7, null]);
    expect(found[AT.run]).toBe(pitchToken(9));
  });

  test('is compared with what stood a bar before', () => {
    // Bars of three: do re mi, re mi: by semitones fa sharp.
    const found = heard([0, 2, 4, 2, 4], 3);
    expect(found[AT.bars[0]!]).toBe(pitchToken(6));
    expect(found[AT.bars[0]! + 1]).toBe(1);
    expect(found[AT.bars[1]!]).toBe(-1);
  });

  test('is silent if there is nothing to compare, or it is not given as input', () => {
    expect(heard([])).toEqual(Array(SEQUENCE_WIDTH).fill(-1));
    expect(heard([null, null, null])).toEqual(Array(SEQUENCE_WIDTH).fill(-1));
    expect(heard([0, 2, 4, 7, 5, 7, 9], 4, 4)[AT.run]).toBe(-1);
  });

  test('says nothing of pitches beyond what the network knows', () => {
    const found = heard([0, 12, 24, 26, 28, 30, 28, 30], 4);
    for (const at of [AT.run, AT.degrees, ...AT.bars]) expect(found[at]).toBeLessThanOrEqual(REST);
    expect(heard([-17, -5, -16, -4, -15, -3])[AT.run]).toBeGreaterThanOrEqual(-1);
  });
});

test('features lie within their share of the vector, none where nothing is known', () => {
  const lit: number[] = [];
  eachSequence(NO_LOOKBACK, SEQUENCE_AT, (index) => lit.push(index));
  expect(lit).toEqual([]);
  const most = NO_LOOKBACK.map(() => 16);
  eachSequence(most, SEQUENCE_AT, (index) => lit.push(index));
  expect(new Set(lit).size).toBe(6);
  expect(Math.max(...lit)).toBeLessThan(SEQUENCE_FEATURES);
  expect(LAYOUT.sequence + SEQUENCE_FEATURES).toBe(LAYOUT.fineStyle);
});
