/** Chromium, driven by Playwright as in the other tests. */

import type { Page } from 'playwright';
import { launchChromium } from '../helper/chromium.ts';
import type { EngineBrowser, EnginePage } from './engine.ts';

/** Starts a headless Chromium. */
export async function startChromium(): Promise<EngineBrowser> {
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1024, height: 640 } });
  return {
    version: `Chromium ${browser.version()}`,
    open: async () => pageOf(await context.newPage()),
    close: () => browser.close(),
  };
}

function pageOf(page: Page): EnginePage {
  let other: Page | null = null;
  // To Playwright's pages Chromium says that they have the focus, always.
  const tell = (what: 'blur' | 'focus') => page.evaluate((name) => void dispatchEvent(new Event(name)), what);
  return {
    goto: async (url) => void (await page.goto(url)),
    click: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key, { delay: 120 }),
    evaluate: (run, argument) => page.evaluate(run as never, argument),
    async leave() {
      other = await page.context().newPage();
      await other.bringToFront();
      await tell('blur');
    },
    async comeBack() {
      await other?.close();
      await page.bringToFront();
      await tell('focus');
    },
    close: () => page.close(),
  };
}
