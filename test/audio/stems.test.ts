import { beforeAll, describe, expect, test } from 'vitest';
import { type Composition, compose } from '../../plugin/headless.ts';
import { type Rendering, type Stem, toSamples, toStems } from '../../plugin/render.ts';
import { rms, toDecibels } from '../helper/audio-measure.ts';

const sampleRate = 22_050;

describe('the stems of a battle', () => {
  let score: Composition;
  let mix: Rendering;
  const stems: Stem[] = [];
  const shares: number[] = [];

  beforeAll(async () => {
    score = await compose({ mood: 'battle', bars: 2, seed: 'a', model: 'ngram' });
    mix = await toSamples(score, { sampleRate });
    const onProgress = (share: number) => void shares.push(share);
    for await (const stem of toStems(score, { sampleRate, onProgress })) stems.push(stem);
  }, 120_000);

  test('are its parts, each as long as the mix and heard', () => {
    const parts = score.parts.filter(({ notes }) => notes.length > 0);
    expect(stems.map(({ role }) => role)).toEqual([...new Set(parts.map(({ role }) => role))]);
    for (const { left, right, role } of stems) {
      expect([left.length, right.length], role).toEqual([mix.left.length, mix.right.length]);
      expect(toDecibels(rms(left, sampleRate)), role).toBeGreaterThan(-60);
    }
    expect(shares.at(-1)).toBe(1);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  });

  test('are together the mix, through compressor, limiter and exciter', () => {
    for (const side of ['left', 'right'] as const) {
      const missing = mix[side].map((value, i) => value - stems.reduce((sum, stem) => sum + stem[side][i]!, 0));
      expect(toDecibels(rms(missing, sampleRate)) - toDecibels(rms(mix[side], sampleRate))).toBeLessThan(-100);
    }
  });

  test('have the sounds of the place as one more', async () => {
    const soundtrack = { moods: { shore: { like: 'calm', ambience: { rain: 0.8 } } } };
    const wet = await compose({ mood: 'shore', soundtrack, bars: 1, seed: 'a', model: 'ngram' });
    const options = { sampleRate: 16_000, tail: 1 };
    const all: Stem[] = [];
    for await (const stem of toStems(wet, options)) all.push(stem);
    expect(all.at(-1)!.role).toBe('ambience');
    expect(toDecibels(rms(all.at(-1)!.left, 16_000))).toBeGreaterThan(-60);
    const { left } = await toSamples(wet, options);
    const missing = left.map((value, i) => value - all.reduce((sum, stem) => sum + stem.left[i]!, 0));
    expect(toDecibels(rms(missing, 16_000)) - toDecibels(rms(left, 16_000))).toBeLessThan(-80);
  }, 120_000);

  test('are cut like the mix where the music is a loop', async () => {
    const loop = await compose({ mood: 'calm', form: 'loop', minutes: 0.25, seed: 'a', model: 'ngram' });
    const [first] = [await toStems(loop, { sampleRate: 8000 }).next()];
    expect((first!.value as Stem).left.length / 8000).toBeCloseTo(loop.seconds, 2);
  }, 120_000);
});

test('a rendering that is cancelled rejects with the reason', async () => {
  const score = await compose({ mood: 'forest', bars: 8, seed: 'a', model: 'ngram' });
  const cancel = new AbortController();
  const onProgress = () => cancel.abort(new Error('enough'));
  await expect(toSamples(score, { sampleRate, signal: cancel.signal, onProgress })).rejects.toThrow('enough');
  await expect(toStems(score, { sampleRate, signal: cancel.signal }).next()).rejects.toThrow('enough');
});
