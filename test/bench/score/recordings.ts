/** Recordings on the real audio engine: stems over half an hour, loop points, and exported stems against the mix. */

import { offlineAudio } from '../../../plugin/audio/node-audio-context.ts';
import { TrackPlayer } from '../../../plugin/audio/track-player.ts';
import { compose } from '../../../plugin/internal.ts';
import { toSamples, toStems } from '../../../plugin/render.ts';

const MINUTES = 30;
/** Low, so that half an hour fits into memory; what is measured are samples. */
const RATE = 11_025;
/** Where each stem clicks in its round, and how loud. */
const CLICK = 1234;
const LEVELS = [0.5, 0.25, 0.125] as const;

/** Samples between the clicks of stems, farthest apart, in any round of half an hour, and rounds that were heard. */
export async function stemsApart(): Promise<{ readonly samples: number; readonly rounds: number }> {
  const Offline = await offlineAudio();
  const context = new Offline(LEVELS.length, MINUTES * 60 * RATE, RATE);
  const merger = context.createChannelMerger(LEVELS.length);
  merger.connect(context.destination);
  const [start, end] = [3 * RATE + 1, 10 * RATE + 4321];
  const buffers = LEVELS.map((level, channel) => {
    const buffer = context.createBuffer(LEVELS.length, end + 99, RATE);
    const samples = new Float32Array(buffer.length);
    samples[start + CLICK] = level;
    // Each in a channel of its own of the one output.
    buffer.copyToChannel(samples, channel);
    return buffer;
  });
  const splitter = context.createChannelSplitter(LEVELS.length);
  for (const [i] of LEVELS.entries()) splitter.connect(merger, i, i);
  const player = new TrackPlayer(context, splitter, (key) => buffers[Number(key)] ?? null);
  player.play({
    ...{ key: 'piece', time: 0.25, from: 0, gainDb: 0, fade: 0 },
    loop: { start: start / RATE, end: end / RATE },
    stems: LEVELS.map((_, i) => ({ key: String(i), intensity: [0, 1], db: -i })),
  });
  const rendered = await context.startRendering();
  const clicks = LEVELS.map((level, i) => clicksIn(rendered.getChannelData(i), level / 4));
  const rounds = Math.min(...clicks.map(({ length }) => length));
  const expected = Math.round(0.25 * RATE) + start + CLICK;
  let samples = 0;
  for (let round = 0; round < rounds; round++) {
    const places = [expected + round * (end - start), ...clicks.map((own) => own[round]!)];
    samples = Math.max(samples, Math.max(...places) - Math.min(...places));
  }
  return { samples, rounds };
}

function clicksIn(samples: Float32Array, level: number): readonly number[] {
  const found: number[] = [];
  for (let i = 0; i < samples.length; i++) if (Math.abs(samples[i]!) > level) found.push(i);
  return found;
}

/** Samples of rounds that are not the one that follows, for some loop points. */
export async function wrongAtLoops(): Promise<{ readonly wrong: number; readonly rounds: number }> {
  const Offline = await offlineAudio();
  const rate = 44_100;
  let wrong = 0;
  let rounds = 0;
  for (const [start, end] of [
    [0, 30_001],
    [7, 40_000],
    [10_001, 52_345],
    [44_100, 132_301],
  ] as const) {
    const context = new Offline(1, 30 * rate, rate);
    const buffer = context.createBuffer(1, 4 * rate, rate);
    buffer.copyToChannel(
      Float32Array.from({ length: buffer.length }, (_, i) => i / 2 ** 20),
      0,
    );
    const player = new TrackPlayer(context, context.destination, () => buffer);
    const loop = { start: start / rate, end: end / rate };
    player.play({ key: 'piece', time: 0, from: 0, gainDb: 0, fade: 0, loop });
    const out = (await context.startRendering()).getChannelData(0);
    for (let i = 0; i < out.length; i++) {
      const frame = i < end ? i : start + ((i - end) % (end - start));
      if (Math.abs(out[i]! * 2 ** 20 - frame) > 0.01) wrong++;
    }
    rounds += Math.floor((out.length - end) / (end - start));
  }
  return { wrong, rounds };
}

/** How far below the mix what is left of it lies when all stems of a file's mood are taken away, in dB. */
export async function leftOver(bytes: Uint8Array): Promise<number> {
  const score = await compose({
    mood: 'own',
    bars: 8,
    model: 'ngram',
    soundtrack: { moods: { own: { like: 'village', score: 'file' } } },
    scores: { file: bytes },
  });
  const { left: mix } = await toSamples(score);
  const rest = mix.slice();
  for await (const { left } of toStems(score)) for (let i = 0; i < rest.length; i++) rest[i]! -= left[i]!;
  const power = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample * sample, 0);
  return 10 * Math.log10(power(rest) / power(mix));
}
