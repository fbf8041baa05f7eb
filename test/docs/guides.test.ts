import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { complaintsAll, exportsOf, markdownBlocks, withImports } from './examples.ts';

const guides = ['README.zh-CN.md', ...readdirSync('docs').map((name) => join('docs', name))].filter((path) =>
  path.endsWith('.md'),
);
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const entries = new Map(
  ['index', 'render', 'headless', 'player'].map((name) => [`./${name}.ts`, exportsOf(`plugin/${name}.ts`)] as const),
);

/** Code that names its imports is a whole file, up to the scenes of the reader; other code stands in a scene. */
const asTyped = (code: string) => (code.includes('import ') ? withScenes(code) : withImports(code, entries));

/** Declares the scenes that code names and leaves to the reader. */
function withScenes(code: string): string {
  const missing = ['Forest', 'Battle'].filter(
    (name) => new RegExp(`scene: \\[.*${name}`).test(code) && !code.includes(`class ${name}`),
  );
  return [code, ...missing.map((name) => `declare const ${name}: typeof Phaser.Scene;`)].join('\n');
}

describe.each(guides)('the guide %s', (path) => {
  const text = readFileSync(path, 'utf8');

  test('shows code that compiles', () => {
    const blocks = markdownBlocks(path);
    for (const [index, found] of complaintsAll(blocks.map(asTyped)).entries()) expect(found, blocks[index]).toEqual([]);
  });

  test('points to files that are there', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map((match) => match[1]!);
    const missing = links.filter(
      (link) => !link.startsWith('https://') && !existsSync(normalize(join(dirname(path), link))),
    );
    expect(missing).toEqual([]);
  });

  test('names commands that are there', () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([a-z]+) --/g)].map((match) => match[1]!);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});
