/** Where things begin and end nothing is heard but what begins and ends. */

import { describe, expect, test } from 'vitest';
import { playSections } from '../../plugin/compose/play-sections.ts';
import { createNgramModel } from '../../plugin/internal.ts';
import { renderRecording } from '../../plugin/render.ts';
import { hearClicks, hearCrossfade, longestSilence } from '../helper/deck-probe.ts';

describe('seams', () => {
  test('no fade, stop, duck or layer clicks: over a held 200 Hz tone, all above 2 kHz stays 60 dB under it', async () => {
    const clicks = await hearClicks();
    expect(clicks.length).toBeGreaterThan(20);
    for (const { event, level } of clicks) expect(level, event).toBeLessThan(-60);
  });

  test('from one deck to another unlike noise keeps its level to a decibel, long fade or short', async () => {
    for (const seconds of [1, 4]) {
      const { lowest, highest } = await hearCrossfade(seconds);
      expect(lowest).toBeGreaterThan(-1);
      expect(highest).toBeLessThan(1);
    }
  });

  test('through three moods no silence is longer than a beat', async () => {
    const composer = createNgramModel();
    const sections = ['forest', 'battle', 'village'].map((mood) => ({ mood, bars: 3 }));
    const played = await playSections({
      source: { composer, fallback: composer },
      sections,
      soundtrack: { seed: 'seams' },
    });
    const { left, right, sampleRate } = await renderRecording(played.recording, { tail: 0 });
    const [from, to] = [played.start, played.end].map((time) => Math.round(time * sampleRate));
    const heard = [left, right].map((channel) => channel.subarray(from, to));
    // The slowest of the three, forest, has 92 quarter notes a minute.
    expect(longestSilence(heard, sampleRate)).toBeLessThan(60 / 92);
  });
});
