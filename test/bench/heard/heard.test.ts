/** Rows of what is heard: that found notes are counted once and near their time, and which tempos are the written one. */

import { describe, expect, test } from 'vitest';
import { halved } from './half-rate.ts';
import { foundOf } from './melody.ts';
import { agrees, beatRootTempo } from './tempo.ts';

const RATE = 44100;
const TUNE = [60, 62, 64, 65].map((pitch, i) => ({ pitch, time: i * 0.5 }));

describe('the notes of a tune that are found', () => {
  const late = (by: number, up = 0) => TUNE.map(({ pitch, time }) => ({ pitch: pitch + up, time: time + by }));

  test('have its pitch and are near their time', () => {
    expect(foundOf(TUNE, late(0.04), 0.05)).toEqual(late(0.04));
    expect(foundOf(TUNE, late(0.06), 0.05)).toEqual([]);
    expect(foundOf(TUNE, late(0, 12), 0.05)).toEqual([]);
    expect(foundOf(TUNE, TUNE.slice(1), 0.05)).toEqual(TUNE.slice(1));
    expect(foundOf(TUNE, [], 0.05)).toEqual([]);
  });

  test('are the nearest, each once', () => {
    const twice = [TUNE[0]!, { pitch: 60, time: 0.03 }];
    expect(foundOf(twice, [TUNE[0]!], 0.05)).toHaveLength(1);
    expect(foundOf([TUNE[0]!], [{ pitch: 60, time: 0.03 }, TUNE[0]!], 0.05)).toEqual([TUNE[0]]);
  });
});

test('half the rate keeps a tone below the new limit, and drops one above it', () => {
  const level = (hertz: number) => {
    const tone = Float32Array.from({ length: RATE }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / RATE));
    const half = halved(tone).subarray(100, -100);
    return Math.sqrt(half.reduce((sum, x) => sum + x * x, 0) / half.length);
  };
  expect(halved(new Float32Array(RATE)).length).toBe(RATE / 2);
  expect(level(1000)).toBeCloseTo(Math.SQRT1_2, 2);
  expect(level(9000)).toBeCloseTo(Math.SQRT1_2, 1);
  expect(level(14_000)).toBeLessThan(0.01);
});

describe('the tempo', () => {
  test('is heard in clicks', () => {
    const beat = Math.round((RATE * 60) / 112);
    const clicks = Float32Array.from({ length: 20 * RATE }, (_, i) =>
      i % beat < 2000 ? Math.exp(-(i % beat) / 300) * Math.sin(i % beat) : 0,
    );
    expect(agrees(beatRootTempo(clicks), 112)).toBe(true);
  });

  test('is the written one, its half or its double, within 2 %', () => {
    for (const tempo of [100, 101.9, 50, 200, 98.1]) expect(agrees(tempo, 100)).toBe(true);
    for (const tempo of [103, 97, 150, 66.7, 300]) expect(agrees(tempo, 100)).toBe(false);
  });
});
