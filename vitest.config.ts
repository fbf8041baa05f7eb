/**
 * Kinds of tests. In `npm test`: `node` (rules and notes), `browser` (sound, in a real Chromium), `phaser3-smoke` (the same
 * on Phaser 3.90, in short), `consumer` (the packed package in one game), `short-tour` (the first steps in the demo) and
 * `engines-smoke` (its title in Firefox and WebKit, where they are installed). In `npm run test:full` also the rest:
 * `browser-long`, `phaser3`, `examples` (each example in a browser), `e2e` (trouble, commands, other input), `places` (each
 * place of the demo, also with instruments that come late), `studio` (a newcomer's minute in it, stems, humming), `engines`
 * (the demo, packs and goldens in Chromium, Firefox and WebKit), `quality` (measures the weights, trains others), `long`
 * (long games and renderings, and cases that `node` leaves out) and `starters` (other people's bundlers and pages).
 */

import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_FLAGS, findChromium, WITHOUT_GPU } from './scripts/chromium.ts';
import { sourceAliases } from './vite.config.ts';

/** Tests that measure weights, or train them. */
const quality = [
  'test/conductor/heard-change.test.ts',
  'test/evaluation/moods-apart.test.ts',
  'test/cli/{train,fine-tune,evaluate}.test.ts',
  'test/training/*.test.ts',
];
/** Tests that try some of their cases in `node` and the others in `long` (see test/helper/cases.ts). */
const split = [
  'test/audio/{first-bar,palettes,sample-rates}.test.ts',
  'test/cli/wrong-arguments.test.ts',
  'test/conductor/{chaos,replay,restore,untrusted-data}.test.ts',
  'test/corpus/abc-constructs.test.ts',
  'test/generate/check-phrase.test.ts',
  'test/goldens/network-goldens.test.ts',
  'test/midi/midi-limits.test.ts',
  'test/mood/validate.test.ts',
];
/** Tests that play or render for long, in `long` only. */
const long = [
  'test/audio/{joins,layers,master-bus,shared-context}.test.ts',
  'test/compose/loop-{rendering,seam}.test.ts',
  'test/conductor/{long-log,save-size}.test.ts',
];
const shortTour = ['test/e2e/short-tour.test.ts'];
const studio = ['test/e2e/{studio,humming}.test.ts', 'test/audio/stems.test.ts'];
const places = ['test/e2e/{places,slow-instruments}.test.ts'];
const e2e = ['test/e2e/*.test.ts'];
const enginesSmoke = ['test/engines/smoke.test.ts'];
const engines = ['test/engines/*.test.ts'];
const examples = ['test/examples/*.test.ts'];
const consumer = ['test/consumers/game.test.ts'];
const starters = ['test/consumers/{starters,pages,types,templates}.test.ts'];
const inBrowser = ['test/browser/**/*.test.ts'];
const shortInBrowser = ['test/browser/{audio,phrase-worker,plugin,plugin-lifecycle,plugin-scenes,tone-banner}.test.ts'];
const onBothPhasers = ['test/browser/plugin*.test.ts', 'test/browser/music-model.test.ts'];
const smoke = ['test/browser/plugin-lifecycle.test.ts'];
const elsewhere = ['test/fixtures/**', '**/node_modules/**'];

const executablePath = findChromium();
const launchOptions = {
  args: [...CHROMIUM_FLAGS, WITHOUT_GPU],
  ...(executablePath === null ? {} : { executablePath }),
};

/** A project of tests that run inside a real Chromium. */
function inChromium(name: string, include: string[], { exclude = [] as string[], phaser = 'phaser' } = {}) {
  return {
    extends: true as const,
    resolve: { alias: phaser === 'phaser' ? [] : [{ find: /^phaser$/, replacement: phaser }] },
    // Packages found only while the tests run would reload the page in the middle of one.
    optimizeDeps: { entries: ['plugin/**/*.ts', 'test/browser/**/*.ts'] },
    test: {
      name,
      include,
      exclude: [...exclude, ...elsewhere],
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

/** A project of tests in Node; every core has a file. */
function inNode(name: string, include: string[], exclude: string[] = []) {
  return {
    extends: true as const,
    test: {
      name,
      include,
      exclude: [...exclude, ...elsewhere],
      testTimeout: 60_000,
      hookTimeout: 300_000,
      // Nothing here is judged by the clock: every core may have a file, and one more fills the cores while others wait.
      maxWorkers: availableParallelism() + 1,
      // Modules are read once a worker, not once a file: no test leaves anything in them that another would find.
      isolate: false,
    },
  };
}

/** A project of long tests, each of which has the machine for itself. */
function alone(name: string, include: string[], exclude: string[] = []) {
  return {
    extends: true as const,
    test: {
      name,
      include,
      exclude: [...exclude, ...elsewhere],
      testTimeout: 180_000,
      hookTimeout: 300_000,
      fileParallelism: false,
    },
  };
}

const inE2e = alone('e2e', e2e, [...shortTour, ...places, ...studio]);
const inPlaces = alone('places', places);
const inLong = inNode('long', [...split, ...long]);
const inStarters = alone('starters', starters);

export default defineConfig({
  resolve: { alias: sourceAliases },
  worker: { format: 'iife' },
  test: {
    projects: [
      inNode(
        'node',
        ['test/**/*.test.ts'],
        [...inBrowser, ...long, ...quality, ...e2e, ...studio, ...engines, ...examples, ...consumer, ...starters],
      ),
      inChromium('browser', shortInBrowser),
      inChromium('phaser3-smoke', smoke, { phaser: 'phaser3' }),
      alone('consumer', consumer),
      alone('short-tour', shortTour),
      alone('engines-smoke', enginesSmoke),
      inChromium('browser-long', inBrowser, { exclude: shortInBrowser }),
      // The plugin's own tests once more, on the older Phaser that it supports.
      inChromium('phaser3', onBothPhasers, { exclude: smoke, phaser: 'phaser3' }),
      alone('examples', examples),
      // A browser, a server and PyTorch may fail by themselves; what passes at the second try is marked as retried.
      { ...inE2e, test: { ...inE2e.test, retry: 1 } },
      { ...inPlaces, test: { ...inPlaces.test, retry: 1 } },
      alone('studio', studio),
      alone('engines', engines, enginesSmoke),
      inNode('quality', quality),
      { ...inLong, test: { ...inLong.test, testTimeout: 180_000, env: { TEST_CASES: 'more' } } },
      {
        ...inStarters,
        test: { ...inStarters.test, globalSetup: 'test/consumers/build-once.ts', testTimeout: 300_000 },
      },
    ],
  },
});
