/**
 * How long after the player's first click the first note sounds, at the game's own output: in a browser that has nothing
 * of the game yet, clicked as soon as there is something to click, and in one that has it all in its cache. Then how much
 * memory the page holds while it plays on.
 */

import type { BrowserContext, Page } from 'playwright';
import { progressLine } from '../../models/cli/progress.ts';
import { launchChromium, NAMES_IN_PAGES } from '../helper/chromium.ts';
import { serveDemo } from '../helper/served-demo.ts';
import { median, rounded } from './statistics.ts';
import type { Topic } from './topic.ts';

declare global {
  interface Window {
    firstNote: Promise<number>;
  }
}

/** Seconds to the first note that are promised. */
const MOST = { cached: 1.5, cold: 3 };
/** Minutes of play after which memory is read. */
const MINUTES = [1, 2, 3, 4, 5];
/** Growth of the heap after the first minute that is promised, in MB. */
const MOST_GROWTH_MB = 2;
const MOST_WAIT_MS = 30_000;

/** Loads the game, clicks and waits for sound. @returns seconds between the two. */
async function firstNote(page: Page, url: string, settleMs: number): Promise<number> {
  await page.goto(url);
  await page.locator('canvas').waitFor();
  await page.waitForTimeout(settleMs);
  // Installed before the click: a page that is busy would hear of the click first, and wait for another.
  await page.evaluate((most) => {
    window.firstNote = new Promise<number>((resolve, reject) => {
      addEventListener(
        'pointerdown',
        () => {
          const clicked = performance.now();
          const sound = window.game.sound as Phaser.Sound.WebAudioSoundManager;
          const ear = sound.context.createAnalyser();
          sound.masterVolumeNode.connect(ear);
          const samples = new Float32Array(ear.fftSize);
          const listening = setInterval(() => {
            ear.getFloatTimeDomainData(samples);
            const waited = performance.now() - clicked;
            if (samples.some((sample) => Math.abs(sample) > 0.002)) resolve(waited / 1000);
            else if (waited < most) return;
            else reject(new Error('no note within half a minute of the click'));
            clearInterval(listening);
          }, 5);
        },
        { once: true, capture: true },
      );
    });
  }, MOST_WAIT_MS);
  await page.mouse.click(320, 180);
  return page.evaluate(() => window.firstNote);
}

/** Megabytes of the heap after garbage was collected. */
async function heapMB(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
  await session.detach();
  return rounded(usedSize / 1e6);
}

/** A round is one cold and one cached start; then the last game plays for five minutes. */
export const start: Topic = {
  summary: "seconds from the player's click to the first note, cold and cached; memory over five minutes",
  long: true,
  async measure({ rounds }) {
    const demo = await serveDemo();
    const browser = await launchChromium();
    const cold: number[] = [];
    const cached: number[] = [];
    const heap: Record<string, number> = {};
    const progress = progressLine('start', rounds * 2 + MINUTES.length);
    let done = 0;
    try {
      let context: BrowserContext | null = null;
      let page: Page | null = null;
      for (let round = 0; round < rounds; round++) {
        await context?.close();
        context = await browser.newContext({ viewport: { width: 640, height: 360 } });
        await context.addInitScript(NAMES_IN_PAGES);
        cold.push(await firstNote(await context.newPage(), demo.url, 0));
        progress.update(++done);
        await context.pages()[0]!.close();
        page = await context.newPage();
        cached.push(await firstNote(page, demo.url, 3000));
        progress.update(++done);
      }
      for (const minutes of MINUTES) {
        await page!.waitForTimeout(60_000);
        heap[minutes] = await heapMB(page!);
        progress.update(++done);
      }
    } finally {
      await browser.close();
      await demo.close();
    }
    progress.finish();
    const secondsToFirstNote = { cold: rounded(median(cold)), cached: rounded(median(cached)) };
    const growthMB = rounded(heap[MINUTES.at(-1)!]! - heap[MINUTES[0]!]!);
    const missed = [
      ...(['cold', 'cached'] as const)
        .filter((kind) => secondsToFirstNote[kind] > MOST[kind])
        .map(
          (kind) =>
            `${kind}, the first note comes ${secondsToFirstNote[kind]} s after the click; ${MOST[kind]} s at most`,
        ),
      ...(growthMB > MOST_GROWTH_MB
        ? [`the heap grew by ${growthMB} MB in four minutes; ${MOST_GROWTH_MB} at most`]
        : []),
    ];
    const lines = [
      `first note after the click: ${secondsToFirstNote.cold} s cold, ${secondsToFirstNote.cached} s cached`,
      `heap after minutes of play: ${MINUTES.map((minutes) => `${minutes}: ${heap[minutes]} MB`).join(', ')}`,
    ];
    return { figures: { secondsToFirstNote, heapMB: heap, growthMB }, lines, missed };
  },
};
