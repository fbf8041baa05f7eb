/** Each template is a project of its own that says all it needs, and the templates differ only where the starters do. */

import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const FOLDER = 'examples/templates';
const NAMES = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

interface Description {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
const described = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Description;
const packageOf = (specifier: string) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
/** The text of each file of a template, by path. */
const textsOf = (name: string) =>
  Object.fromEntries(
    readdirSync(join(FOLDER, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(join(FOLDER, name).length + 1), readFileSync(path, 'utf8')]),
  );

test('there are ten, each in the README and in the shared installation of the tests', () => {
  expect(NAMES).toHaveLength(10);
  const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
  for (const name of NAMES) expect(readme).toContain(`[${name}](${name})`);
  const { workspaces } = JSON.parse(readFileSync('test/consumers/templates/package.json', 'utf8'));
  expect(workspaces).toEqual(NAMES);
});

describe.each(NAMES)('the template %s', (name) => {
  const description = described(join(FOLDER, name, 'package.json'));
  const declared = { ...description.dependencies, ...description.devDependencies };

  test('has the scripts of its starter, and exact versions, that of this package among them', () => {
    expect(Object.keys(description.scripts)).toEqual(expect.arrayContaining(['dev', 'build']));
    expect(Object.values(declared).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(declared['phaser-adaptive-music']).toBe(described('package.json').version);
  });

  test('declares every package that it imports', () => {
    const texts = Object.entries(textsOf(name)).filter(([path]) => /\.(?:[cm]?[jt]sx?|vue|svelte)$/.test(path));
    const imported = texts.flatMap(([, text]) =>
      [...text.matchAll(/(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*['"]([^'".@][^'"]*|@[^'"/][^'"]*)['"]/g)].map(
        ([, specifier]) => packageOf(specifier!),
      ),
    );
    expect(imported).toContain('phaser');
    expect(
      [...new Set(imported)].filter(
        (each) => !(each in declared) && !each.startsWith('node:') && !builtinModules.includes(each),
      ),
    ).toEqual([]);
  });
});

test('the scenes of the templates are the same but for the bridge to a page, and the language', () => {
  const kinds = new Map<string, Set<string>>();
  for (const name of NAMES)
    for (const [path, text] of Object.entries(textsOf(name))) {
      const kind = /(?:scenes\/\w+|EventBus)\.[jt]s$/.exec(path)?.[0];
      if (kind === undefined) continue;
      const game = text.replace(/^.*EventBus.*\n/gm, kind.startsWith('EventBus') ? '$&' : '');
      kinds.set(kind, (kinds.get(kind) ?? new Set()).add(game));
    }
  expect([...kinds.keys()].sort()).toEqual(
    ['EventBus', 'scenes/Game', 'scenes/MainMenu'].flatMap((kind) => [`${kind}.js`, `${kind}.ts`]),
  );
  for (const [kind, games] of kinds) expect(games.size, kind).toBe(1);
});
