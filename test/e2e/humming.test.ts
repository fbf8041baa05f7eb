/** Somebody hums to a game in Chromium, whose microphone is a file; and others who will not, or cannot. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { encodeWav } from '../../plugin/audio/wav.ts';
import { WITHOUT_GPU } from '../../scripts/chromium.ts';
import { launchChromium } from '../helper/chromium.ts';
import { begin, type ServedTestPage, serveTestPage } from '../helper/served-test-page.ts';
import { SAMPLE_RATE, sing } from '../humming/singer.ts';

/** A melody in C, with a repeated note. Chromium's device plays it when it is opened. */
const PITCHES = [60, 62, 64, 64, 67, 65, 60];
const MELODY = PITCHES.map((pitch, i) => ({ pitch, time: 0.8 + 0.5 * i, duration: 0.5 }));
const TAKE = sing(MELODY, { seed: 'z', snr: 30, vibratoCents: 20, after: 6 });

const folder = mkdtempSync(join(tmpdir(), 'hum-'));
const file = join(folder, 'hum.wav');
let stage: ServedTestPage;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  writeFileSync(file, encodeWav([TAKE.samples], SAMPLE_RATE));
  stage = await serveTestPage();
  browser = await launchChromium([
    WITHOUT_GPU,
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${file}%noloop`,
  ]);
});
afterEach(async () => {
  await page.context().close();
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Keeps the microphone's tracks, so that it can be seen that they end; and counts how often it is asked for. */
function watchMicrophone(): void {
  const { mediaDevices } = navigator;
  const ask = mediaDevices.getUserMedia.bind(mediaDevices);
  const tracks: MediaStreamTrack[] = [];
  Object.assign(window, { tracks });
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await ask(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  };
}
const trackStates = () =>
  (window as unknown as { readonly tracks: MediaStreamTrack[] }).tracks.map(({ readyState }) => readyState);
const ducks = () => window.stage.soundtrack.inspect()!.mix.ducks;
const soundtrack = { start: 'village', seed: 'hum' };

describe('a person who hums', () => {
  test('is heard note for note, and answered on the next bar line', async () => {
    page = await stage.open(browser, { soundtrack, before: watchMicrophone });
    await begin(page);
    expect(await page.evaluate(trackStates)).toEqual([]);
    const { phrase, answer, bars, end, ready, listening } = await page.evaluate(async () => {
      const { soundtrack: music } = window.stage;
      const bars: number[] = [];
      const keep = () => void bars.push(...(music.snapshot()?.bars ?? []).map(({ time }) => time));
      music.on('bar', keep);
      const heard = music.listen({ seconds: 8 });
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const listening = music.inspect()!.mix.ducks;
      const phrase = await heard;
      const end = window.stage.now();
      const answer = phrase.heard ? await music.answer(phrase.notes, { play: true }) : [];
      const ready = window.stage.now();
      keep();
      return { phrase, answer, bars, end, ready, listening };
    });
    expect(phrase).toMatchObject({ heard: true });
    const { notes } = phrase as Extract<typeof phrase, { readonly heard: true }>;
    expect(notes.map(({ pitch }) => pitch)).toEqual(PITCHES);
    const from = notes[0]!.time - TAKE.notes[0]!.time;
    for (const [i, note] of TAKE.notes.entries())
      expect(Math.abs(notes[i]!.time - from - note.time)).toBeLessThan(0.08);
    // The rest ended it, long before its time.
    expect(listening).toEqual(['listen']);
    expect(await page.evaluate(ducks)).toEqual([]);
    expect(await page.evaluate(trackStates)).toEqual(['ended']);
    expect(answer.length).toBeGreaterThan(3);
    const start = answer[0]!.at - answer[0]!.time;
    const lines = [...new Set(bars)].sort((a, b) => a - b);
    expect(lines.filter((line) => line > ready + 0.06)[0]).toBeCloseTo(start, 6);
    expect(start - end).toBeLessThan(6);
  });

  test('may be stopped before the end, by the game and by another call', async () => {
    page = await stage.open(browser, { soundtrack, before: watchMicrophone });
    await begin(page);
    const results = await page.evaluate(async () => {
      const { soundtrack: music } = window.stage;
      const abort = new AbortController();
      const first = music.listen({ signal: abort.signal });
      setTimeout(() => abort.abort(), 500);
      const results = [await first];
      const second = music.listen();
      const third = music.listen();
      results.push(await second);
      music.stop();
      results.push(await third, await music.listen());
      return results;
    });
    expect(results).toEqual(Array(4).fill({ heard: false, reason: 'aborted' }));
    await page.waitForTimeout(300);
    expect(new Set(await page.evaluate(trackStates))).toEqual(new Set(['ended']));
  });
});

describe('nobody', () => {
  test('is heard where nobody hums', async () => {
    const before = () => {
      navigator.mediaDevices.getUserMedia = async () => new AudioContext().createMediaStreamDestination().stream;
    };
    page = await stage.open(browser, { soundtrack, before });
    await begin(page);
    expect(await page.evaluate(() => window.stage.soundtrack.listen({ seconds: 0.5 }))).toEqual({
      heard: false,
      reason: 'silent',
    });
  });

  test('is heard where there is no microphone', async () => {
    const before = () => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('none', 'NotFoundError'));
    };
    page = await stage.open(browser, { soundtrack, before });
    await begin(page);
    expect(await page.evaluate(() => window.stage.soundtrack.listen())).toEqual({ heard: false, reason: 'absent' });
  });

  test('is heard where the page may not listen', async () => {
    const strict = await launchChromium([WITHOUT_GPU, '--use-fake-device-for-media-stream']);
    page = await stage.open(strict, { soundtrack });
    await begin(page);
    const heard = await page.evaluate(() => window.stage.soundtrack.listen());
    const unducked = await page.evaluate(ducks);
    await strict.close();
    expect(heard).toEqual({ heard: false, reason: 'refused' });
    expect(unducked).toEqual([]);
  });
});
