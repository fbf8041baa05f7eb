/** What is published, and one game with it. The starters of others are in `starters.test.ts`, pages in `pages.test.ts`. */

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Analysis, checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import type { Browser } from 'playwright';
import { publint } from 'publint';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fullBand } from '../helper/band.ts';
import { launchChromium } from '../helper/chromium.ts';
import { buildPackage, type Consumer, makeConsumer } from './packed.ts';
import { playGame, served } from './play.ts';

const FILES = ['index.html', 'main.ts', 'tsconfig.json'];
const files = Object.fromEntries(FILES.map((name) => [name, readFileSync(join('test/consumers/game', name), 'utf8')]));
let consumer: Consumer;
let browser: Browser;

beforeAll(async () => {
  buildPackage();
  consumer = makeConsumer(files, 'phaser');
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  consumer?.remove();
});

/** The scripts of the package, without its commands. */
const scripts = () =>
  readdirSync(join(consumer.installed, 'dist'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js') && !path.startsWith('cli'))
    .map((path) => [path, readFileSync(join(consumer.installed, 'dist', path), 'utf8')] as const);

interface Description {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly files: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
}
const description = () => JSON.parse(readFileSync(join(consumer.installed, 'package.json'), 'utf8')) as Description;

describe('the package', () => {
  test('holds what it names, and nothing of the demo or the tests', () => {
    const { installed } = consumer;
    const { exports, files: listed } = description();
    const named = Object.values(exports)
      .flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)))
      .map((path) => path.replace(/\*$/, ''));
    for (const path of [...named, ...listed.filter((entry) => !entry.startsWith('!'))])
      expect(existsSync(join(installed, path)), path).toBe(true);
    for (const path of ['dist/demo', 'test', 'demo-game']) expect(existsSync(join(installed, path)), path).toBe(false);
  });

  test('brings everything along but Phaser, which it never carries', () => {
    expect(description().dependencies).toBeUndefined();
    const foreign = scripts().flatMap(([path, text]) =>
      [...text.matchAll(/^(?:import|export) .*?from ["']([^."'][^"']*)["']/gm)].map((found) => `${path}: ${found[1]}`),
    );
    expect(foreign.length).toBeGreaterThan(0);
    expect(foreign.filter((found) => !found.endsWith(': phaser'))).toEqual([]);
    for (const [path, text] of scripts()) expect(text, path).not.toContain('WebGLRenderer = new Class');
  });

  test('marks every import with a computed name, or webpack would warn over the game', () => {
    const code = ([path, text]: readonly [string, string]) =>
      [...text.matchAll(/^(?!\s*\*).*\bimport\(((?:\s|\/\*.*?\*\/)*)(?=[^\s"'/])/gm)].map(
        (found) => [path, found[1]!] as const,
      );
    const computed = scripts().flatMap(code);
    expect(computed.map(([path]) => path)).toContainEqual(expect.stringMatching(/^chunks\/wav/));
    for (const [path, comments] of computed) expect(comments, path).toContain('webpackIgnore: true');
  });

  test('names every package of which it carries code, with the license', () => {
    const notices = readFileSync(join(consumer.installed, 'dist/THIRD-PARTY-NOTICES'), 'utf8');
    const carried = new Set(
      scripts().flatMap(([, text]) =>
        [...text.matchAll(/\/\/(?:#region)? (?:\.\.\/)*node_modules\/((?:@[^/]+\/)?[^/]+)/g)].map((found) => found[1]!),
      ),
    );
    for (const name of ['tone', '@tonaljs/chord', 'comlink', 'pure-rand', '@tensorflow/tfjs-core', 'tweakpane'])
      expect(carried).toContain(name);
    const sections = notices.split(/^-{78}\n(?=.*\(.*\)\n-{78}$)/m).slice(1);
    for (const name of carried) {
      const section = sections.find((text) => text.startsWith(`${name} `));
      expect(section, name).toBeDefined();
      expect(section, name).toMatch(/copyright/i);
      expect(section!.length, name).toBeGreaterThan(600);
    }
  });

  test('runs in plain Node without Phaser or a browser, the network too', () => {
    const code = `
      import { compose, toMidi } from 'phaser-adaptive-music/headless';
      const score = await compose({ mood: 'forest', bars: 2, seed: 'a' });
      const [phrase] = score.phrases;
      console.log(score.bars.length, phrase.source, toMidi(score).length > 200);`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: consumer.folder,
      encoding: 'utf8',
    });
    expect(said.trim()).toBe('2 lstm true');
  });

  test('renders in Node with its own samples', () => {
    const { folder } = consumer;
    symlinkSync(
      join(process.cwd(), 'node_modules/node-web-audio-api'),
      join(folder, 'node_modules/node-web-audio-api'),
    );
    const code = `
      import { renderRecording } from 'phaser-adaptive-music/render';
      const { left } = await renderRecording(JSON.parse(process.argv[1]));
      console.log(Math.max(...left.subarray(0, 96000)) > 0.01);`;
    const performance = JSON.stringify({
      calls: [
        { kind: 'fade', at: 0, deck: 0, to: 1, time: 0, duration: 0.01 },
        ...fullBand('woodland', 1).map((bar) => ({ kind: 'play', at: 0, bar })),
      ],
    });
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', code, performance], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(said.trim()).toBe('true');
  });
});

describe('the commands of the package', () => {
  const command = (folder: string, ...args: readonly string[]) => {
    const { bin } = JSON.parse(readFileSync(join(consumer.installed, 'package.json'), 'utf8')) as { bin: string };
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(consumer.installed, bin), ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  const project = (name: string, files: Readonly<Record<string, string>>) => {
    const folder = join(consumer.folder, name);
    mkdirSync(folder);
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    return folder;
  };

  test('compose the same bytes as in the repository, with nothing cloned', () => {
    const folder = project('empty', {});
    const args = ['--script', 'forest:2,battle:2', '--seed', '7', '--out'];
    expect(command(folder, 'compose', ...args, 'package.mid')).toMatchObject({ status: 0 });
    const here = join(folder, 'repository.mid');
    execFileSync(process.execPath, ['--import', 'tsx', 'models/cli/compose.ts', ...args, here], { stdio: 'pipe' });
    expect(readFileSync(join(folder, 'package.mid'))).toEqual(readFileSync(here));
  });

  test('say in one line what is wrong', () => {
    const folder = project('wrong', {});
    for (const [args, line] of [
      [['compos'], /^error: unknown command 'compos'; commands: init, /],
      [['compose', '--mood', 'forrest', '--out', 'a.mid'], /^error: unknown mood 'forrest'; did you mean 'forest'/],
      [['bank'], /^error: name one file; e\.g\. bank\.json$/],
      [['init'], /^error: no package\.json in /],
      [['doctor'], /^error: no package\.json in /],
      [['train', '--corpus', 'nowhere'], /^error: train needs @tensorflow\/tfjs; run npm install @tensorflow\/tfjs$/],
    ] as const) {
      const { status, stderr } = command(folder, ...args);
      expect(status, args.join(' ')).toBe(1);
      expect(stderr.trim()).toMatch(line);
      expect(stderr.trim().split('\n'), args.join(' ')).toHaveLength(1);
    }
  });

  test('train and evaluate with the tfjs that a project has installed', () => {
    const tfjs = join(consumer.folder, 'node_modules/@tensorflow');
    symlinkSync(join(process.cwd(), 'node_modules/@tensorflow'), tfjs);
    try {
      const tunes = join(process.cwd(), 'test/fixtures/corpus/own/tunes.jsonl');
      const folder = project('trained', {});
      const of = ['--corpus', tunes];
      const run = command(
        folder,
        'train',
        ...of,
        '--from',
        'default',
        '--out',
        'run',
        '--epochs',
        '1',
        '--hours',
        '0.002',
      );
      expect(run.status, run.stderr).toBe(0);
      expect(run.stdout + run.stderr).toMatch(/epoch 1: .* bits\/note/);
      expect(run.stderr).not.toMatch(/platform|backend/i);
      expect(command(folder, 'train', '--out', 'run', '--publish', 'mine')).toMatchObject({ status: 0 });
      const made = command(folder, 'compose', '--model', 'mine', '--mood', 'calm', '--bars', '2', '--out', 'mine.mid');
      expect(made.status, made.stderr).toBe(0);
      const found = command(folder, 'evaluate', ...of, '--only', 'mode', '--phrases', '2');
      expect(found.status, found.stderr).toBe(0);
      expect(found.stdout).toMatch(/dorian/);
    } finally {
      rmSync(tfjs);
    }
  });

  test('add the plugin to a game, which then has types and passes the checks', () => {
    const folder = project('game', {
      'package.json': '{ "name": "my-game", "private": true, "type": "module" }',
      'tsconfig.json': files['tsconfig.json']!,
      'main.ts': `import { Game, Scene } from 'phaser';

class Level extends Scene {
  constructor() {
    super('Level');
  }
  create(): void {
    this.soundtrack.signal('danger', 0.5);
  }
}

export const game = new Game({ width: 320, height: 200, scene: [Level] });
`,
    });
    const before = readFileSync(join(folder, 'main.ts'), 'utf8');
    const unasked = command(folder, 'init');
    expect(unasked).toMatchObject({ status: 1 });
    expect(unasked.stdout).toContain('+import { musicPlugin }');
    expect(readFileSync(join(folder, 'main.ts'), 'utf8')).toBe(before);
    expect(JSON.parse(command(folder, 'doctor', '--json').stdout).findings).toContainEqual(
      expect.objectContaining({ check: 'plugin', state: 'problem' }),
    );
    expect(command(folder, 'init', '--yes')).toMatchObject({ status: 0 });
    expect(readFileSync(join(folder, 'soundtrack.ts'), 'utf8')).toContain("Level: 'exploration'");
    const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
    expect(spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' }).stdout).toBe('');
    expect(command(folder, 'init', '--yes').stdout).toContain('nothing to do');
    const checked = command(folder, 'doctor', '--json');
    const { findings } = JSON.parse(checked.stdout) as { findings: readonly { state: string; check: string }[] };
    expect(findings.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(findings.map(({ check }) => check)).toContain('network');
    expect(checked.status).toBe(0);
  });
});

describe('what strangers say of the package', () => {
  test('publint finds nothing', async () => {
    const { messages } = await publint({ pkgDir: consumer.installed, pack: false });
    expect(messages).toEqual([]);
  });

  test('its types resolve for modules, for bundlers and for old resolvers', async () => {
    const archive = createPackageFromTarballData(new Uint8Array(readFileSync(consumer.archive)));
    const result = await checkPackage(archive, { excludeEntrypoints: [/\.min\.js$/, /^\.\/samples/] });
    // It is a package of ES modules alone, which Node requires as well as imports from 20.19 on.
    expect((result as Analysis).problems.filter(({ kind }) => kind !== 'CJSResolvesToESM')).toEqual([]);
  });
});

test('a game has a typed soundtrack in every scene', () => {
  const { folder } = consumer;
  const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
  const errors = () => spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' }).stdout;
  expect(errors()).toBe('');
  const wrong = join(folder, 'wrong.ts');
  writeFileSync(wrong, files['main.ts']!.replace(".signal('danger', 0.7)", ".signall('danger', 0.7)"));
  expect(errors()).toMatch(/wrong\.ts.*signall/);
  writeFileSync(wrong, '');
});

test('a game plays when built with Vite', async () => {
  const { folder: root } = consumer;
  await build({ root, configFile: false, logLevel: 'error', base: './' });
  await served(join(root, 'dist'), (url) => playGame(browser, url));
});
