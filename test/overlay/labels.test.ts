import { describe, expect, test } from 'vitest';
import { counted, lengthName, pitchName, shownChange } from '../../plugin/overlay/labels.ts';

describe('labels of the overlay', () => {
  test('a change too small to be displayed has no sign', () => {
    expect(shownChange('brightness', -0.004)).toBe('0.00');
    expect(shownChange('brightness', -0.006)).toBe('−0.01');
    expect(shownChange('brightness', 0.2)).toBe('+0.20');
    expect(shownChange('tempo', 0)).toBe('0');
    expect(shownChange('tempo', -2.5)).toBe('−2.5');
  });

  test('a pitch is named as its key is spelled, and a length as a part of a whole note', () => {
    expect(pitchName(66, { tonic: 'Eb', mode: 'dorian' })).toBe('Gb4');
    expect(pitchName(66, { tonic: 'D', mode: 'ionian' })).toBe('F#4');
    expect(pitchName(59, { tonic: 'Db', mode: 'ionian' })).toBe('B3');
    expect(pitchName(60)).toBe('C4');
    expect([480, 720, 1200, 1680, 160, 2160].map(lengthName)).toEqual(['1/4', '3/8', '5/8', '7/8', '1/12', '9/8']);
  });

  test('one thing is not named in the plural', () => {
    expect([0, 1, 2].map((count) => counted(count, 'late bar'))).toEqual(['0 late bars', '1 late bar', '2 late bars']);
  });
});
