import { describe, expect, test } from 'vitest';
import { createImpulseResponse, HALL } from '../../plugin/audio/reverb-impulse.ts';
import { soundFigures } from '../bench/sound/figures.ts';
import { stereoSpectrum } from '../bench/sound/spectrum.ts';
import { rms, toDecibels } from '../helper/audio-measure.ts';

const RATE = 44100;
const hall = (seed: string) => createImpulseResponse(HALL, RATE, seed);
const energy = (samples: Float32Array) => samples.reduce((sum, value) => sum + value ** 2, 0);
const between = (samples: Float32Array, from: number, to: number) =>
  samples.subarray(Math.round(from * RATE), Math.round(to * RATE));

describe('the impulse response of the hall', () => {
  test('has unit energy, is silent until the first reflection, and is the same each time', () => {
    const channel = hall('left');
    expect(energy(channel)).toBeCloseTo(1, 4);
    expect(energy(between(channel, 0, HALL.preDelay))).toBe(0);
    expect(hall('left')).toEqual(channel);
    expect(hall('right')).not.toEqual(channel);
  });

  test('has early reflections that stand out of the tail, and half of its energy in the first tenth of a second', () => {
    const channel = hall('left');
    const early = between(channel, 0, 0.1);
    expect(energy(early)).toBeGreaterThan(0.45);
    expect(energy(early)).toBeLessThan(0.75);
    const peak = early.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(toDecibels(peak / rms(early, RATE))).toBeGreaterThan(18);
  });

  test('decays by 60 dB in its time, its treble sooner', () => {
    const channel = hall('left');
    const level = (from: number) => toDecibels(rms(channel, RATE, from, from + 0.2));
    // The treble that damping takes makes the fall a little steeper.
    const fall = ((level(0.3) - level(1.3)) * HALL.decay) / 1;
    expect(fall).toBeGreaterThan(54);
    expect(fall).toBeLessThan(75);
    const treble = (from: number) => {
      const part = between(channel, from, from + 0.3);
      const { octave8kHzDb, octave500HzDb } = soundFigures(part, part, RATE);
      return octave8kHzDb! - octave500HzDb!;
    };
    expect(treble(1.2)).toBeLessThan(treble(0.2) - 2);
  });

  test('is as strong in both channels and unlike in each octave, so that their sum loses at most 4 dB', () => {
    const [left, right] = [hall('room/left'), hall('room/right')];
    const { mid, side } = stereoSpectrum(left, right, RATE);
    for (const [k, power] of mid.entries()) {
      if (k < 2) continue; // The hall does not answer there.
      const ratio = 10 * Math.log10(side[k]! / power);
      expect(Math.abs(ratio), `octave ${k}`).toBeLessThan(4);
    }
  });
});
