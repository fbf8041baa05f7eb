/** What makes Firefox's compressor hear as others do changes nothing else. */

import { afterEach, expect, test, vi } from 'vitest';
import { offlineAudio } from '../../plugin/audio/node-audio-context.ts';

const RATE = 44_100;

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A chord of a low, a middle and a high tone, at an amplitude each, through the compressor. */
async function compressed(amplitude: number): Promise<Float32Array> {
  const Offline = await offlineAudio();
  // Tone looks for the classes of Web Audio when it is imported.
  const { createCompressor } = await import('../../plugin/audio/compressor.ts');
  const { BorrowedContext } = await import('../../plugin/audio/tone.ts');
  const context = new Offline(1, RATE / 2, RATE);
  const borrowed = new BorrowedContext(context);
  const parts: { dispose(): unknown }[] = [];
  const { input, output } = borrowed.build(() =>
    createCompressor(borrowed, (part) => {
      parts.push(part);
      return part;
    }),
  );
  for (const hertz of [200, 3000, 10_000]) {
    const tone = context.createOscillator();
    const level = context.createGain();
    tone.frequency.value = hertz;
    level.gain.value = amplitude;
    tone.connect(level);
    level.connect(input.input as AudioNode);
    tone.start();
  }
  output.connect(context.destination as unknown as AudioNode);
  const rendered = await context.startRendering();
  for (const part of parts) part.dispose();
  return rendered.getChannelData(0).slice();
}

const difference = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, each, i) => Math.max(most, Math.abs(each - b[i]!)), 0);

test('soft sound, which is not compressed, is the same with the shelves for Gecko', async () => {
  const plain = await compressed(0.01);
  vi.stubGlobal('mozInnerScreenX', 0);
  expect(difference(await compressed(0.01), plain)).toBeLessThan(1e-5);
});

test('loud treble is compressed less with them, as they take from it what Gecko would add', async () => {
  const plain = await compressed(0.4);
  vi.stubGlobal('mozInnerScreenX', 0);
  const shelved = await compressed(0.4);
  const power = (samples: Float32Array) => samples.slice(RATE / 4).reduce((sum, each) => sum + each * each, 0);
  expect(10 * Math.log10(power(shelved) / power(plain))).toBeGreaterThan(1);
});
