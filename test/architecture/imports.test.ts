import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cruise, loadedBy } from './dependencies.ts';

type Cruise = ReturnType<typeof cruise>;

describe('the import order', () => {
  let repository: Cruise;
  beforeAll(() => {
    repository = cruise('.');
  }, 120_000);

  test('is kept by every file', () => {
    expect(repository.summary.totalCruised).toBeGreaterThan(500);
    expect(repository.summary.violations).toEqual([]);
  });

  test('keeps from the headless entry everything that needs a browser or a game', () => {
    const loaded = loadedBy('plugin/headless.ts', repository);
    expect(loaded.length).toBeGreaterThan(50);
    expect(loaded.filter(({ specifier }) => /^(phaser|tone|tweakpane|comlink|node:.*)$|\?/.test(specifier))).toEqual(
      [],
    );
  });

  test('keeps from the render entry Phaser and imports that only Vite understands', () => {
    const loaded = loadedBy('plugin/render.ts', repository);
    expect(loaded.length).toBeGreaterThan(2);
    expect(loaded.filter(({ specifier }) => /^(phaser|tweakpane)$|\?/.test(specifier))).toEqual([]);
  });

  test('keeps Phaser from the player entry', () => {
    const loaded = loadedBy('plugin/player.ts', repository);
    expect(loaded.length).toBeGreaterThan(50);
    expect(loaded.filter(({ specifier }) => /^(phaser|tweakpane)$/.test(specifier))).toEqual([]);
  });

  test('leaves what sounds of a place are made of until they are used', () => {
    const beds = repository.modules.filter(({ source }) => source.startsWith('plugin/audio/ambience/'));
    expect(beds.length).toBeGreaterThan(8);
    for (const entry of ['index', 'player', 'headless', 'render', 'scene'])
      expect(
        loadedBy(`plugin/${entry}.ts`, repository).filter(({ file }) => file.startsWith('plugin/audio/ambience/')),
      ).toEqual([]);
  });

  test('leaves imports with a suffix of Vite to the folders that only Vite builds', () => {
    const places = /^(plugin\/(generate\/worker|audio|phaser|overlay)|demo-game|examples|test)\//;
    const suffixed = repository.modules.filter(({ dependencies }) =>
      dependencies.some(({ module }) => module.includes('?')),
    );
    expect(suffixed.length).toBeGreaterThan(0);
    expect(suffixed.map(({ source }) => source).filter((source) => !places.test(source))).toEqual([]);
  });
});

test('no import but four is hidden from dependency-cruiser by a computed name', () => {
  const files = ['plugin', 'models', 'demo-game', 'studio'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(folder, path)),
  );
  // A name that is not a whole string, a glob, a call of `require`.
  const hidden = /\bimport\(\s*(?:[^'"\s]|'[^']*'\s*[^)\s])|\bimport\.meta\.glob|\brequire\(/;
  const code = (file: string) => readFileSync(file, 'utf8').replace(/^\s*(\*|\/\/|\/\*).*$/gm, '');
  expect(files.filter((file) => hidden.test(code(file))).sort()).toEqual([
    'models/training/spawn.ts',
    'plugin/audio/node-audio-context.ts',
    'plugin/audio/palettes/sprite-module-built.ts',
    'plugin/audio/palettes/sprite-module.ts',
  ]);
});

/** Files that break one rule each, with the rule. */
const FORBIDDEN: readonly (readonly [file: string, source: string, rule: string])[] = [
  ['plugin/music/pitch.ts', `import '../mood/presets.ts';`, 'layer: plugin/music'],
  ['plugin/mood/names.ts', `import type { A } from '../conductor/a.ts'; export type B = A;`, 'layer: plugin/mood'],
  ['plugin/generate/sampling.ts', `import '../arrange/form.ts';`, 'layer: plugin/generate'],
  ['plugin/generate/load.ts', `export const load = () => import('./worker/client.ts');`, 'layer: plugin/generate'],
  ['plugin/arrange/bass.ts', `export * from '../generate/sampling.ts';`, 'layer: plugin/arrange'],
  ['plugin/conductor/conductor.ts', `import '../audio/deck.ts';`, 'layer: plugin/conductor'],
  ['plugin/conductor/model/clock.ts', `import '../playback/deck.ts';`, 'layer: plugin/conductor/model'],
  ['plugin/conductor/save/save.ts', `import '../conductor.ts';`, 'layer: plugin/conductor/save'],
  ['plugin/output/bar.ts', `import '../conductor/model/clock.ts';`, 'layer: plugin/output'],
  ['plugin/audio/mixer.ts', `import '../phaser/plugin.ts';`, 'layer: plugin/audio'],
  ['plugin/audio/voices.ts', `import type { A } from '../conductor/a.ts'; export type B = A;`, 'layer: plugin/audio'],
  ['plugin/phaser/zones.ts', `import '../overlay/index.ts';`, 'layer: plugin/phaser'],
  ['models/training/train.ts', `import '../../plugin/music/time.ts';`, 'layer: models/training'],
  ['models/corpus/read.ts', `import '../cli/train.ts';`, 'layer: models/corpus'],
  ['plugin/conductor/sound.ts', `import 'tone';`, 'package: tone'],
  ['plugin/audio/context.ts', `import 'phaser';`, 'package: phaser'],
  ['plugin/generate/network.ts', `import '@tensorflow/tfjs-core';`, 'package: @tensorflow/tfjs-core'],
  ['plugin/overlay/pad.ts', `import 'left-pad';`, 'known-package'],
  ['plugin/elsewhere/index.ts', `import '../music/time.ts';`, 'known-layer'],
  ['plugin/mood/elsewhere.ts', `import '../elsewhere/index.ts';`, 'layer: plugin/mood'],
  ['plugin/mood/files.ts', `import 'node:fs';`, 'no-node'],
  ['plugin/mood/missing.ts', `export * from '../music/absent.js';`, 'resolves'],
  ['demo-game/main.ts', `import '../plugin/index.ts';`, 'public-names'],
  ['demo-game/inside.ts', `import '../plugin/conductor/a.ts';`, 'layer: demo-game'],
  ['models/cli/one.ts', `import type { A } from './two.ts'; export type B = A;`, 'no-cycle'],
  ['plugin/conductor/one.ts', `import type { A } from './two.ts'; export type B = A;`, 'no-cycle'],
  ['plugin/mood/forgotten.ts', `export const forgotten = 1;`, 'no-orphan'],
];

/** Files that keep the rules. */
const ALLOWED: readonly (readonly [file: string, source: string])[] = [
  ['plugin/music/time.ts', 'export const PPQ = 480;'],
  ['models/cli/two.ts', `export * from './one.ts';`],
  ['plugin/conductor/timing.ts', `import { PPQ } from '../music/time.ts'; export { PPQ };`],
  ['plugin/conductor/two.ts', `export * from './one.ts';`],
  ['plugin/conductor/playback/deck.ts', `import '../model/clock.ts';`],
  ['plugin/output/time.ts', `import '../music/time.ts';`],
  ['plugin/audio/deck.ts', `import 'tone'; import '../output/time.ts';`],
  ['plugin/generate/tensors.ts', `import '@tensorflow/tfjs-core';`],
  ['models/cli/compose.ts', `import '../../plugin/render.ts'; import 'node:fs';`],
  ['demo-game/scene.ts', `import 'phaser-adaptive-music'; import 'phaser';`],
];

describe('the rules of imports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-rules-'));
  let found: Cruise;

  const write = (file: string, source: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), source);
  };
  const brokenBy = (file: string) =>
    found.summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);

  beforeAll(() => {
    const paths = { 'phaser-adaptive-music': ['./plugin/index.ts'] };
    const compilerOptions = { module: 'esnext', moduleResolution: 'bundler', allowImportingTsExtensions: true, paths };
    write('tsconfig.json', JSON.stringify({ compilerOptions }));
    write('package.json', JSON.stringify({ name: 'rules', type: 'module' }));
    for (const name of ['tone', 'phaser', 'left-pad', '@tensorflow/tfjs-core']) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
      write(`node_modules/${name}/index.js`, 'export {};');
    }
    const targets = [...FORBIDDEN, ...ALLOWED].flatMap(([file, source]) =>
      [...source.matchAll(/'(\.[^']+\.ts)'/g)].map((match) => join(dirname(file), match[1]!)),
    );
    const written = new Set([...FORBIDDEN, ...ALLOWED].map(([file]) => file));
    for (const target of [...targets, 'plugin/index.ts']) if (!written.has(target)) write(target, 'export {};');
    for (const [file, source] of [...FORBIDDEN, ...ALLOWED]) write(file, source);
    found = cruise(folder);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(FORBIDDEN)('refuse %s with %s', (file, _source, rule) => {
    expect(brokenBy(file)).toContain(rule);
  });

  test.each(ALLOWED)('allow %s', (file) => {
    expect(found.modules.map(({ source }) => source)).toContain(file);
    expect(brokenBy(file).filter((rule) => rule !== 'no-orphan')).toEqual([]);
  });
});
