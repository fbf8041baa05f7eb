/** WebKitGTK, driven by its WebDriver on a screen of its own. */

import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { Builder, Key, type WebDriver } from 'selenium-webdriver';
import type { WebKitPrograms } from '../../scripts/engines.ts';
import type { EngineBrowser, EnginePage } from './engine.ts';

const MINUTE_MS = 60_000;

/** Starts a WebKitGTK on a screen that nobody sees. It has one page at a time. */
export async function startWebKit({ driver, browser, xvfb }: WebKitPrograms): Promise<EngineBrowser> {
  const children: ChildProcess[] = [];
  const end = () => {
    for (const child of children.reverse()) child.kill();
  };
  try {
    const screen = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    children.push(screen);
    const display = await new Promise<string>((resolve, reject) => {
      screen.stdio[3]!.once('data', (data) => resolve(`:${String(data).trim()}`));
      screen.once('exit', () => reject(new Error(`${xvfb} ended before it had a screen`)));
    });
    const port = await freePort();
    const env = { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' };
    children.push(spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore', env }));
    const page = await connected(`http://127.0.0.1:${port}`, browser);
    await page.manage().setTimeouts({ script: 10 * MINUTE_MS, pageLoad: 2 * MINUTE_MS });
    await page.manage().window().setRect({ x: 0, y: 0, width: 1040, height: 760 });
    const version = (await page.getCapabilities()).getBrowserVersion();
    return {
      version: `WebKitGTK ${version}`,
      open: async () => pageOf(page),
      async close() {
        await page.quit().catch(() => {});
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** The driver's first session; its server may still be on its way. */
async function connected(server: string, binary: string): Promise<WebDriver> {
  const capabilities = {
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary, args: ['--automation'] },
  };
  for (let tries = 0; ; tries++) {
    try {
      return await new Builder()
        .disableEnvironmentOverrides()
        .usingServer(server)
        .withCapabilities(capabilities)
        .build();
    } catch (error) {
      if (tries > 50 || !String(error).includes('ECONNREFUSED')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** What a function of a page answered, or why it did not. */
type Answer = { readonly value?: unknown; readonly error?: string };

function pageOf(driver: WebDriver): EnginePage {
  let own = '';
  return {
    goto: (url) => driver.get(url),
    click: (x, y) =>
      driver
        .actions()
        .move({ x, y, origin: 'viewport' as never })
        .click()
        .perform(),
    press: async (key) => {
      const sent = Object.hasOwn(Key, key.toUpperCase()) ? Reflect.get(Key, key.toUpperCase()) : key;
      await driver.actions().keyDown(sent).pause(120).keyUp(sent).perform();
    },
    async evaluate(run, argument) {
      const script = `const done = arguments[arguments.length - 1];
        Promise.resolve().then(() => (${run})(arguments[0])).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const { value, error } = (await driver.executeAsyncScript(script, argument ?? null)) as Answer;
      if (error !== undefined) throw new Error(error);
      return value as never;
    },
    async leave() {
      own = await driver.getWindowHandle();
      await driver.switchTo().newWindow('tab');
    },
    async comeBack() {
      await driver.close();
      await driver.switchTo().window(own);
    },
    close: () => driver.get('about:blank'),
  };
}
