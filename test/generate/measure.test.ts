/** What is measured of a melody, on lines whose numbers can be worked out by hand. */

import { describe, expect, test } from 'vitest';
import { measure, measureRaw, quantileOf, valueAtQuantile } from '../../plugin/generate/measure.ts';
import { MELODY_CONTROLS } from '../../plugin/music/melody-controls.ts';
import { metricWeight } from '../../plugin/music/metric-weight.ts';
import { scaleOf } from '../../plugin/music/pitch.ts';

const Q = 480;
const line = (...notes: [pitch: number, tick: number, durationTicks: number][]) =>
  notes.map(([pitch, tick, durationTicks]) => ({ pitch, tick, durationTicks }));
const stretch = { meter: '4/4', ticks: 4 * Q, scale: scaleOf('ionian') } as const;

describe('plain measures', () => {
  test('density is notes a quarter, register the mean pitch, leap the mean step', () => {
    const raw = measureRaw(line([0, 0, Q], [4, Q, Q], [7, 2 * Q, Q], [4, 3 * Q, Q]), stretch);
    expect(raw.density).toBe(1);
    expect(raw.register).toBe(3.75);
    expect(raw.leap).toBeCloseTo((4 + 3 + 3) / 3);
  });

  test('chromaticism is the share of notes outside the scale', () => {
    expect(measureRaw(line([0, 0, Q], [1, Q, Q], [2, 2 * Q, Q], [6, 3 * Q, Q]), stretch).chromaticism).toBe(0.5);
  });

  test('quarters on the beat are not syncopated', () => {
    expect(measureRaw(line([0, 0, Q], [0, Q, Q], [0, 2 * Q, Q], [0, 3 * Q, Q]), stretch).syncopation).toBe(0);
  });

  test('a note held over the middle of the bar is, by as much as the middle outweighs its start', () => {
    // Beat 2 weighs -2, beat 3 weighs -1 (Longuet-Higgins & Lee): a half note on beat 2 counts 1.
    const held = measureRaw(line([0, 0, Q], [0, Q, 2 * Q], [0, 3 * Q, Q]), stretch);
    expect(held.syncopation).toBe(1);
    // An eighth before the middle, held over it: -3 against -1.
    const pushed = measureRaw(line([0, 0, 1.5 * Q], [0, 1.5 * Q, 2.5 * Q]), stretch);
    expect(pushed.syncopation).toBe(2);
  });

  test('an empty line measures as nothing', () => {
    expect(measureRaw([], stretch)).toEqual({ density: 0, register: 0, leap: 0, syncopation: 0, chromaticism: 0 });
  });
});

describe('metric weights', () => {
  test.each([
    ['4/4', [0, -4, -3, -4, -2, -4, -3, -4, -1]],
    ['3/4', [0, -3, -2, -3, -1]],
    ['6/8', [0, -3, -2, -3, -2, -3, -1]],
  ] as const)('%s in sixteenths', (meter, weights) => {
    expect(weights.map((_, i) => metricWeight(meter, (i * Q) / 4))).toEqual(weights);
  });
});

describe('quantiles', () => {
  test('value and quantile are each other’s inverse', () => {
    for (const control of MELODY_CONTROLS) {
      for (const quantile of [0, 0.1, 0.5, 0.77, 1]) {
        expect(quantileOf(control, valueAtQuantile(control, quantile))).toBeCloseTo(quantile, 6);
      }
    }
  });

  test('every control lies in 0..1 on any line', () => {
    const wild = line([-17, 0, 60], [30, 60, 60], [-17, 120, 60], [29, 180, 60]);
    for (const value of Object.values(measure(wild, { meter: '4/4', bars: 1, mode: 'ionian' }))) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  });
});
