/** Devices run at any sample rate: headsets in a call at 8 kHz, interfaces at 192 kHz. Music plays on all of them, duller where less is carried. */

import { describe, expect, test } from 'vitest';
import { peakLoudness } from '../../plugin/audio/loudness.ts';
import { belowNyquist, roomBelowNyquist } from '../../plugin/audio/nyquist.ts';
import { level, onset, peak, toDecibels, tone } from '../helper/audio-measure.ts';
import { fullBand, timedBar, timedNote, timedPart } from '../helper/band.ts';
import { listedCases } from '../helper/cases.ts';
import { holdUp } from '../helper/held-context.ts';
import { offlineMixer } from '../helper/offline-mixer.ts';

const RATES = [3000, 8000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000] as const;

/** The lowest that devices have, the usual one, and one that is higher than that of the samples. */
const IN_SHORT: readonly number[] = [8000, 48_000];

describe.each(listedCases(RATES, (rate) => IN_SHORT.includes(rate)))('at %i Hz', (rate) => {
  test.each(['woodland', 'toy-box'])('%s plays as loudly as it should, whatever is asked of it', async (palette) => {
    const { mixer, render, warnings } = await offlineMixer(4.5, [palette], { sampleRate: rate });
    mixer.fadeDeck(0, 1, 0, 0.01);
    mixer.play(fullBand(palette, 1)[0]!);
    for (const [i, brightness] of [0, 0.5, 1].entries()) {
      const time = 2 + i / 2;
      mixer.play(timedBar(palette, [timedPart('melody', [timedNote(76, time, 0.4)])], { time, brightness }));
    }
    mixer.playStinger([timedNote(79, 2, 0.6)], palette);
    for (const [i, cutoff] of [900, 20_000, 1, null].entries()) mixer.setLowpass(cutoff, 0.1, 2 + i / 2);
    const [left, right] = (await render()) as [Float32Array, Float32Array];
    expect(warnings).toEqual([]);
    // At 44.1 kHz it is -18 and -15.8 dBFS.
    expect(level(left, rate, 0, 2)).toBeGreaterThan(-23);
    expect(level(left, rate, 0, 2)).toBeLessThan(-14);
    expect(toDecibels(peak(left, right))).toBeLessThan(-0.3);
  });

  test('notes are in tune and on time, and held ones go round without a dip', async () => {
    const { mixer, render, warnings } = await offlineMixer(5, ['woodland'], { sampleRate: rate });
    mixer.fadeDeck(0, 1, 0, 0.01);
    mixer.play(timedBar('woodland', [timedPart('drums', [timedNote(36, 0.2, 0.2, 1)])]));
    mixer.play(timedBar('woodland', [timedPart('counter', [timedNote(69, 1, 4)])], { time: 1 }));
    const [left] = await render();
    const late = onset(left!.subarray(0, Math.round(0.5 * rate)), rate) - 0.2;
    // The compressor looks ahead by 6 ms, in whole blocks of 128 samples.
    expect(late).toBeGreaterThan(0);
    expect(late).toBeLessThan(0.01 + 128 / rate);
    const beside = [-1, 1].map((semitones) => tone(left!, rate, 440 * 2 ** (semitones / 12), 1.5, 4.5));
    expect(tone(left!, rate, 440, 1.5, 4.5)).toBeGreaterThan(Math.max(...beside) + 12);
    const levels = Array.from({ length: 15 }, (_, i) => level(left!, rate, 1.5 + i / 5, 1.7 + i / 5));
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(6);
    expect(warnings).toEqual([]);
  });

  test('oscillators play where nothing has been decoded', async () => {
    const { mixer, context, render, warnings } = await offlineMixer(2, [], {
      sampleRate: rate,
      fallbackInstruments: true,
    });
    await holdUp(context);
    mixer.fadeDeck(0, 1, 0, 0.01);
    mixer.play(fullBand('war', 1)[0]!);
    const [left] = await render();
    expect(level(left!, rate, 0, 2)).toBeGreaterThan(-27);
    expect(level(left!, rate, 0, 2)).toBeLessThan(-14);
    expect(warnings).toEqual([]);
  });
});

describe('a frequency', () => {
  test('is what was asked for where the sample rate carries it, and the highest that it does otherwise', () => {
    expect([belowNyquist(2600, 44_100), roomBelowNyquist(9000, 44_100)]).toEqual([2600, 9000]);
    for (const rate of RATES) {
      for (const hertz of [38, 2600, 5500, 9000, 18_000]) {
        expect(belowNyquist(hertz, rate)).toBeLessThan(rate / 2);
        expect(roomBelowNyquist(hertz, rate)).toBeLessThanOrEqual(belowNyquist(hertz, rate));
      }
    }
  });

  test('of the ear is weighed at any rate: a tone is as loud at 3 kHz as at 48', () => {
    const loudness = (rate: number) =>
      peakLoudness(
        Float32Array.from({ length: rate }, (_, i) => 0.1 * Math.sin((2 * Math.PI * 300 * i) / rate)),
        rate,
      );
    for (const rate of RATES) expect(Math.abs(loudness(rate) - loudness(48_000)), `${rate}`).toBeLessThan(1);
  });
});
