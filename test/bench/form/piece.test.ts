import { expect, test } from 'vitest';
import { handMade, times, tuneOnly } from '../../helper/hand-made.ts';
import { barOf, barSteps, bars, minutesOf, snap, tuneOf } from './piece.ts';

test('played times are drawn to sixteenths and triplets, and to finer places only where neither is near', () => {
  expect([0.8, 5.2, 7.1, 12.9, 23.2, 25].map(snap)).toEqual([0, 6, 8, 12, 24, 24]);
  expect([3, 27].map(snap)).toEqual([3, 27]);
});

test('bars have the steps of their meter', () => {
  expect([barSteps('4/4'), barSteps('3/4'), barSteps('6/8')]).toEqual([96, 72, 72]);
  expect(minutesOf(tuneOnly(30, 'C4:4'))).toBe(1);
});

test('of notes that begin together the tune is the highest', () => {
  const two = handMade({ bars: 1, parts: [{ role: 'melody', notes: 'C4:2 D4:2' }] });
  const [part] = two.parts;
  const both = { ...two, parts: [{ ...part!, notes: [...part!.notes, { ...part!.notes[0]!, pitch: 67 }] }] };
  expect(tuneOf(both).map(({ pitch }) => pitch)).toEqual([67, 62]);
});

test('some bars of a piece are a piece from step 0, with the chords that sound in them', () => {
  const piece = tuneOnly(4, times(4, 'C4:3 D4:1'), {
    chords: [{ on: 0, length: 384, symbol: 'C' }],
    phrases: [{ on: 96, bars: 2, slot: 1 }],
  });
  const middle = bars(piece, 1, 2);
  expect(middle.bars.map(({ start }) => start)).toEqual([0, 96]);
  expect(tuneOf(middle).map(({ on }) => on)).toEqual([0, 72, 96, 168]);
  expect(middle.chords).toEqual([{ on: 0, length: 192, symbol: 'C' }]);
  expect(middle.phrases).toEqual([{ on: 0, bars: 2, slot: 1 }]);
  expect([barOf(middle, 95), barOf(middle, 96), barOf(middle, 900)]).toEqual([0, 1, 1]);
});
