/** The mixer on a browser's own Web Audio: the same sound as offline in Node, on the game's one context, and gone when it is gone. */

import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { integratedLoudness } from '../../plugin/audio/loudness.ts';
import { createMixer } from '../../plugin/audio/mixer.ts';
import { LOUDNESS_TARGETS } from '../../plugin/audio/palettes/loudness-targets.ts';
import { hasGlobalContext } from '../../plugin/audio/tone.ts';
import type { OutputCall } from '../../plugin/output/recording-output.ts';
import { renderRecording } from '../../plugin/render.ts';
import { renderPiece, seedsOf } from '../../scripts/levels/piece.ts';
import { level, onset, peak, rms, toDecibels } from '../helper/audio-measure.ts';
import { fullBand, timedBar, timedNote, timedPart } from '../helper/band.ts';
import { truePeak } from '../helper/true-peak.ts';

const open: OutputCall = { kind: 'fade', at: 0, deck: 0, to: 1, time: 0, duration: 0.01 };

describe('rendering in a browser', () => {
  test('gives a full band at its level, without clipping, and again the same', async () => {
    const calls = [open, ...fullBand('war', 4, { bpm: 112 }).map((bar): OutputCall => ({ kind: 'play', at: 0, bar }))];
    const [first, second] = [await renderRecording({ calls }), await renderRecording({ calls })];
    expect(level(first.left, first.sampleRate, 0, 8)).toBeGreaterThan(-24);
    expect(level(first.left, first.sampleRate, 0, 8)).toBeLessThan(-14);
    expect(toDecibels(peak(first.left, first.right))).toBeLessThan(-0.3);
    // The browser convolves on threads of its own and sums in no fixed order: equal but for the last bits.
    expect(toDecibels(peak(first.left.map((value, i) => value - second.left[i]!)))).toBeLessThan(-90);
  });

  test('starts notes on time, however the browser decodes MP3', async () => {
    for (const [role, pitch] of [
      ['drums', 36],
      ['chords', 60],
    ] as const) {
      const bar = timedBar('woodland', [timedPart(role, [timedNote(pitch, 1, 1, 1)])], { time: 1 });
      const { left, sampleRate } = await renderRecording({ calls: [open, { kind: 'play', at: 0, bar }] });
      // All sound is later by what the compressor looks ahead: 6 ms.
      const error = onset(left, sampleRate) - 1 - 0.006;
      expect(error).toBeGreaterThan(-0.003);
      expect(error).toBeLessThan(0.01);
    }
  });
});

describe('a mood in a browser', () => {
  test.each(['forest', 'battle'] as const)('%s has the loudness and the headroom that it has in Node', async (mood) => {
    const seed = seedsOf(mood)[0]!;
    const { left, right, sampleRate } = await renderPiece({ mood, intensity: 0.5, seed, seconds: 30 });
    expect(Math.abs(integratedLoudness([left, right], sampleRate) - LOUDNESS_TARGETS[mood])).toBeLessThan(1);
    expect(truePeak(left, right)).toBeLessThan(-1);
  });
});

describe('a mixer on a running context', () => {
  let context: AudioContext | null = null;
  afterEach(async () => {
    await context?.close();
    context = null;
    vi.restoreAllMocks();
  });

  async function running() {
    const running = new AudioContext();
    context = running;
    const button = document.body.appendChild(document.createElement('button'));
    button.textContent = 'play';
    await userEvent.click(button);
    await running.resume();
    button.remove();
    const meter = running.createAnalyser();
    meter.fftSize = 16384;
    meter.connect(running.destination);
    const heard = () => {
      const samples = new Float32Array(meter.fftSize);
      meter.getFloatTimeDomainData(samples);
      return samples;
    };
    /** Resolves after some seconds of the audio clock, which a busy machine may slow down. */
    const passes = async (seconds: number) => {
      const end = running.currentTime + seconds;
      await vi.waitFor(() => expect(running.currentTime).toBeGreaterThan(end), { timeout: 20_000 });
    };
    return { context: running, heard, meter, passes };
  }

  test('sounds, frees every voice when it has ended, and opens no context of its own', async () => {
    const { context, heard, meter, passes } = await running();
    const mixer = createMixer(context, meter);
    await mixer.prepare('woodland');
    const start = mixer.now() + 0.1;
    mixer.fadeDeck(0, 1, start, 0.05);
    for (const bar of fullBand('woodland', 2, { time: start, bpm: 200 })) mixer.play(bar);
    expect(mixer.voices).toBeGreaterThan(50);
    await passes(1.2);
    expect(toDecibels(rms(heard(), context.sampleRate))).toBeGreaterThan(-40);
    await vi.waitFor(() => expect(mixer.voices).toBe(0), { timeout: 8000 });
    // Tone opens one of its own when it is asked for its global context; nobody did.
    expect(hasGlobalContext()).toBe(false);
    mixer.dispose();
    expect(context.state).toBe('running');
  });

  test('disposed while playing, is silent at once and can be made again on the same context', async () => {
    const { context, heard, meter, passes } = await running();
    for (let round = 0; round < 3; round++) {
      const mixer = createMixer(context, meter);
      await mixer.prepare('woodland');
      const start = mixer.now() + 0.05;
      mixer.fadeDeck(0, 1, start, 0.02);
      for (const bar of fullBand('woodland', 2, { time: start })) mixer.play(bar);
      await passes(0.7);
      expect(rms(heard(), context.sampleRate)).toBeGreaterThan(0.005);
      mixer.dispose();
      // The meter holds the last 0.4 s.
      await passes(0.5);
      expect(rms(heard(), context.sampleRate)).toBe(0);
      expect(mixer.voices).toBe(0);
    }
  });

  test('plays with synthesizers where samples cannot be had, and says so once', async () => {
    const { context, heard, meter, passes } = await running();
    vi.spyOn(context, 'decodeAudioData').mockImplementation(() => Promise.reject(new Error('broken')));
    const mixer = createMixer(context, meter);
    const lacking: unknown[] = [];
    await mixer.prepare('musicbox', (cause) => lacking.push(cause));
    const start = mixer.now() + 0.1;
    mixer.fadeDeck(0, 1, start, 0.05);
    for (const bar of fullBand('musicbox', 2, { time: start, bpm: 160 })) mixer.play(bar);
    await passes(1.5);
    expect(toDecibels(rms(heard(), context.sampleRate))).toBeGreaterThan(-50);
    await vi.waitFor(() => expect(lacking).toHaveLength(1));
    expect(String(lacking[0])).toContain('cannot decode the samples of');
    mixer.dispose();
  });

  test("leaves a game's own Tone alone", async () => {
    const { context, meter } = await running();
    const Tone = await import('tone');
    const theirs = Tone.getContext();
    expect(hasGlobalContext()).toBe(true);
    const mixer = createMixer(context, meter);
    await mixer.prepare('woodland');
    mixer.play(fullBand('woodland', 1, { time: mixer.now() + 0.1 })[0]!);
    expect(Tone.getContext()).toBe(theirs);
    mixer.dispose();
    expect(Tone.getContext()).toBe(theirs);
    expect(theirs.state).not.toBe('closed');
    theirs.dispose();
  });
});
