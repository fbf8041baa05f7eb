/** Firefox, driven by WebDriver BiDi, which it speaks itself. */

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type KeyInput, type Page } from 'puppeteer-core';
import type { FirefoxPrograms } from '../../scripts/engines.ts';
import type { EngineBrowser, EnginePage } from './engine.ts';

/** Longest that the browser may take to start, and a page to load; the driver's own limits are half a minute, which a busy machine exceeds. */
const PATIENCE_MS = 120_000;

/** Starts a headless Firefox, and a sound server that plays into nothing: without one no audio context would run. */
export async function startFirefox({ firefox, pulseaudio }: FirefoxPrograms): Promise<EngineBrowser> {
  const sound = pulseaudio === null ? null : await startSound(pulseaudio);
  try {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: firefox,
      headless: true,
      timeout: PATIENCE_MS,
      defaultViewport: { width: 1024, height: 640 },
      env: { ...process.env, ...sound?.env },
    });
    return {
      version: `Firefox ${(await browser.version()).replace(/^firefox\//i, '')}`,
      open: async () => pageOf(await browser.newPage()),
      async close() {
        await browser.close();
        sound?.end();
      },
    };
  } catch (error) {
    sound?.end();
    throw error;
  }
}

async function startSound(program: string): Promise<{ env: Record<string, string>; end(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'sound-'));
  const socket = join(folder, 'native');
  const server = ['-n', '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no', '--disable-shm=yes'];
  const modules = ['module-null-sink rate=48000', `module-native-protocol-unix socket=${socket} auth-anonymous=1`];
  const child = spawn(program, [...server, ...modules.flatMap((module) => ['-L', module])], {
    stdio: 'ignore',
    env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder },
  });
  const end = () => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; !existsSync(socket); tries++) {
    if (tries > 100 || child.exitCode !== null) {
      end();
      throw new Error(`${program} did not start a sound server for Firefox`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { env: { PULSE_SERVER: `unix:${socket}` }, end };
}

function pageOf(page: Page): EnginePage {
  let other: Page | null = null;
  return {
    goto: async (url) => void (await page.goto(url, { timeout: PATIENCE_MS })),
    click: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key as KeyInput, { delay: 120 }),
    evaluate: (run, argument) => page.evaluate(run as never, argument as never),
    async leave() {
      other = await page.browser().newPage();
      await other.bringToFront();
    },
    async comeBack() {
      await other?.close();
      await page.bringToFront();
    },
    close: () => page.close(),
  };
}
