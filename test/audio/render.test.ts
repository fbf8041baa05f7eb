import { beforeAll, describe, expect, test } from 'vitest';
import type { OutputCall, OutputRecording } from '../../plugin/output/recording-output.ts';
import { encodeWav, type Rendering, renderRecording } from '../../plugin/render.ts';
import { level, peak, toDecibels } from '../helper/audio-measure.ts';
import { fullBand } from '../helper/band.ts';

const play = (bar: ReturnType<typeof fullBand>[number]): OutputCall => ({
  kind: 'play',
  at: Math.max(0, bar.time - 2),
  bar,
});

/** Four bars of forest, then a battle on the next deck: as a conductor would make them. */
const journey: OutputRecording = {
  calls: [
    { kind: 'fade', at: 0, deck: 0, to: 1, time: 0, duration: 0.01 },
    ...fullBand('woodland', 4, { deck: 0 }).map(play),
    { kind: 'fade', at: 6, deck: 0, to: 0, time: 7, duration: 1 },
    { kind: 'fade', at: 6, deck: 1, to: 1, time: 7, duration: 1 },
    ...fullBand('war', 3, { deck: 1, time: 7, bpm: 150 }).map(play),
    { kind: 'clear', at: 9, deck: 0, time: 9 },
  ],
};

/** The largest difference of two renderings, in dBFS. The engine may sum voices in another order: the last bits vary. */
function difference(first: Rendering, second: Rendering): number {
  expect(first.left.length).toBe(second.left.length);
  const between = (a: Float32Array, b: Float32Array) => peak(a.map((value, i) => value - b[i]!));
  return toDecibels(Math.max(between(first.left, second.left), between(first.right, second.right)));
}

describe('a rendered performance', () => {
  let rendered: Rendering;
  beforeAll(async () => {
    rendered = await renderRecording(journey);
  }, 60_000);

  test('is the same when rendered again', async () => {
    expect(difference(rendered, await renderRecording(journey))).toBeLessThan(-120);
  });

  test('lasts as long as its notes and the tail, sounds throughout and ends silent', async () => {
    const shares: number[] = [];
    const { left, sampleRate } = await renderRecording(journey, {
      tail: 4,
      onProgress: (share) => shares.push(share),
    });
    const end = 7 + (3 * 4 * 60) / 150;
    expect(left.length / sampleRate).toBeCloseTo(end + 4, 0);
    for (let at = 0.5; at < end - 0.5; at += 0.5) expect(level(left, sampleRate, at, at + 0.5)).toBeGreaterThan(-40);
    expect(level(left, sampleRate, end + 3.8)).toBeLessThan(-60);
    expect(shares.at(-1)).toBe(1);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  });

  test('does not depend on how far ahead its calls were made', async () => {
    const early = { calls: journey.calls.map((call) => ({ ...call, at: 0 })) };
    expect(difference(rendered, await renderRecording(early))).toBeLessThan(-120);
  });

  test('is refused where there is nothing to play, or by an unknown palette', async () => {
    await expect(renderRecording({ calls: [] })).rejects.toThrow(/plays nothing; record some bars/);
    const [bar] = fullBand('tin cans', 1);
    await expect(renderRecording({ calls: [play(bar!)] })).rejects.toThrow(
      /unknown palette 'tin cans'; known palettes: bamboo, bandstand, cavern, chiptune/,
    );
  });
});

describe('a WAV file', () => {
  const sine = Float32Array.from({ length: 4410 }, (_, i) => 0.5 * Math.sin((2 * Math.PI * 441 * i) / 44100));

  test('says what it holds, and holds it', () => {
    const file = encodeWav([sine, sine.map((value) => -value)], 44100);
    const view = new DataView(file.buffer);
    const text = (at: number) => String.fromCharCode(...file.subarray(at, at + 4));
    expect([text(0), text(8), text(12), text(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data']);
    expect(view.getUint32(4, true)).toBe(file.length - 8);
    expect([view.getUint16(22, true), view.getUint32(24, true), view.getUint32(28, true)]).toEqual([2, 44100, 176400]);
    expect(view.getUint32(40, true)).toBe(4410 * 4);
    for (let i = 0; i < 4410; i++) {
      expect(view.getInt16(44 + i * 4, true) / 32767).toBeCloseTo(sine[i]!, 4);
      expect(view.getInt16(46 + i * 4, true) / 32767).toBeCloseTo(-sine[i]!, 4);
    }
  });

  test('is the same bytes every time; silence is silent and what is too loud is cut', () => {
    expect(encodeWav([sine], 44100)).toEqual(encodeWav([sine], 44100));
    expect(
      encodeWav([new Float32Array(100)], 44100)
        .subarray(44)
        .every((byte) => byte === 0),
    ).toBe(true);
    const view = new DataView(encodeWav([Float32Array.of(3, -3)], 44100).buffer);
    expect([view.getInt16(44, true), view.getInt16(46, true)]).toEqual([32767, -32767]);
    expect(peak(sine)).toBeLessThan(1);
  });

  test('wants channels of one length', () => {
    expect(() => encodeWav([], 44100)).toThrow(/channels of lengths \[\]; give at least one/);
    expect(() => encodeWav([sine, sine.subarray(1)], 44100)).toThrow(/4410,4409/);
  });
});
