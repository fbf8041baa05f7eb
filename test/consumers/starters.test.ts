/** The package in the starters of others: each bundles the same small game, and its music must be heard. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright';
import ts from 'typescript';
import { build, createServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import webpack from 'webpack';
import { launchChromium } from '../helper/chromium.ts';
import { type Consumer, makeConsumer } from './packed.ts';
import { playGame, served } from './play.ts';

const STARTERS = resolve('test/consumers/starters');
const bin = (name: string) => join(STARTERS, 'node_modules/.bin', name);
const html = readFileSync('test/consumers/game/index.html', 'utf8');
const main = readFileSync('test/consumers/game/main.ts', 'utf8');
/** The game as a starter without TypeScript has it, in syntax that webpack 4 parses and esbuild can lower for Edge 16. */
const script = ts
  .transpile(main, { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2018 })
  .replaceAll(/\(\{ (\w+) \}\) => heard\.(\w+)\.push\(\1\)/g, '(event) => heard.$2.push(event.$1)');
/** The targets of phaserjs/template-esbuild. */
const EDGE_16 = ['chrome58', 'firefox57', 'safari11', 'edge16'];

let browser: Browser;
let consumer: Consumer;

beforeAll(async () => {
  consumer = makeConsumer({ 'package.json': '{ "private": true, "type": "module" }' }, 'phaser');
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  consumer?.remove();
});

/** A game in a folder of its own, beside the same node_modules. */
function game(name: string): string {
  const folder = join(consumer.folder, name);
  mkdirSync(join(folder, 'out'), { recursive: true });
  writeFileSync(join(folder, 'main.js'), script);
  writeFileSync(join(folder, 'main.ts'), main);
  writeFileSync(join(folder, 'index.html'), html);
  return folder;
}

/** The page beside a bundle `main.js`, loaded as a module or as a classic script. */
function writePage(folder: string, type: 'module' | 'classic'): void {
  const tag = type === 'module' ? '<script type="module" src="main.js">' : '<script src="main.js">';
  writeFileSync(join(folder, 'out/index.html'), html.replace('<script type="module" src="./main.ts">', tag));
}

const run = (folder: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, ...env } });

const playOut = (folder: string) => served(join(folder, 'out'), (url) => playGame(browser, url));

test('Vite, from its development server, which bundles packages beforehand', async () => {
  const root = game('vite-dev');
  const server = { port: 0, host: '127.0.0.1', fs: { strict: false } };
  const dev = await createServer({ root, configFile: false, logLevel: 'error', server });
  await dev.listen();
  await playGame(browser, dev.resolvedUrls!.local[0]!).finally(() => dev.close());
});

test('webpack 5', async () => {
  const context = game('webpack5');
  const path = join(context, 'out');
  const stats = await new Promise<webpack.Stats | undefined>((settle, reject) => {
    const optimization = { minimize: false };
    const output = { path, filename: 'main.js' };
    webpack(
      { context, entry: './main.js', mode: 'production', output, performance: false, optimization },
      (error, result) => (error ? reject(error) : settle(result)),
    );
  });
  const { errors, warnings } = stats!.toJson({ errors: true, warnings: true });
  expect([...errors!, ...warnings!]).toEqual([]);
  writePage(context, 'classic');
  await playOut(context);
});

test('webpack 4, which reads neither `exports` nor syntax later than ES2018', async () => {
  const folder = game('webpack4');
  run(folder, process.execPath, [join(STARTERS, 'webpack4.cjs')], { NODE_OPTIONS: '--openssl-legacy-provider' });
  writePage(folder, 'classic');
  await playOut(folder);
});

test('Rollup, to one file, with the plugins of the template', async () => {
  const folder = game('rollup');
  run(folder, bin('rollup'), ['-c', join(STARTERS, 'rollup.config.js'), '--failAfterWarnings']);
  writePage(folder, 'classic');
  await playOut(folder);
});

test('Rollup, to modules, without CommonJS for anything but Phaser', async () => {
  const folder = game('rollup-modules');
  const args = ['-c', join(STARTERS, 'rollup.config.js'), '--failAfterWarnings'];
  run(folder, bin('rollup'), args, { ROLLUP_MODULES: '1' });
  writePage(folder, 'module');
  await playOut(folder);
});

describe('esbuild', () => {
  test.each([
    ['the targets of the template', EDGE_16],
    ['ES2015 with Edge 16', ['edge16']],
    ['iOS 11', ['ios11']],
    ['its default', ['esnext']],
  ])('to one file, for %s', async (_, targets) => {
    const folder = game(`esbuild-${targets[0]}-${targets.length}`);
    const said = run(folder, bin('esbuild'), [
      'main.js',
      '--bundle',
      '--outfile=out/main.js',
      `--target=${targets.join(',')}`,
      '--log-level=warning',
    ]);
    expect(said).toBe('');
    writePage(folder, 'classic');
    await playOut(folder);
  });

  test('with every entry', () => {
    const folder = game('esbuild-entries');
    const entries = ['', '/headless', '/overlay', '/player', '/render', '/scene'];
    const imports = entries.map((entry, i) => `import * as e${i} from 'phaser-adaptive-music${entry}';`);
    writeFileSync(join(folder, 'main.js'), `${imports.join('\n')}\nconsole.log(e0, e1, e2, e3, e4, e5);\n`);
    const args = ['main.js', '--bundle', '--outfile=out/main.js', `--target=${EDGE_16}`, '--log-level=warning'];
    expect(run(folder, bin('esbuild'), args)).toBe('');
  });
});

test('Parcel, with its scope hoisting', async () => {
  const folder = game('parcel');
  const args = ['build', 'index.html', '--dist-dir', 'out', '--no-cache', '--no-source-maps', '--public-url', './'];
  run(folder, bin('parcel'), args);
  await playOut(folder);
});

test('Parcel finds every entry without `exports`', () => {
  const folder = game('parcel-entries');
  const entries = ['headless', 'overlay', 'player', 'render', 'scene'];
  const imports = entries.map((entry, i) => `import * as e${i} from 'phaser-adaptive-music/${entry}';`);
  writeFileSync(join(folder, 'main.ts'), `${imports.join('\n')}\nconsole.log(e0, e1, e2, e3, e4);\n`);
  run(folder, bin('parcel'), ['build', 'index.html', '--dist-dir', 'out', '--no-cache', '--no-source-maps']);
  expect(existsSync(join(folder, 'out/index.html'))).toBe(true);
});

test('a service worker of vite-plugin-pwa may hold every file of a Vite build, for none is over 2 MiB', async () => {
  const root = game('vite-pwa');
  renameSync(join(root, 'main.js'), join(root, 'unused.js'));
  const result = await build({ root, configFile: false, logLevel: 'silent', build: { write: false } });
  const { output } = result as { output: { fileName: string; code?: string }[] };
  const sizes = output.map(({ fileName, code = '' }) => [fileName, Buffer.byteLength(code)] as const);
  expect(sizes.length).toBeGreaterThan(40);
  expect(sizes.filter(([, size]) => size > 2 * 2 ** 20)).toEqual([]);
});
