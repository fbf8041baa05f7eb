/** Theory that everything else stands on. */

import { describe, expect, test } from 'vitest';
import { chordAt, chordSymbol, chordTones, parseChord } from '../../plugin/music/harmony.ts';
import { moveByScale, nearestInMode, TONICS, tonicAnchor } from '../../plugin/music/pitch.ts';
import { random } from '../../plugin/music/random.ts';
import { beatStarts, METERS, meterInfo, secondsToTicks, ticksToSeconds } from '../../plugin/music/time.ts';

describe('time', () => {
  test('beats fill every meter’s bar', () => {
    for (const meter of METERS) {
      const { beats, barTicks } = meterInfo(meter);
      expect(
        beats.reduce((sum, beat) => sum + beat, 0),
        meter,
      ).toBe(barTicks);
    }
  });

  test('6/8 has two beats, 7/8 three uneven ones', () => {
    expect(beatStarts('6/8')).toEqual([0, 720]);
    expect(beatStarts('7/8')).toEqual([0, 480, 960]);
  });

  test('ticks and seconds are each other’s inverse', () => {
    expect(ticksToSeconds(480, 120)).toBe(0.5);
    expect(secondsToTicks(ticksToSeconds(777, 93), 93)).toBeCloseTo(777);
  });
});

describe('pitch', () => {
  test('anchors lie between G3 and F#4', () => {
    expect(TONICS.map(tonicAnchor).sort((a, b) => a - b)).toEqual([55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66]);
    expect(tonicAnchor('C')).toBe(60);
  });

  test('moving by scale steps keeps to the scale and crosses octaves', () => {
    expect(moveByScale(0, 2, 'ionian')).toBe(4);
    expect(moveByScale(11, 1, 'ionian')).toBe(12);
    expect(moveByScale(0, -1, 'ionian')).toBe(-1);
    expect(moveByScale(9, 1, 'major pentatonic')).toBe(12);
    expect(moveByScale(-5, 7, 'aeolian')).toBe(7);
  });

  test('a pitch outside the scale goes to its nearest neighbor', () => {
    expect(nearestInMode(1, 'ionian')).toBe(0);
    expect(nearestInMode(6, 'major pentatonic')).toBe(7);
  });
});

describe('harmony', () => {
  test('symbols are spelled as the key is', () => {
    expect(chordSymbol({ root: 8, quality: 'maj' }, 'D', 'aeolian')).toBe('Bb');
    expect(chordSymbol({ root: 4, quality: 'min7' }, 'D', 'ionian')).toBe('F#m7');
    expect(chordSymbol({ root: 10, quality: 'maj' }, 'C', 'mixolydian')).toBe('Bb');
    expect(chordSymbol({ root: 1, quality: 'maj' }, 'A', 'phrygian dominant')).toBe('Bb');
    // Borrowed chords are lowered degrees, whatever the key signature has; a leading tone is the raised seventh.
    expect(chordSymbol({ root: 8, quality: 'maj' }, 'D', 'ionian')).toBe('Bb');
    expect(chordSymbol({ root: 3, quality: 'maj' }, 'G', 'ionian')).toBe('Bb');
    expect(chordSymbol({ root: 11, quality: 'dim' }, 'D', 'harmonic minor')).toBe('C#dim');
    expect(chordSymbol({ root: 6, quality: 'dim7' }, 'F', 'ionian')).toBe('Bdim7');
    expect(chordSymbol({ root: 1, quality: 'dim7' }, 'C', 'ionian')).toBe('C#dim7');
    expect(chordSymbol({ root: 1, quality: 'maj' }, 'C', 'ionian')).toBe('Db');
    expect(chordSymbol({ root: 6, quality: 'dim' }, 'C', 'locrian')).toBe('Gbdim');
    // No reader has to know that B is the seventh of Db: white keys have their plain names.
    expect(chordSymbol({ root: 10, quality: 'maj' }, 'Db', 'mixolydian')).toBe('B');
    expect(chordSymbol({ root: 10, quality: 'min' }, 'Bb', 'phrygian')).toBe('Abm');
    expect(chordSymbol({ root: 0, quality: 'maj' }, 'F#', 'lydian')).toBe('F#');
  });

  test('stated symbols are read with tensions and slash basses', () => {
    expect(parseChord('G7', 0)).toEqual({ root: 7, quality: 'dom7' });
    expect(parseChord('Am/C', 9)).toEqual({ root: 0, quality: 'min' });
    expect(parseChord('Bm7b5', 0)).toEqual({ root: 11, quality: 'm7b5' });
    expect(parseChord('F#', 6)).toEqual({ root: 0, quality: 'maj' });
    expect([parseChord('N', 0), parseChord('?', 0), parseChord('hello', 0)]).toEqual([null, null, null]);
  });

  test('the chord at a tick is the one that sounds there', () => {
    const spans = [
      { tick: 0, durationTicks: 960, chord: { root: 0, quality: 'maj' } },
      { tick: 960, durationTicks: 960, chord: { root: 7, quality: 'dom7' } },
    ] as const;
    expect(chordAt(spans, 959)?.root).toBe(0);
    expect(chordTones(chordAt(spans, 960)!)).toEqual([7, 11, 2, 5]);
    expect(chordAt(spans, 1920)).toBeNull();
  });
});

describe('chance', () => {
  test('a seed is a stream, evenly spread', () => {
    const chance = random('seed');
    const values = Array.from({ length: 4000 }, () => chance.next());
    const again = random('seed');
    expect(values.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => again.next()));
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 1);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
  });

  test('weights are kept to, and nothing without weight is drawn', () => {
    const chance = random('weights');
    const drawn = Array.from({ length: 3000 }, () => chance.weighted([1, 0, 3]));
    expect(drawn).not.toContain(1);
    expect(drawn.filter((index) => index === 2).length / drawn.length).toBeCloseTo(0.75, 1);
    expect(() => chance.pick([])).toThrow(RangeError);
  });
});
