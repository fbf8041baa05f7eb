/** Pages of the stage for the tests of a file: one server and one browser for all, one page for each. */

import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { WITHOUT_GPU } from '../../scripts/chromium.ts';
import { launchChromium } from './chromium.ts';
import { type ServedTestPage, serveTestPage, type TestPageOptions } from './served-test-page.ts';

/** The stage of a test file. */
export interface TestPages {
  /** Files of the server. */
  readonly files: ServedTestPage['files'];
  /** Opens the page; it is closed after the test. */
  open(options?: TestPageOptions): Promise<Page>;
}

/** To be called at the top of a test file. */
export function testPages(): TestPages {
  let stage: ServedTestPage;
  let browser: Browser;
  let page: Page | null = null;
  beforeAll(async () => {
    stage = await serveTestPage();
    browser = await launchChromium([WITHOUT_GPU]);
  });
  afterEach(async () => {
    await page?.context().close();
    page = null;
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });
  return {
    get files() {
      return stage.files;
    },
    async open(options = {}) {
      page = await stage.open(browser, options);
      return page;
    },
  };
}
