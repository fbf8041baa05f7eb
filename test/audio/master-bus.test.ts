/** Gain and lowpass of all decks together follow their settings and never click. */

import { describe, expect, test } from 'vitest';
import { offlineAudio } from '../../plugin/audio/node-audio-context.ts';
import { largestStep, level, rms } from '../helper/audio-measure.ts';
import { fullBand, timedBar, timedNote, timedPart } from '../helper/band.ts';
import { offlineMixer } from '../helper/offline-mixer.ts';

const RATE = 44100;

describe('the master bus', () => {
  test('is ducked by as many decibels as asked, and comes back', async () => {
    const hear = async (ducked: boolean) => {
      const { mixer, at, render } = await offlineMixer(6, ['ethereal']);
      mixer.fadeDeck(0, 1, 0, 0.01);
      const pad = [57, 60, 64].map((pitch) => timedNote(pitch, 0, 6, 0.5));
      mixer.play(timedBar('ethereal', [timedPart('pad', pad)], { duration: 6 }));
      at(2, () => ducked && mixer.duck(-9, 0.1, 0.4));
      at(4, () => ducked && mixer.duck(0, 0.1, 0.4));
      return (await render())[0]!;
    };
    const [plain, ducked] = [await hear(false), await hear(true)];
    const change = (from: number, to: number) => level(ducked, RATE, from, to) - level(plain, RATE, from, to);
    expect(change(1, 1.9)).toBeCloseTo(0, 1);
    expect(change(2.2, 3.9)).toBeCloseTo(-9, 1);
    expect(change(4.6, 5.8)).toBeCloseTo(0, 1);
  });

  test('put under water and behind a voice in a recorded performance goes down in time, loses its highs and never clicks', async () => {
    const Offline = await offlineAudio();
    const { renderOffline } = await import('../../plugin/audio/offline.ts');
    const pad = [57, 60, 64].map((pitch) => timedNote(pitch, 0, 6, 0.3));
    const bar = timedBar('ethereal', [timedPart('pad', pad)], { duration: 6 });
    const open = { kind: 'fade', at: 0, deck: 0, to: 1, time: 0, duration: 0.01 } as const;
    const mixes = [
      { kind: 'duck', at: 2.1, gainDb: -12, attack: 0.1, release: 0.4 },
      { kind: 'muffle', at: 2.1, cutoffHz: 600, seconds: 0.2 },
      { kind: 'duck', at: 4.1, gainDb: 0, attack: 0.1, release: 0.4 },
      { kind: 'muffle', at: 4.1, cutoffHz: null, seconds: 0.4 },
    ] as const;
    const play = { kind: 'play', at: 0, bar } as const;
    const plain = (await renderOffline(Offline, { calls: [open, play] })).left;
    const mixed = (await renderOffline(Offline, { calls: [open, play, ...mixes] })).left;
    const change = (from: number, to: number) => level(mixed, RATE, from, to) - level(plain, RATE, from, to);
    expect(change(1, 2.09)).toBeCloseTo(0, 1);
    expect(change(2.4, 4)).toBeLessThan(-11.5);
    expect(change(4.6, 5.8)).toBeCloseTo(0, 1);
    const steps = mixed.map((value, i) => value - (mixed[i - 1] ?? 0));
    const crisp = (from: number, to: number) => rms(steps, RATE, from, to) / rms(mixed, RATE, from, to);
    expect(crisp(2.5, 4)).toBeLessThan(crisp(1, 2));
    // A click is a jump that the music itself does not make.
    expect(largestStep(mixed, RATE, 2, 4.7)).toBeLessThanOrEqual(largestStep(plain, RATE, 1, 5.8) * 1.05);
  });

  test('muffled loses its treble and keeps its bass, and opens again', async () => {
    const { mixer, at, render } = await offlineMixer(6, ['woodland']);
    mixer.fadeDeck(0, 1, 0, 0.01);
    for (const bar of fullBand('woodland', 3)) mixer.play(bar);
    at(2, () => mixer.setLowpass(400, 0.2));
    at(4, () => mixer.setLowpass(null, 0.2));
    const [left] = await render();
    const steps = left!.map((value, i) => value - (left![i - 1] ?? 0));
    const crisp = (from: number, to: number) => rms(steps, RATE, from, to) / rms(left!, RATE, from, to);
    expect(crisp(2.5, 3.9)).toBeLessThan(crisp(0.5, 1.9) * 0.4);
    expect(crisp(4.5, 5.9)).toBeGreaterThan(crisp(0.5, 1.9) * 0.6);
    expect(level(left!, RATE, 2.5, 3.9)).toBeGreaterThan(level(left!, RATE, 0.5, 1.9) - 9);
  });
});
