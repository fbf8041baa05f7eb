/** Three kinds of tests: `node` (rules and notes), `browser` (sound, in a real Chromium), `e2e` (a person's tour and a user's build). */

import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_FLAGS, findChromium } from './scripts/chromium.ts';
import { sourceAliases } from './vite.config.ts';

const slow = ['test/e2e/**/*.test.ts', 'test/consumers/**/*.test.ts'];
const inBrowser = ['test/browser/**/*.test.ts'];
const elsewhere = ['test/bench/**', 'test/fixtures/**', '**/node_modules/**'];

const executablePath = findChromium();
const launchOptions = { args: [...CHROMIUM_FLAGS], ...(executablePath === null ? {} : { executablePath }) };

export default defineConfig({
  resolve: { alias: sourceAliases },
  worker: { format: 'es' },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [...inBrowser, ...slow, ...elsewhere],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        // Packages found only while the tests run would reload the page in the middle of one.
        optimizeDeps: { entries: ['plugin/**/*.ts', 'test/browser/**/*.ts'] },
        test: {
          name: 'browser',
          include: inBrowser,
          testTimeout: 60_000,
          // Sound is judged by the clock: two files at a time on two cores would starve each other's audio.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            provider: playwright({ launchOptions }),
            instances: [{ browser: 'chromium' }],
            screenshotFailures: false,
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: slow,
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
