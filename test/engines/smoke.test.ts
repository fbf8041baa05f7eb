/** In every engine that is installed: a click begins the music of the demo, it is heard, and the network writes. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DemoPlayer } from './demo-player.ts';
import type { EngineBrowser } from './engine.ts';
import { START } from './engines.ts';
import { type ServedPages, servePages } from './served-pages.ts';

/** More than all that is waited for together: what is waited for in vain says so itself, before this. */
const LONGEST_MS = 600_000;

let pages: ServedPages;
beforeAll(async () => {
  pages = await servePages('demo');
});
afterAll(() => pages?.close());

// Chromium has a tour of its own.
describe.each(['Firefox', 'WebKit'] as const)('%s', (name) => {
  const start = START[name];
  let browser: EngineBrowser | undefined;
  afterAll(() => browser?.close());

  test.skipIf(start === null)(
    'plays the title after a click, and the network writes',
    async () => {
      const began = performance.now();
      browser = await start!();
      const demo = new DemoPlayer(await browser.open());
      await demo.open(pages.url('demo'));
      await demo.page.click(512, 300);
      const clicked = performance.now();
      await demo.hear('calm');
      const heard = performance.now();
      await demo.networkWrites();
      const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
      console.log(
        `${browser.version}: ${seconds(began, clicked)} s until the click, ${seconds(clicked, heard)} s until the music is heard`,
      );
      expect(await demo.peak()).toBeLessThan(1);
      expect(await demo.complaints()).toEqual([]);
    },
    LONGEST_MS,
  );
});
