/** A loop that is rendered has the length of its bars. */

import { beforeAll, describe, expect, test } from 'vitest';
import { type Composition, compose } from '../../plugin/headless.ts';
import { renderRecording, toWav } from '../../plugin/render.ts';

const ngram = { model: 'ngram', seed: 'a' } as const;

describe('a loop', () => {
  let loop: Composition;
  beforeAll(async () => {
    loop = await compose({ mood: 'calm', form: 'loop', minutes: 0.25, ...ngram });
  });

  test('has the length of its bars as a WAV file, without silence around it', async () => {
    const file = await toWav(loop, { sampleRate: 22_050 });
    const samples = (file.length - 44) / 4;
    expect(samples / 22_050).toBeCloseTo(loop.seconds, 3);
  });

  test('is recorded twice and a little more, which its samples show', async () => {
    const { recording, seconds } = loop;
    expect(recording.loops).toBe(true);
    const { left, sampleRate } = await renderRecording(recording, { sampleRate: 22_050 });
    expect(left.length / sampleRate).toBeGreaterThan(2 * seconds);
  });
});
