/**
 * Kinds of tests: `node` (rules and notes), `browser` (sound, in a real Chromium), `e2e` (a person's tour and a user's build),
 * `starters` (the package in other people's bundlers and pages; long, and not part of `npm test`).
 */

import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CANVAS_ONLY, CHROMIUM_FLAGS, findChromium } from './scripts/chromium.ts';
import { sourceAliases } from './vite.config.ts';

const slow = ['test/e2e/**/*.test.ts', 'test/consumers/game.test.ts'];
const starters = ['test/consumers/{starters,pages,types}.test.ts'];
const inBrowser = ['test/browser/**/*.test.ts'];
const onBothPhasers = ['test/browser/plugin*.test.ts', 'test/browser/music-model.test.ts'];
const elsewhere = ['test/bench/**', 'test/fixtures/**', '**/node_modules/**'];

const executablePath = findChromium();
const launchOptions = {
  args: [...CHROMIUM_FLAGS, CANVAS_ONLY],
  ...(executablePath === null ? {} : { executablePath }),
};

/** A project of tests that run inside a real Chromium. */
function inChromium(name: string, include: string[], alias: { find: RegExp; replacement: string }[] = []) {
  return {
    extends: true as const,
    resolve: { alias },
    // Packages found only while the tests run would reload the page in the middle of one.
    optimizeDeps: { entries: ['plugin/**/*.ts', 'test/browser/**/*.ts'] },
    test: {
      name,
      include,
      testTimeout: 60_000,
      // Sound is judged by the clock: two files at a time on two cores would starve each other's audio.
      fileParallelism: false,
      browser: {
        enabled: true,
        headless: true,
        provider: playwright({ launchOptions }),
        instances: [{ browser: 'chromium' as const }],
        screenshotFailures: false,
      },
    },
  };
}

export default defineConfig({
  resolve: { alias: sourceAliases },
  worker: { format: 'iife' },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [...inBrowser, ...slow, ...starters, ...elsewhere],
          testTimeout: 60_000,
          // Nothing here is judged by the clock: every core may have a file, where the default leaves one idle.
          maxWorkers: availableParallelism(),
          // Modules are read once a worker, not once a file: no test leaves anything in them that another would find.
          isolate: false,
        },
      },
      inChromium('browser', inBrowser),
      // The plugin's own tests once more, on the older Phaser that it supports.
      inChromium('browser-phaser3', onBothPhasers, [{ find: /^phaser$/, replacement: 'phaser3' }]),
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
      {
        extends: true,
        test: {
          name: 'starters',
          include: starters,
          globalSetup: 'test/consumers/build-once.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
