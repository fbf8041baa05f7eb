import { describe, expect, test } from 'vitest';
import { findLoop, joinLoop, type Loop } from '../../plugin/audio/loop.ts';
import { random } from '../../plugin/music/random.ts';
import { largestStep, level } from '../helper/audio-measure.ts';

const RATE = 44100;
const WISH: Loop = { start: 0.7, end: 1.66 };

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
    const loop = findLoop(tone, RATE, WISH)!;
    joinLoop(tone, RATE, loop);
    const sounding = held(tone, loop);
    expect(largestStep(sounding, RATE)).toBeLessThan(largestStep(tone, RATE, 0, 0.5) * 1.03);
  });

  test('of many unlike voices neither sags nor swells where it goes round', () => {
    const chance = random('section');
    const noise = wave(1.7, () => chance.next() - 0.5);
    const loop = findLoop(noise, RATE, WISH)!;
    joinLoop(noise, RATE, loop);
    const sounding = held(noise, loop);
    const levels = Array.from({ length: 40 }, (_, i) => level(sounding, RATE, 0.5 + i / 10, 0.6 + i / 10));
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(0.6);
  });

  test('too short to go round has no loop', () => {
    expect(findLoop(wave(0.6, Math.sin), RATE, { start: 0.25, end: 0.58 })).toBeNull();
  });
});
