/** The first steps of a player in the built demo: the title is heard after a click, the forest has its own music, the network writes. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AdaptiveMusicPlugin } from '../../plugin/index.ts';
import { launchChromium } from '../helper/chromium.ts';
import { type ServedDemo, serveDemo } from '../helper/served-demo.ts';
import { tapOutput } from './output-tap.ts';
import { Player } from './player.ts';

let demo: ServedDemo;
let browser: Awaited<ReturnType<typeof launchChromium>>;

beforeAll(async () => {
  demo = await serveDemo();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

test('a click begins the music of the title, and the forest has music of its own, by the network', async () => {
  const page = await browser.newPage({ viewport: { width: 1024, height: 640 } });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => void complaints.push(error.message));
  await tapOutput(page);
  await page.goto(demo.url);
  const player = new Player(page);
  /** Waits until a mood plays and a stretch of it is louder than -40 dBFS. */
  const hear = async (mood: string) => {
    const plays = (wanted: string) => {
      const now = (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin).snapshot();
      return now?.state === 'playing' && now.mood === wanted && now.bar >= 0;
    };
    await page.waitForFunction(plays, mood, { timeout: 120_000 });
    const from = await page.evaluate(() => window.tap.stretches.length);
    const heard = (start: number) => window.tap.stretches.slice(start).some(({ rms }) => rms > 0.01);
    await page.waitForFunction(heard, from, { timeout: 120_000 });
  };
  await player.arrive(['Title'], 120_000);
  await page.mouse.click(512, 300);
  await hear('calm');
  await page.keyboard.press('Enter');
  await player.arrive(['Forest'], 120_000);
  await hear('forest');
  const byNetwork = () =>
    (window.game.plugins.get('soundtrack') as AdaptiveMusicPlugin)
      .inspect()
      ?.bars.some(({ phrase }) => phrase.source === 'lstm');
  await page.waitForFunction(byNetwork, undefined, { timeout: 120_000 });
  const peaks = await page.evaluate(() => window.tap.stretches.map(({ peak }) => peak));
  expect(peaks.length).toBeGreaterThan(0);
  expect(Math.max(...peaks)).toBeLessThan(1);
  expect(complaints).toEqual([]);
});
