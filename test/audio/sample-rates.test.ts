/** Devices run at any sample rate: headsets in a call at 8 kHz, interfaces at 192 kHz. Music plays on all of them, duller where less is carried. */

import { describe, expect, test } from 'vitest';
import { PALETTES } from '../../plugin/audio/palettes/palettes.ts';
import { level, peak, tone, toDecibels } from '../helper/audio-measure.ts';
import { fullBand, timedBar, timedNote, timedPart } from '../helper/band.ts';
import { type OfflineStage, offlineStage } from '../helper/offline-stage.ts';

const RATES = [3000, 8000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000] as const;

/** Two bars of a full band, and everything else that a mixer can do. */
async function hear(sampleRate: number, palette: string, act: (stage: OfflineStage) => void = () => {}) {
  const stage = await offlineStage(5, [palette], { sampleRate });
  stage.mixer.fade(0, 1, 0, 0.01);
  for (const bar of fullBand(palette, 2)) stage.mixer.play(bar);
  act(stage);
  const [left, right] = (await stage.render()) as [Float32Array, Float32Array];
  return { ...stage, left, right };
}

describe.each(RATES)('at %i Hz', (rate) => {
  test.each(['woodland', 'war', 'toy-box'])('%s plays as loudly as it should, and says nothing', async (palette) => {
    const { left, right, warnings, mixer } = await hear(rate, palette, ({ mixer }) => {
      for (const brightness of [0, 1])
        mixer.play(timedBar(palette, [timedPart('melody', [timedNote(76, 4, 0.4)])], { time: 4, brightness }));
      mixer.sting([timedNote(79, 3, 0.6)], palette);
      mixer.muffle(900, 0.2, 3.5);
      mixer.muffle(20_000, 0.2, 4.2);
      mixer.muffle(null, 0.2, 4.4);
    });
    expect(warnings).toEqual([]);
    const loudness = level(left, rate, 0, 4);
    expect(loudness).toBeGreaterThan(rate < 8000 ? -34 : -28);
    expect(loudness).toBeLessThan(-14);
    expect(toDecibels(peak(left, right))).toBeLessThan(-0.3);
    expect(mixer.bytes).toBeGreaterThan(0);
  });
});
