/** The file for script tags in the other engines, where pages have no origin: opened from disk, and in a sandboxed frame. */

import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Heard } from '../consumers/game/main.ts';
import { buildPackage, type Consumer, makeConsumer } from '../consumers/packed.ts';
import { served } from '../consumers/play.ts';
import { type EngineBrowser, type EnginePage, until } from './engine.ts';
import { START } from './engines.ts';

/** In the page of the game, and in the page around its frame. */
declare const heard: Heard;

let consumer: Consumer;
beforeAll(() => {
  // A developer who has just built can say so.
  if (process.env.PACKAGE_IS_BUILT !== '1') buildPackage();
  consumer = makeConsumer({ 'package.json': '{ "private": true, "type": "module" }' }, 'phaser');
  const { folder, installed } = consumer;
  mkdirSync(join(folder, 'music'));
  copyFileSync(
    join(installed, 'dist/phaser-adaptive-music.min.js'),
    join(folder, 'music/phaser-adaptive-music.min.js'),
  );
  cpSync(join(installed, 'dist/samples'), join(folder, 'music/samples'), { recursive: true });
  copyFileSync('node_modules/phaser/dist/phaser.min.js', join(folder, 'phaser.min.js'));
  copyFileSync('test/consumers/page/listen.js', join(folder, 'listen.js'));
  const tell = '<script>setInterval(() => parent.postMessage(heard, "*"), 100)</script></body>';
  const page = readFileSync('test/consumers/page/script-tag.html', 'utf8').replace('</body>', tell);
  writeFileSync(join(folder, 'index.html'), page);
  const around = `<iframe sandbox="allow-scripts" src="index.html" width="640" height="360" allow="autoplay"></iframe>
    <script>addEventListener('message', ({ data }) => { window.heard = data; });</script>`;
  writeFileSync(join(folder, 'frame.html'), `<!doctype html><link rel="icon" href="data:," />${around}`);
}, 900_000);
afterAll(() => consumer?.remove());

/** Clicks into the game and waits until the network is heard. */
async function play(page: EnginePage): Promise<void> {
  await until(page, () => typeof heard === 'object' && heard.written > 0, undefined, 120_000);
  await page.click(100, 100);
  await until(page, () => heard.phrases.includes('lstm') && heard.loudest > 0.01, undefined, 120_000);
  const { trouble, warnings } = await page.evaluate(() => heard);
  expect([trouble, warnings]).toEqual([[], []]);
  await page.close();
}

// Chromium's pages without a bundler are among the starters.
describe.each(['Firefox', 'WebKit'] as const)('%s', (name) => {
  const start = START[name];
  let browser: EngineBrowser;
  beforeAll(async () => {
    if (start !== null) browser = await start();
  });
  afterAll(() => browser?.close());

  test.skipIf(start === null)('plays by the network from file://', async () => {
    const page = await browser.open();
    await page.goto(pathToFileURL(join(consumer.folder, 'index.html')).href);
    await play(page);
  });

  test.skipIf(start === null)('plays by the network in a sandboxed frame', async () => {
    await served(consumer.folder, async (url) => {
      const page = await browser.open();
      await page.goto(`${url}frame.html`);
      await play(page);
    });
  });
});
