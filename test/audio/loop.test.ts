import { describe, expect, test } from 'vitest';
import { crossfadeLoop, findLoop, type Loop } from '../../plugin/audio/loop.ts';
import { levelLoop } from '../../plugin/audio/loop-leveling.ts';
import { random } from '../../plugin/music/random.ts';
import { largestStep, level } from '../helper/audio-measure.ts';

const RATE = 44100;
const RANGE: Loop = { start: 0.7, end: 1.66 };

function wave(seconds: number, at: (time: number, i: number) => number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * RATE) }, (_, i) => at(i / RATE, i));
}

/** Four times round the loop, as a held note plays it. */
function held(samples: Float32Array, loop: Loop): Float32Array {
  const [first, last] = [Math.round(loop.start * RATE), Math.round(loop.end * RATE)];
  const round = samples.subarray(first, last);
  const out = new Float32Array(last + 4 * round.length);
  out.set(samples.subarray(0, last));
  for (let times = 0; times < 4; times++) out.set(round, last + times * round.length);
  return out;
}

describe('a held tone', () => {
  test.each([220, 261.63, 987.77])('of %f Hz goes round without a step', (hertz) => {
    const tone = wave(1.7, (time) => 0.5 * Math.sin(2 * Math.PI * hertz * time));
    const loop = findLoop(tone, RATE, RANGE)!;
    crossfadeLoop(tone, RATE, loop);
    const sounding = held(tone, loop);
    expect(largestStep(sounding, RATE)).toBeLessThan(largestStep(tone, RATE, 0, 0.5) * 1.03);
  });

  test('of many unlike voices neither sags nor swells where it goes round', () => {
    const chance = random('section');
    const noise = wave(1.7, () => chance.next() - 0.5);
    const loop = findLoop(noise, RATE, RANGE)!;
    crossfadeLoop(noise, RATE, loop);
    const sounding = held(noise, loop);
    const levels = Array.from({ length: 40 }, (_, i) => level(sounding, RATE, 0.5 + i / 10, 0.6 + i / 10));
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(0.6);
  });

  test('that beats against itself does not pump: round and round its level stays within 1.5 dB', () => {
    const beating = wave(
      2.2,
      (time) => Math.sin(2 * Math.PI * 220 * time) + 0.4 * Math.sin(2 * Math.PI * 221.1 * time),
    );
    const loop = findLoop(beating, RATE, { start: 0.95, end: 2.15 })!;
    crossfadeLoop(beating, RATE, loop);
    const swing = (samples: Float32Array) => {
      const sounding = held(samples, loop);
      const levels = Array.from({ length: 30 }, (_, i) => level(sounding, RATE, 1 + i / 10, 1.2 + i / 10));
      return Math.max(...levels) - Math.min(...levels);
    };
    const step = largestStep(beating, RATE, 0, 0.5);
    expect(swing(beating)).toBeGreaterThan(5);
    levelLoop(beating, RATE, loop);
    expect(swing(beating)).toBeLessThan(1.5);
    expect(largestStep(held(beating, loop), RATE)).toBeLessThan(step * 1.3);
  });

  test('that trembles keeps its tremolo', () => {
    const trembling = wave(
      2.2,
      (time) => Math.sin(2 * Math.PI * 330 * time) * (0.7 + 0.3 * Math.sin(2 * Math.PI * 8 * time)),
    );
    const loop = findLoop(trembling, RATE, { start: 0.95, end: 2.15 })!;
    crossfadeLoop(trembling, RATE, loop);
    const before = trembling.slice();
    levelLoop(trembling, RATE, loop);
    for (let at = loop.start + 0.3; at < loop.end - 0.3; at += 0.02)
      expect(Math.abs(level(trembling, RATE, at, at + 0.02) - level(before, RATE, at, at + 0.02))).toBeLessThan(1);
  });

  test('too short to go round has no loop', () => {
    expect(findLoop(wave(0.6, Math.sin), RATE, { start: 0.25, end: 0.58 })).toBeNull();
  });
});
