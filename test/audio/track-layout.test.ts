/** Recordings that repeat between two samples, and recordings that play together: judged sample by sample. */

import { describe, expect, test } from 'vitest';
import { offlineAudio } from '../../plugin/audio/node-audio-context.ts';
import { suspensionsSet } from '../../plugin/audio/suspensions.ts';
import { TrackPlayer } from '../../plugin/audio/track-player.ts';
import type { TrackCall } from '../../plugin/output/audio-output.ts';

const RATE = 44100;
const CALL: TrackCall = { key: 'piece', time: 0, from: 0, loop: false, gainDb: 0, fade: 0 };

/** Renders what a player does; each recording is given sample by sample. */
async function rendered(
  seconds: number,
  recordings: Readonly<Record<string, (frame: number) => number>>,
  play: (player: TrackPlayer, at: (time: number, act: () => void) => void) => void,
  length = 3 * RATE,
): Promise<Float32Array> {
  const Offline = await offlineAudio();
  const context = new Offline(1, seconds * RATE, RATE);
  const buffers = new Map<string, AudioBuffer>();
  for (const [key, sample] of Object.entries(recordings)) {
    const buffer = context.createBuffer(1, length, RATE);
    buffer.copyToChannel(
      Float32Array.from({ length }, (_, i) => sample(i)),
      0,
    );
    buffers.set(key, buffer);
  }
  const player = new TrackPlayer(context, context.destination, (key) => buffers.get(key) ?? null);
  const stops: Promise<void>[] = [];
  play(player, (time, act) => {
    const stop = context.suspend(time).then(() => {
      act();
      return context.resume();
    });
    stops.push(stop);
  });
  if (stops.length > 0) await suspensionsSet(Offline, 1000);
  const buffer = await context.startRendering();
  await Promise.all(stops);
  return buffer.getChannelData(0).slice();
}

/** Each sample of a recording says which it is. */
const ramp = (frame: number) => frame / 2 ** 20;

describe('a recording with loop points', () => {
  test('goes round between two samples, and every sample is the one that follows', async () => {
    const [start, end] = [10_001, 52_345];
    const loop = { start: start / RATE, end: end / RATE };
    const out = await rendered(20, { piece: ramp }, (player) => player.play({ ...CALL, loop }));
    let wrong = 0;
    for (let i = 0; i < out.length; i++) {
      const frame = i < end ? i : start + ((i - end) % (end - start));
      if (Math.abs(out[i]! * 2 ** 20 - frame) > 0.01) wrong++;
    }
    expect(wrong).toBe(0);
  });

  test('goes on inside its round after a pause', async () => {
    const loop = { start: RATE / RATE, end: (2 * RATE) / RATE };
    const from = 1.5;
    const out = await rendered(3, { piece: ramp }, (player) => player.play({ ...CALL, loop, from }));
    expect(out[0]).toBe(Math.fround(ramp(1.5 * RATE)));
    expect(out[RATE / 2]).toBe(Math.fround(ramp(RATE)));
  });
});

describe('stems', () => {
  const click = (level: number) => (frame: number) => (frame === 700 ? level : 0);
  const stems = [{ key: 'pad' }, { key: 'drums', intensity: [0.6, 1] as const, db: -6 }];
  const drums = 10 ** (-6 / 20);

  test('start at one sample and stay there, and enter and leave by intensity', async () => {
    const loop = { start: 0, end: 22_050 / RATE };
    const out = await rendered(12, { pad: click(0.5), drums: click(0.25) }, (player, at) => {
      player.intensity = 0.3;
      player.play({ ...CALL, loop, stems });
      at(4, () => {
        player.intensity = 0.8;
      });
      at(8, () => {
        // A little under its bound it stays.
        player.intensity = 0.57;
      });
      at(10, () => {
        player.intensity = 0.3;
      });
    });
    const levels = new Map<number, number>();
    for (let i = 0; i < out.length; i++) if (Math.abs(out[i]!) > 1e-4) levels.set(i, out[i]!);
    expect([...levels.keys()].every((frame) => frame % 22_050 === 700)).toBe(true);
    expect(levels.size).toBe(24);
    const at = (second: number) => levels.get(second * RATE + 700)!;
    expect(at(3)).toBeCloseTo(0.5, 6);
    expect(at(6)).toBeCloseTo(0.5 + 0.25 * drums, 5);
    expect(at(9)).toBeCloseTo(0.5 + 0.25 * drums, 5);
    expect(at(11)).toBeCloseTo(0.5, 5);
  });

  test('wait for the last of them to be loaded', async () => {
    const out = await rendered(1, { pad: click(0.5) }, (player) => {
      expect(player.play({ ...CALL, stems })).toBe(false);
    });
    expect(out.every((sample) => sample === 0)).toBe(true);
  });
});
