import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Analysis, checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import type { Browser } from 'playwright';
import { publint } from 'publint';
import ts from 'typescript';
import { build, createServer, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import webpack from 'webpack';
import { launchChromium } from '../helper/chromium.ts';
import type { Heard } from './game/main.ts';
import { buildPackage, type Consumer, makeConsumer } from './packed.ts';

const FILES = ['index.html', 'main.ts', 'tsconfig.json'];
const files = Object.fromEntries(FILES.map((name) => [name, readFileSync(join('test/consumers/game', name), 'utf8')]));
const consumers = {} as Record<'phaser' | 'phaser3', Consumer>;
let browser: Browser;

beforeAll(async () => {
  buildPackage();
  consumers.phaser = makeConsumer(files, 'phaser');
  consumers.phaser3 = makeConsumer(files, 'phaser3');
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  for (const consumer of Object.values(consumers)) consumer.remove();
});

/** Plays the game until some phrases have sounded; its music must be heard, and be the network's. */
async function play(url: string): Promise<void> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  try {
    await page.goto(url);
    // Clicked at once, the music would begin with the fallback, and the network be heard a phrase later.
    await page.waitForFunction(() => (window as unknown as { heard?: Heard }).heard?.written, null, {
      timeout: 60_000,
    });
    await page.locator('canvas').click();
    await page.waitForFunction(() => (window as unknown as { heard: Heard }).heard.phrases.includes('lstm'), null, {
      timeout: 60_000,
    });
    await page.waitForTimeout(1000);
    const heard = await page.evaluate(() => (window as unknown as { heard: Heard }).heard);
    expect(errors).toEqual([]);
    expect(heard.trouble).toEqual([]);
    expect(heard.phrases.at(-1)).toBe('lstm');
    // -40 dBFS.
    expect(heard.loudest).toBeGreaterThan(0.01);
  } finally {
    await page.close();
  }
}

function typeErrors(folder: string): string {
  const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' }).stdout;
}

describe('the package', () => {
  test('holds what it names, and nothing of the demo or the tests', () => {
    const { installed } = consumers.phaser;
    const { exports, files: listed } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      exports: Record<string, string | Record<string, string>>;
      files: readonly string[];
    };
    const named = Object.values(exports)
      .flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)))
      .map((path) => path.replace(/\*$/, ''));
    for (const path of [...named, ...listed.filter((entry) => !entry.startsWith('!'))])
      expect(existsSync(join(installed, path)), path).toBe(true);
    for (const path of ['dist/demo', 'test', 'demo-game']) expect(existsSync(join(installed, path)), path).toBe(false);
  });

  test('runs in plain Node without Phaser or a browser', () => {
    const code = "import { PRESETS } from 'phaser-adaptive-music/headless'; console.log(Object.keys(PRESETS).length)";
    const { folder } = consumers.phaser;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: folder, encoding: 'utf8' });
    expect(Number(said)).toBeGreaterThan(10);
  });
});

describe('what strangers say of the package', () => {
  test('publint finds nothing', async () => {
    const { messages } = await publint({ pkgDir: consumers.phaser.installed, pack: false });
    expect(messages).toEqual([]);
  });

  test('its types resolve for modules and for bundlers', async () => {
    const archive = createPackageFromTarballData(new Uint8Array(readFileSync(consumers.phaser.archive)));
    const result = await checkPackage(archive, { excludeEntrypoints: [/\.min\.js$/, /^\.\/samples/] });
    const { problems } = result as Analysis;
    // It is a package of ES modules alone; old resolvers and `require` cannot read it, and it does not say they could.
    const ofModules = problems.filter(
      ({ kind, ...at }) =>
        kind !== 'CJSResolvesToESM' &&
        !('resolutionKind' in at && (at.resolutionKind === 'node10' || at.resolutionKind === 'node16-cjs')),
    );
    expect(ofModules).toEqual([]);
  });
});

describe.each(['phaser', 'phaser3'] as const)('a game with %s', (phaser) => {
  test('has a typed soundtrack in every scene', () => {
    const { folder } = consumers[phaser];
    expect(typeErrors(folder)).toBe('');
    const wrong = join(folder, 'wrong.ts');
    writeFileSync(wrong, files['main.ts']!.replace(".signal('danger', 0.7)", ".signall('danger', 0.7)"));
    expect(typeErrors(folder)).toMatch(/wrong\.ts.*signall/);
    writeFileSync(wrong, '');
  });

  test('plays when built with Vite', async () => {
    const { folder: root } = consumers[phaser];
    const config = { root, configFile: false, logLevel: 'error', base: './' } as const;
    await build(config);
    const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } });
    await play(server.resolvedUrls!.local[0]!).finally(() => server.close());
  });
});

test('a game plays from the development server of Vite, which bundles packages beforehand', async () => {
  const { folder: root } = consumers.phaser;
  const fs = { strict: false };
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1', fs },
  });
  await server.listen();
  await play(server.resolvedUrls!.local[0]!).finally(() => server.close());
});

test('a game plays under a policy that forbids blob workers, when it serves the worker file itself', async () => {
  const { folder: root, installed } = consumers.phaser;
  const strict = join(root, 'strict');
  mkdirSync(join(strict, 'public'), { recursive: true });
  copyFileSync(join(installed, 'dist/phrase-worker.js'), join(strict, 'public/phrase-worker.js'));
  const policy =
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; style-src 'unsafe-inline'";
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
  writeFileSync(join(strict, 'index.html'), files['index.html']!.replace('<head>', `<head>${meta}`));
  writeFileSync(
    join(strict, 'main.ts'),
    files['main.ts']!.replace("seed: 'consumer',", "workerUrl: './phrase-worker.js',"),
  );
  const config = { root: strict, configFile: false, logLevel: 'error', base: './' } as const;
  await build(config);
  const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } });
  await play(server.resolvedUrls!.local[0]!).finally(() => server.close());
});

test('a game plays when built with webpack', async () => {
  const { folder } = consumers.phaser;
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  writeFileSync(join(folder, 'main.js'), ts.transpile(files['main.ts']!, options));
  const path = join(folder, 'bundle');
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    webpack(
      {
        context: folder,
        entry: './main.js',
        mode: 'production',
        output: { path },
        performance: false,
        optimization: { minimize: false },
      },
      (error, result) => (error ? reject(error) : resolve(result)),
    );
  });
  expect(stats?.toJson({ errors: true }).errors).toEqual([]);
  writeFileSync(join(path, 'index.html'), files['index.html']!.replace('./main.ts', './main.js'));
  const config = { root: folder, configFile: false, build: { outDir: path } } as const;
  const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } });
  await play(server.resolvedUrls!.local[0]!).finally(() => server.close());
});

describe.each(['phaser', 'phaser3'] as const)('a page without a bundler, with %s', (phaser) => {
  test.each(['script-tag', 'load-plugin'])('plays: %s', async (page) => {
    const { folder, installed } = consumers[phaser];
    const path = join(folder, page);
    const music = join(path, 'music');
    mkdirSync(music, { recursive: true });
    copyFileSync(join(installed, 'dist/phaser-adaptive-music.min.js'), join(music, 'phaser-adaptive-music.min.js'));
    // Beside the script, or beside the page where Phaser runs the script as text.
    cpSync(join(installed, 'dist/samples'), join(page === 'script-tag' ? music : path, 'samples'), { recursive: true });
    copyFileSync(join('node_modules', phaser, 'dist/phaser.min.js'), join(path, 'phaser.min.js'));
    copyFileSync('test/consumers/page/listen.js', join(path, 'listen.js'));
    copyFileSync(`test/consumers/page/${page}.html`, join(path, 'index.html'));
    const config = { root: folder, configFile: false, build: { outDir: path } } as const;
    const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } });
    await play(server.resolvedUrls!.local[0]!).finally(() => server.close());
  });
});
