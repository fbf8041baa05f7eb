/** The one-file build on pages without a bundler: from a server, from `file://`, in sandboxed frames, under policies. */

import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../helper/chromium.ts';
import type { Heard } from './game/main.ts';
import { type Consumer, makeConsumer } from './packed.ts';
import { playGame, served } from './play.ts';

let browser: Browser;
const consumers = {} as Record<'phaser' | 'phaser3', Consumer>;

beforeAll(async () => {
  for (const phaser of ['phaser', 'phaser3'] as const)
    consumers[phaser] = makeConsumer({ 'package.json': '{ "private": true, "type": "module" }' }, phaser);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  for (const consumer of Object.values(consumers)) consumer.remove();
});

/** A folder with a page and what it loads: Phaser, the script and, beside the script or beside the page, the samples. */
function pageFolder(phaser: 'phaser' | 'phaser3', page: 'script-tag' | 'load-plugin', name: string = page): string {
  const { folder, installed } = consumers[phaser];
  const path = join(folder, name);
  const music = join(path, 'music');
  mkdirSync(music, { recursive: true });
  copyFileSync(join(installed, 'dist/phaser-adaptive-music.min.js'), join(music, 'phaser-adaptive-music.min.js'));
  cpSync(join(installed, 'dist/samples'), join(page === 'script-tag' ? music : path, 'samples'), { recursive: true });
  copyFileSync(join('node_modules', phaser, 'dist/phaser.min.js'), join(path, 'phaser.min.js'));
  copyFileSync('test/consumers/page/listen.js', join(path, 'listen.js'));
  copyFileSync(`test/consumers/page/${page}.html`, join(path, 'index.html'));
  return path;
}

describe.each(['phaser', 'phaser3'] as const)('a page without a bundler, with %s', (phaser) => {
  test.each(['script-tag', 'load-plugin'] as const)('plays: %s', async (page) => {
    await served(pageFolder(phaser, page), (url) => playGame(browser, url));
  });

  test('plays from file://, with the network and the samples', async () => {
    const path = pageFolder(phaser, 'script-tag', 'from-file');
    await playGame(browser, pathToFileURL(join(path, 'index.html')).href);
  });
});

test.each([
  ['scripts alone', 'allow-scripts'],
  ['scripts and what else does not give an origin back', 'allow-scripts allow-popups allow-forms allow-pointer-lock'],
])('plays in a sandboxed frame that may run %s', async (_, sandbox) => {
  const path = pageFolder('phaser', 'script-tag', 'in-frame');
  const frame = `<iframe name="game" sandbox="${sandbox}" src="index.html" width="640" height="360" allow="autoplay"></iframe>`;
  writeFileSync(join(path, 'frame.html'), `<!doctype html><link rel="icon" href="data:," />${frame}`);
  await served(path, (url) => playGame(browser, `${url}frame.html`, 'game'));
});

test('plays in a frame that is written into the page, as previews of editors are', async () => {
  const path = pageFolder('phaser', 'script-tag', 'srcdoc');
  await served(path, async (url) => {
    const inner = readFileSync(join(path, 'index.html'), 'utf8').replace('<head>', `<head><base href="${url}" />`);
    const frame = `<iframe name="game" sandbox="allow-scripts" width="640" height="360" srcdoc="${inner.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`;
    writeFileSync(join(path, 'frame.html'), `<!doctype html><link rel="icon" href="data:," />${frame}`);
    await playGame(browser, `${url}frame.html`, 'game');
  });
});

test('plays when Vite has built it into one classic script that is opened from file://', async () => {
  const { folder } = consumers.phaser;
  const root = join(folder, 'one-file');
  mkdirSync(root);
  copyFileSync('test/consumers/game/main.ts', join(root, 'main.ts'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(root, 'out'),
      rolldownOptions: {
        input: join(root, 'main.ts'),
        output: { format: 'iife', codeSplitting: false, entryFileNames: 'main.js' },
      },
    },
  });
  expect(readdirSync(join(root, 'out'))).toEqual(['main.js']);
  const html = '<!doctype html><meta charset="utf-8" /><body><script src="main.js"></script></body>';
  writeFileSync(join(root, 'out/index.html'), html);
  await playGame(browser, pathToFileURL(join(root, 'out/index.html')).href);
});

test('says what to copy where the folder of samples is not beside the script, and plays without it', async () => {
  const path = pageFolder('phaser', 'script-tag', 'no-samples');
  rmSync(join(path, 'music/samples'), { recursive: true });
  const page = await browser.newPage();
  try {
    await page.goto(pathToFileURL(join(path, 'index.html')).href);
    await page.locator('canvas').click();
    const heard = () => (window as unknown as { heard: Heard }).heard;
    await page.waitForFunction(() => (window as unknown as { heard: Heard }).heard.loudest > 0.01, null, {
      timeout: 60_000,
    });
    await page.waitForFunction(() => (window as unknown as { heard: Heard }).heard.warnings.length > 0);
    const { warnings } = await page.evaluate(heard);
    expect(warnings.join('\n')).toMatch(/copy the folder 'samples' of the package beside/);
    expect(warnings.join('\n')).not.toMatch(/npm run/);
  } finally {
    await page.close();
  }
});

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** Serves a folder under a content security policy; the worker file may have one of its own. */
async function underPolicy<T>(folder: string, csp: string, run: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://page');
    const path = join(folder, pathname === '/' ? 'index.html' : pathname);
    const headers = { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' };
    response.writeHead(200, { ...headers, 'content-security-policy': csp }).end(readFileSync(path));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`).finally(() => {
    server.close();
    server.closeAllConnections();
  });
}

test.each([
  ['script-src', "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' blob:; style-src 'unsafe-inline'"],
  ['default-src', "default-src 'self' 'unsafe-inline' data: blob:"],
  ['script-src, workers allowed', "script-src 'self' 'unsafe-inline'; worker-src blob:"],
])('says in one line, once, that WebAssembly is forbidden by %s', async (_, csp) => {
  const path = pageFolder('phaser', 'script-tag', 'no-wasm');
  await underPolicy(path, csp, async (url) => {
    const page = await browser.newPage();
    try {
      await page.goto(url);
      await page.locator('canvas').click();
      const early = await page.waitForFunction(() => {
        const { heard } = window as unknown as { heard: Heard };
        return heard.warnings.length > 0 ? { phrases: heard.phrases.length } : null;
      });
      // A wait for an answer that does not come would last 30 s, which is several phrases.
      expect((await early.jsonValue())!.phrases).toBeLessThanOrEqual(1);
      await page.waitForFunction(() => (window as unknown as { heard: Heard }).heard.phrases.length > 1);
      const { warnings, trouble, phrases } = await page.evaluate(() => (window as unknown as { heard: Heard }).heard);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toMatch(/WebAssembly.*wasm-unsafe-eval/);
      expect(warnings[0]!.split('\n')).toHaveLength(1);
      expect(trouble).toHaveLength(1);
      expect(new Set(phrases)).toEqual(new Set(['ngram']));
    } finally {
      await page.close();
    }
  });
});

test('plays under a policy that forbids blob workers, when the game serves the worker file itself', async () => {
  const { folder, installed } = consumers.phaser;
  const root = join(folder, 'strict');
  mkdirSync(join(root, 'public'), { recursive: true });
  copyFileSync(join(installed, 'dist/phrase-worker.js'), join(root, 'public/phrase-worker.js'));
  const policy =
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; style-src 'unsafe-inline'";
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
  const html = readFileSync('test/consumers/game/index.html', 'utf8');
  const main = readFileSync('test/consumers/game/main.ts', 'utf8');
  writeFileSync(join(root, 'index.html'), html.replace('<head>', `<head>${meta}`));
  writeFileSync(join(root, 'main.ts'), main.replace("seed: 'consumer',", "workerUrl: './phrase-worker.js',"));
  await build({ root, configFile: false, logLevel: 'error', base: './' });
  await served(join(root, 'dist'), (url) => playGame(browser, url));
});
