/** The stage page, built once and served; tests can add files and set a content security policy. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { build } from 'vite';
import type { SoundtrackDefinition } from '../../plugin/soundtrack/soundtrack.ts';
import { sourceAliases } from '../../vite.config.ts';
import { NAMES_IN_PAGES } from './chromium.ts';

const ROOT = fileURLToPath(new URL('../stage', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** How a page is opened. */
export interface TestPageOptions {
  readonly soundtrack?: SoundtrackDefinition;
  /** Content security policy of the page. */
  readonly csp?: string;
  /** Addresses of a model that the scene loads under the key `own`, of a bank that it loads as `bank`, and of a recording that it loads as `sound`. */
  readonly load?: string;
  readonly bank?: string;
  readonly sound?: string;
  /** Addresses of more recordings, by key. */
  readonly sounds?: Readonly<Record<string, string>>;
  /** Runs in the page before anything else. */
  readonly before?: () => void;
  /** Called with each address that the page asks for. */
  readonly asked?: (url: string) => void;
  /** Called with each warning and error on its console. */
  readonly said?: (text: string) => void;
}

/** The page being served. */
export interface ServedTestPage {
  readonly url: string;
  /** More files, by path (`/own/model.json`). */
  readonly files: Map<string, Uint8Array | string>;
  /** Opens the page; the game is up, nothing has been clicked. */
  open(browser: Browser, options?: TestPageOptions): Promise<Page>;
  close(): Promise<void>;
}

/** Builds the page into a temporary folder and serves it until closed. */
export async function serveTestPage(): Promise<ServedTestPage> {
  const folder = mkdtempSync(join(tmpdir(), 'stage-'));
  await build({
    root: ROOT,
    base: './',
    configFile: false,
    logLevel: 'error',
    resolve: { alias: sourceAliases },
    worker: { format: 'iife' },
    build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 8000 },
  });
  const files = new Map<string, Uint8Array | string>();
  const send = (response: ServerResponse, path: string, csp: string | null) => {
    try {
      const body = files.get(path) ?? readFileSync(join(folder, normalize(path)));
      response.writeHead(200, {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'cache-control': 'max-age=600',
        ...(csp === null ? {} : { 'content-security-policy': csp }),
      });
      response.end(body);
    } catch {
      response.writeHead(404).end('not here');
    }
  };
  const server = createServer(({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://stage');
    send(response, pathname === '/' ? '/index.html' : pathname, searchParams.get('csp'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    files,
    async open(browser, { soundtrack = {}, csp, load, bank, sound, sounds, before, asked, said } = {}) {
      const context = await browser.newContext({ viewport: { width: 320, height: 240 } });
      await context.addInitScript(NAMES_IN_PAGES);
      if (before) await context.addInitScript(before);
      const page = await context.newPage();
      if (said) page.on('console', (line) => void (/warning|error/.test(line.type()) && said(line.text())));
      if (asked) page.on('request', (request) => asked(request.url()));
      const query = new URLSearchParams({ soundtrack: JSON.stringify(soundtrack) });
      for (const [name, value] of Object.entries({ csp, load, bank, sound }))
        if (value !== undefined) query.set(name, value);
      if (sounds) query.set('sounds', JSON.stringify(sounds));
      await page.goto(`${url}?${query}`);
      await page.waitForFunction(() => window.stage !== undefined);
      return page;
    },
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Clicks, which is what lets sound out, and waits for the first phrase. */
export async function begin(page: Page): Promise<void> {
  await page.evaluate(() => window.stage.listen());
  await page.mouse.click(80, 60);
  await page.waitForFunction(() => window.stage.reported.some(({ name }) => name === 'phrase'), null, {
    timeout: 30_000,
  });
}

/** The longest silence, in seconds, from one time of the audio clock to another. */
export function longestGap(peaks: readonly (readonly [number, number])[], from: number, to: number): number {
  const heard = peaks.filter(([time, peak]) => time >= from && time <= to && peak > AUDIBLE).map(([time]) => time);
  const times = [from, ...heard, to];
  return Math.max(...times.slice(1).map((time, i) => time - times[i]!));
}

/** Peaks below -54 dBFS are silence. */
const AUDIBLE = 0.002;
