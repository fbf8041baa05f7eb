/** Devices run at any sample rate: on each a game boots in every engine, and its music is measured where it leaves the page. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EngineBrowser, type EnginePage, until } from './engine.ts';
import { START } from './engines.ts';
import { type ServedPages, servePages } from './served-pages.ts';

const RATES = [8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000] as const;
/** Readings of a level: about two seconds of sound. */
const READINGS = 25;

/** dB that engines may differ by: they read a level at other moments of the same music. */
const APART = 2;

/** Levels in Chromium, by rate. */
const reference = new Map<number, number>();
let pages: ServedPages;
beforeAll(async () => {
  pages = await servePages('rates');
});
afterAll(() => pages?.close());

/** Level of what is heard, in dBFS. */
async function level(page: EnginePage): Promise<number> {
  const sounding = { audible: 0.003, readings: READINGS };
  const powers = await until(
    page,
    ({ audible, readings }) => {
      const levels = window.ear.levels.map(({ rms }) => rms);
      const from = levels.findIndex((rms) => rms > audible);
      const heard = from < 0 ? [] : levels.slice(from);
      return heard.length >= readings && heard.slice(0, readings).map((rms) => rms * rms);
    },
    sounding,
    120_000,
  );
  return 10 * Math.log10(powers.reduce((sum, power) => sum + power, 0) / powers.length);
}

describe.each(Object.entries(START))('%s', (name, start) => {
  let browser: EngineBrowser;
  beforeAll(async () => {
    if (start !== null) browser = await start();
  });
  afterAll(() => browser?.close());

  test.skipIf(start === null).each(RATES)(
    'plays at %i Hz, as loud as in Chromium and without a complaint',
    async (rate) => {
      const page = await browser.open();
      await page.goto(`${pages.url('rates')}?rate=${rate}`);
      await until(page, () => (window.game?.loop?.frame ?? 0) > 2);
      await page.click(100, 100);
      const heard = await level(page);
      console.log(`${browser.version}, ${rate} Hz: ${heard.toFixed(1)} dBFS`);
      expect(await page.evaluate(() => window.ear.context?.sampleRate)).toBe(rate);
      if (name === 'Chromium') reference.set(rate, heard);
      expect(heard).toBeGreaterThan(-25);
      expect(Math.abs(heard - reference.get(rate)!)).toBeLessThan(APART);
      expect(await page.evaluate(() => Math.max(...window.ear.levels.map(({ peak }) => peak)))).toBeLessThan(1);
      expect(await page.evaluate(() => window.ear.complaints)).toEqual([]);
      await page.close();
    },
  );
});
