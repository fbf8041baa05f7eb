import { describe, expect, test } from 'vitest';
import { sideOf } from '../../plugin/audio/palettes/stereo-spread.ts';
import { level } from '../helper/audio-measure.ts';
import { timedBar, timedNote, timedPart } from '../helper/band.ts';
import { offlineMixer } from '../helper/offline-mixer.ts';

const RATE = 44100;

describe('the sides of an instrument', () => {
  test('bass drum and snare are in the middle, hats and large drums on opposite sides', () => {
    expect([36, 38, 40].map((key) => sideOf(key, true))).toEqual([0, 0, 0]);
    expect(sideOf(42, true)).toBe(-sideOf(41, true));
    // Toms go round from the smallest to the largest.
    expect([50, 47, 43].map((key) => sideOf(key, true))).toEqual([1, 0, -1]);
  });

  test('high players of a section sit on the left, low ones on the right', () => {
    expect([76, 62, 48].map((pitch) => sideOf(pitch, false))).toEqual([-1, 0, 1]);
  });

  test('are heard: hats from the right, large drums from the left, pads across, the bass drum from the middle', async () => {
    const { mixer, render } = await offlineMixer(7, ['woodland', 'journey']);
    mixer.fadeDeck(0, 1, 0, 0.01);
    const drums = [42, 41, 36].map((key, i) => timedNote(key, 0.5 + i, 0.3, 1));
    mixer.play(timedBar('journey', [timedPart('drums', drums)], { duration: 3 }));
    const pads = [72, 52].map((pitch, i) => timedNote(pitch, 3.5 + 1.7 * i, 0.6, 1));
    mixer.play(timedBar('woodland', [timedPart('pad', pads)], { time: 3.2, duration: 4 }));
    const [left, right] = (await render()) as [Float32Array, Float32Array];
    const balance = (from: number) => level(right, RATE, from, from + 0.12) - level(left, RATE, from, from + 0.12);
    expect(balance(0.5)).toBeGreaterThan(3);
    expect(balance(1.5)).toBeLessThan(-3);
    expect(Math.abs(balance(2.5))).toBeLessThan(1);
    expect(balance(3.9)).toBeLessThan(-3);
    expect(balance(5.6)).toBeGreaterThan(3);
  });
});
