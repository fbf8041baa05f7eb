/** The demo's wood, where a game is at its busiest: somewhere to measure frames. */

import type { Browser, Page } from 'playwright';
import { Player } from '../e2e/player.ts';
import { NAMES_IN_PAGES } from '../helper/chromium.ts';

/** Opens the demo and walks through its title into the wood. */
export async function intoTheWood(
  browser: Browser,
  url: string,
  viewport: { readonly width: number; readonly height: number },
): Promise<Page> {
  const page = await browser.newPage({ viewport });
  await page.addInitScript(NAMES_IN_PAGES);
  await page.goto(url);
  const player = new Player(page);
  await player.arrive(['Title'], 60_000);
  await page.mouse.click(viewport.width / 2, viewport.height / 2);
  await page.keyboard.press('Enter');
  await player.arrive(['Forest'], 60_000);
  return page;
}
