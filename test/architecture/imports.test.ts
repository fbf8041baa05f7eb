import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolved, wrongArrow } from './arrows.ts';
import { COMPUTED, type Reach, reachesOfSource } from './imports.ts';

const files = ['plugin', 'models', 'demo-game'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[cm]?tsx?$/.test(path))
    .map((path) => join(folder, path).replaceAll('\\', '/')),
);
const read = new Map<string, readonly Reach[]>();
function reaches(file: string): readonly Reach[] {
  if (!read.has(file)) read.set(file, reachesOfSource(readFileSync(file, 'utf8')));
  return read.get(file)!;
}

/** Every specifier that loads when a file loads, with the file that asks for it. */
function loadedBy(entry: string): readonly { file: string; specifier: string }[] {
  const seen = new Set<string>();
  const found: { file: string; specifier: string }[] = [];
  const visit = (file: string): void => {
    if (seen.has(file) || !existsSync(file)) return;
    seen.add(file);
    for (const { specifier, atLoad } of reaches(file)) {
      if (!atLoad) continue;
      found.push({ file, specifier });
      if (specifier.startsWith('.')) visit(resolved(file, specifier));
    }
  };
  visit(entry);
  return found;
}

describe('the import order', () => {
  test('is kept by every file', () => {
    expect(files.length).toBeGreaterThan(10);
    const wrong = files.flatMap((file) => reaches(file).map(({ specifier }) => wrongArrow(file, specifier)));
    expect(wrong.filter((reason) => reason !== null)).toEqual([]);
  });

  test('is written with the ending of the file that is meant', () => {
    const missing = files.flatMap((file) =>
      reaches(file)
        .filter(
          ({ specifier }) => specifier.startsWith('.') && !existsSync(resolved(file, specifier.replace(/\*$/, ''))),
        )
        .map(({ specifier }) => `${file} imports ${specifier}, and there is no such file`),
    );
    expect(missing).toEqual([]);
  });

  test('keeps from the headless entry what needs a browser or a game', () => {
    const needs = /^(phaser|tone|tweakpane|comlink|node:.*|import\.meta\.glob)$|\?/;
    expect(loadedBy('plugin/headless.ts').filter(({ specifier }) => needs.test(specifier))).toEqual([]);
  });

  test('keeps Phaser and what only Vite understands from the render entry, which runs in plain Node', () => {
    const needs = /^(phaser|tweakpane|import\.meta\.glob)$|\?/;
    expect(loadedBy('plugin/render.ts').filter(({ specifier }) => needs.test(specifier))).toEqual([]);
  });
});

describe('the reader of imports', () => {
  test.each([
    [`import { a } from './a.ts'`, './a.ts', true],
    [`import './a.ts'`, './a.ts', true],
    [`import type { A } from './a.ts'`, './a.ts', false],
    [`export * from './a.ts'`, './a.ts', true],
    [`export type { A } from './a.ts'`, './a.ts', false],
    [`const a = () => import('./a.ts')`, './a.ts', false],
    [`let a: import('./a.ts').A`, './a.ts', false],
    [`import a = require('tone')`, 'tone', true],
    [`const a = require('tone')`, 'tone', true],
    [`const NAME = 'tone'; const a = await import(NAME)`, 'tone', false],
    [`let name = 'tone'; const a = await import(name)`, COMPUTED, false],
    [`const a = await import(name)`, COMPUTED, false],
    ['const a = await import(`./samples/$' + '{name}.js`)', './samples/*', false],
    ['const a = await import(`./$' + '{name}.ts`)', COMPUTED, false],
    [`new Worker(new URL('./a.ts', import.meta.url))`, './a.ts', false],
    [`const a = import.meta.glob('./*.ts')`, 'import.meta.glob', true],
  ])('sees %s', (source, specifier, atLoad) => {
    expect(reachesOfSource(source)).toEqual([{ specifier, atLoad }]);
  });

  test('is not fooled by comments, strings and module augmentation', () => {
    const source = `// import 'tone'\nconst a = "import 'tone'";\ndeclare module 'phaser' { interface A {} }\nexport { a };`;
    expect(reachesOfSource(source)).toEqual([]);
  });
});

describe('the checker of arrows', () => {
  test.each([
    ['plugin/music/pitch.ts', '../mood/presets.ts', /may import only itself$/],
    ['plugin/mood/signals.ts', '../conductor/conductor.ts', /may import only itself, plugin\/music/],
    ['plugin/generate/sampler.ts', '../arrange/form.ts', /plugin\/arrange\/form\.ts/],
    ['plugin/arrange/form.ts', '../generate/tokens.ts', /plugin\/generate\/tokens\.ts/],
    ['plugin/conductor/conductor.ts', '../audio/deck.ts', /plugin\/audio\/deck\.ts/],
    ['plugin/audio/deck.ts', '../phaser/plugin.ts', /plugin\/phaser\/plugin\.ts/],
    ['plugin/phaser/plugin.ts', '../overlay/panel.ts', /plugin\/overlay\/panel\.ts/],
    ['plugin/phaser/plugin.ts', '../index.ts', /plugin\/index\.ts/],
    ['plugin/conductor/conductor.ts', 'tone', /only plugin\/audio may/],
    ['plugin/audio/context.ts', 'phaser', /only plugin\/phaser, demo-game may/],
    ['plugin/generate/sampler.ts', '@tensorflow/tfjs-core', /tensors\.ts/],
    ['plugin/generate/tensors.ts', '@tensorflow/tfjs', /only models\/training may/],
    ['plugin/generate/lstm.ts', 'node:fs', /Node/],
    ['plugin/generate/source.ts', './worker/entry.ts?worker&inline', /only Vite/],
    ['plugin/arrange/drums.ts', 'import.meta.glob', /only Vite/],
    ['plugin/arrange/drums.ts', 'left-pad', /not settled/],
    ['plugin/arrange/drums.ts', COMPUTED, /cannot be checked/],
    ['models/training/train.ts', '../../plugin/music/pitch.ts', /plugin\/internal\.ts/],
    ['models/corpus/jsonl.ts', '../cli/train.ts', /models\/cli\/train\.ts/],
    ['models/training/train.ts', '../../plugin/render.ts', /plugin\/render\.ts/],
    ['demo-game/scenes/forest.ts', '../../plugin/index.ts', /plugin\/index\.ts/],
    ['demo-game/scenes/forest.ts', 'tone', /only plugin\/audio may/],
    ['plugin/stray.ts', './music/pitch.ts', /lies in no room/],
  ])('refuses %s importing %s', (from, specifier, reason) => {
    expect(wrongArrow(from, specifier)).toMatch(reason);
  });

  test.each([
    ['plugin/conductor/conductor.ts', '../music/time.ts'],
    ['plugin/audio/deck.ts', 'tone'],
    ['plugin/generate/worker/client.ts', './entry.ts?worker&inline'],
    ['plugin/generate/tensors.ts', '@tensorflow/tfjs-backend-wasm/dist/wasm.js'],
    ['models/cli/compose.ts', '../../plugin/render.ts'],
    ['demo-game/main.ts', 'phaser-adaptive-music/headless'],
  ])('lets %s import %s', (from, specifier) => {
    expect(wrongArrow(from, specifier)).toBeNull();
  });
});
