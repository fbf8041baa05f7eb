/** A rendered loop goes round without a seam. */

import { expect, test } from 'vitest';
import { cutLoop } from '../../plugin/compose/cut-loop.ts';
import { writeSong } from '../../plugin/compose/song.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { renderRecording } from '../../plugin/render.ts';
import { level, peak } from '../helper/audio-measure.ts';

test('a loop joins without a seam: no jump, no silence, and the tail of its end rings in its beginning', async () => {
  const { played, rendered } = await writeSong({
    model: createNgramModel(),
    mood: PRESETS.calm,
    seed: 'song',
    loop: true,
    minutes: 0.25,
  });
  const { left, sampleRate } = await renderRecording(rendered, { tail: 0 });
  const length = (played.end - played.start) * sampleRate;
  const loop = cutLoop(left, played.start * sampleRate, length);
  expect(loop).toHaveLength(Math.round(length));
  const joined = Float32Array.from([...loop.slice(-sampleRate), ...loop.slice(0, sampleRate)]);
  const jump = Math.abs(loop[0]! - loop.at(-1)!);
  expect(jump).toBeLessThan(0.05 * Math.max(0.05, peak(joined)) + 0.01);
  for (let at = 0.5; at < 1.5; at += 0.25) expect(level(joined, sampleRate, at, at + 0.25)).toBeGreaterThan(-60);
  // The very first time round, nothing rang before it.
  const fresh = level(left, sampleRate, played.start - 0.05, played.start);
  expect(level(loop, sampleRate, length / sampleRate - 0.05)).toBeGreaterThan(fresh + 20);
});
