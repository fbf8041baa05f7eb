/** On a slow device, or a slow line, instruments come late or never: music is heard as soon as it may begin, and nothing is said to play that does not. */

import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { longestGap, type TestPageOptions } from '../helper/served-test-page.ts';
import { testPages } from '../helper/test-pages.ts';

const stage = testPages();

/** Bands that never rest, at a tempo at which a bar is over in 0.8 s. */
const controls = { tempo: 220, meter: '3/4' } as const;
const SOUNDTRACK = {
  seed: 'slow',
  start: 'battle',
  moods: { battle: { controls }, boss: { controls } },
} as const;
const BEAT = 60 / controls.tempo;

/** What runs before the page's own scripts. */
const TROUBLES: Readonly<Record<string, () => void>> = {
  'samples that take twelve seconds to decode'() {
    const { decodeAudioData } = BaseAudioContext.prototype;
    BaseAudioContext.prototype.decodeAudioData = async function (...given) {
      await new Promise((resolve) => setTimeout(resolve, 12_000));
      return decodeAudioData.apply(this, given);
    };
  },
  'samples that are never decoded and synthesizers that are never rendered'() {
    const never = () => new Promise<never>(() => {});
    BaseAudioContext.prototype.decodeAudioData = never;
    OfflineAudioContext.prototype.startRendering = never;
  },
  'samples and synthesizers that fail'() {
    const fails = () => Promise.reject(new Error('no'));
    BaseAudioContext.prototype.decodeAudioData = fails;
    OfflineAudioContext.prototype.startRendering = fails;
  },
};

async function play(options: TestPageOptions): Promise<Page> {
  const page = await stage.open({ soundtrack: SOUNDTRACK, ...options });
  await page.evaluate(() => window.stage.listen());
  await page.mouse.click(80, 60);
  await page.waitForFunction(() => window.stage.reported.some(({ name }) => name === 'beat'), null, {
    timeout: 30_000,
  });
  return page;
}

test.each(Object.keys(TROUBLES))('with %s, what is reported is heard', async (trouble) => {
  const from = await play({ before: TROUBLES[trouble]! });
  const passes = async (seconds: number) => {
    const end = (await from.evaluate(() => window.stage.now())) + seconds;
    await from.waitForFunction((until) => window.stage.now() > until, end, { timeout: 90_000 });
  };
  await passes(5);
  const first = await from.evaluate(() => ({
    start: window.stage.reported.find(({ name }) => name === 'start')!.event.time as number,
    // Peaks under -54 dBFS are silence.
    heard: window.stage.peaks.find(([, peak]) => peak > 0.002)![0],
  }));
  expect(first.heard - first.start).toBeLessThan(0.3);
  // Another mood, and another palette: the music goes on through both.
  await from.evaluate(() => void window.stage.soundtrack.mood('boss'));
  await passes(7);
  await from.evaluate(() => void window.stage.soundtrack.override({ palette: 'toy-box' }));
  await passes(9);
  const { peaks, now, moods } = await from.evaluate(() => ({
    peaks: window.stage.peaks,
    now: window.stage.peaks.at(-1)![0],
    moods: window.stage.reported.filter(({ name }) => name === 'mood').map(({ event }) => event.to),
  }));
  expect(moods).toEqual(['boss']);
  expect(longestGap(peaks, first.start + 0.3, now)).toBeLessThan(2 * BEAT);
});

test('music begins within three seconds of the audio clock where no instrument comes', async () => {
  const from = await play({
    before: TROUBLES['samples that are never decoded and synthesizers that are never rendered']!,
  });
  const start = await from.evaluate(() => window.stage.reported.find(({ name }) => name === 'start')!.event.time);
  expect(start).toBeLessThan(3);
});

test('a game that ends while its instruments are on their way says nothing of it', async () => {
  const said: string[] = [];
  const from = await play({
    before: TROUBLES['samples that are never decoded and synthesizers that are never rendered']!,
    said: (text) => void said.push(text),
  });
  await from.evaluate(() => window.stage.renew());
  await from.waitForFunction(() => window.stage !== undefined);
  await from.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));
  expect(said.filter((line) => line.includes('adaptive'))).toEqual([]);
});
