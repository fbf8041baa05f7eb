/** A recording of the game's own beside the decks: how it comes, goes round and goes, judged by what is rendered. */

import { describe, expect, test } from 'vitest';
import { random } from '../../plugin/music/random.ts';
import type { TrackCall } from '../../plugin/output/audio-output.ts';
import { largestStep, level } from '../helper/audio-measure.ts';
import { offlineMixer } from '../helper/offline-mixer.ts';

const RATE = 44100;
const CALL: TrackCall = { key: 'noise', time: 1, from: 0, loop: false, gainDb: 0, fade: 1, curve: 'power' };

type Wave = (second: number, frame: number) => number;

/** A stage that has recordings of six seconds. */
async function mixerWith(waves: Readonly<Record<string, Wave>>) {
  const sounds = new Map<string, AudioBuffer>();
  const offline = await offlineMixer(8, [], { audio: (key) => sounds.get(key) ?? null });
  for (const [key, wave] of Object.entries(waves)) {
    const buffer = offline.context.createBuffer(1, 6 * RATE, RATE);
    buffer.copyToChannel(
      Float32Array.from({ length: buffer.length }, (_, i) => wave(i / RATE, i)),
      0,
    );
    sounds.set(key, buffer);
  }
  return offline;
}

function noise(seed: string): Wave {
  const chance = random(seed);
  return () => 0.2 * (chance.next() * 2 - 1);
}

describe('a recording beside the decks', () => {
  test('crosses with a deck so that their powers add up to one, whichever curve comes', async () => {
    // A recording of one value shows its gain.
    const { mixer, render, warnings } = await mixerWith({ steady: () => 0.5 });
    mixer.fadeDeck(0, 1, 0, 0.01);
    mixer.fadeDeck(0, 0, 1, 1.5, 'power');
    mixer.track({ ...CALL, key: 'steady', fade: 1.5 });
    const [left] = await render();
    expect(warnings).toEqual([]);
    const full = left![3 * RATE]!;
    expect(full).toBeGreaterThan(0.1);
    for (let time = 1.05; time < 2.6; time += 0.1) {
      const track = left![Math.round(time * RATE)]! / full;
      expect(mixer.levelAt(0, time) ** 2 + track ** 2, time.toFixed(2)).toBeCloseTo(1, 1);
    }
  });

  test('crosses with the next recording without a dip or a bump', async () => {
    const { mixer, at, render } = await mixerWith({ one: noise('one'), other: noise('other') });
    mixer.track({ ...CALL, key: 'one', time: 0.5, fade: 0 });
    at(1.5, () => {
      mixer.endTrack(2, 1, 'power');
      mixer.track({ ...CALL, key: 'other', time: 2, fade: 1 });
    });
    const [left] = await render();
    const before = level(left!, RATE, 1, 1.9);
    for (let time = 1.9; time < 4; time += 0.2)
      expect(Math.abs(level(left!, RATE, time, time + 0.2) - before), time.toFixed(1)).toBeLessThan(0.6);
  });

  test('goes round where it is to, from a place inside it, at its gain, and comes and goes without a click', async () => {
    const sine: Wave = (second) => 0.4 * Math.sin(2 * Math.PI * 220 * second);
    const { mixer, at, render } = await mixerWith({ sine });
    mixer.track({ ...CALL, key: 'sine', time: 0.3, from: 4, loop: true, gainDb: -6, fade: 0.2 });
    at(6.5, () => mixer.endTrack(7, 0));
    const [left] = await render();
    // Two seconds of it are left when it begins; a whole number of waves fits, so that its round is seamless.
    expect(level(left!, RATE, 5, 6)).toBeCloseTo(level(left!, RATE, 1, 2), 1);
    const steepest = (0.4 * 10 ** (-6 / 20) * 2 * Math.PI * 220) / RATE;
    expect(largestStep(left!, RATE)).toBeLessThan(steepest * 1.2);
    expect(level(left!, RATE, 7.1, 7.9)).toBeLessThan(-90);
  });
});
