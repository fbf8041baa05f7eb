/** Plays a consumer's game in a browser until its music is heard. */

import type { Browser, Page } from 'playwright';
import { preview } from 'vite';
import { expect } from 'vitest';
import type { Heard } from './game/main.ts';

const PATIENCE = { timeout: 90_000 } as const;

/** Serves a folder of built files for as long as something runs. */
export async function served<T>(folder: string, run: (url: string) => Promise<T>): Promise<T> {
  const config = { root: folder, configFile: false, logLevel: 'error', build: { outDir: folder } } as const;
  const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } });
  return run(server.resolvedUrls!.local[0]!).finally(() => server.close());
}

/**
 * Plays the game until a phrase of the network has sounded; its music must be heard, without an error on the console.
 * @param frame which frame of the page the game is in; default: the page itself.
 */
export async function playGame(browser: Browser, url: string, frame?: string): Promise<void> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  try {
    // A development server may load the page anew once it has bundled what the page imports: what follows waits for that.
    await page.goto(url, { ...PATIENCE, waitUntil: 'commit' });
    const game = frame === undefined ? page.mainFrame() : await frameNamed(page, frame);
    // Clicked at once, the music would begin with the fallback, and the network be heard a phrase later.
    await game.waitForFunction(() => (window as unknown as { heard?: Heard }).heard?.written, null, PATIENCE);
    await game.locator('canvas').click();
    await game.waitForFunction(
      () => (window as unknown as { heard: Heard }).heard.phrases.includes('lstm'),
      null,
      PATIENCE,
    );
    // -40 dBFS.
    await game.waitForFunction(() => (window as unknown as { heard: Heard }).heard.loudest > 0.01, null, PATIENCE);
    const heard = await game.evaluate(() => (window as unknown as { heard: Heard }).heard);
    expect(errors).toEqual([]);
    expect(heard.trouble).toEqual([]);
    expect(heard.phrases.at(-1)).toBe('lstm');
    expect(heard.warnings).toEqual([]);
  } finally {
    await page.close();
  }
}

async function frameNamed(page: Page, name: string) {
  const element = await page.waitForSelector(`iframe[name="${name}"]`);
  return (await element.contentFrame())!;
}
