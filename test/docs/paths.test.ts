import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const pages = [
  'CONTRIBUTING.md',
  'docs/architecture.md',
  ...readdirSync('docs/adr').map((name) => join('docs/adr', name)),
];

/** Folders in which a path of the repository begins. */
const ROOTS = ['plugin', 'models', 'test', 'scripts', 'docs', 'demo-game', 'studio', 'examples'];
/** Made by a command, and not in the repository. */
const MADE = ['plugin/audio/palettes/samples/'];

/** Paths of the repository in code spans and code blocks. */
function pathsIn(text: string): readonly string[] {
  const path = new RegExp(`(?<![\\w./-])(?:${ROOTS.join('|')})/[\\w./-]*[\\w/]`, 'g');
  const code = [...text.matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].map(([span]) => span);
  return [...new Set(code.flatMap((span) => span.match(path) ?? []))];
}

test('paths in code are found, and others are not', () => {
  const text = 'See `plugin/a.ts`, `vitest run test/b/c.test.ts` and `x/plugin/d.ts`.\n```sh\nrm models/e/\n```\n';
  expect(pathsIn(text)).toEqual(['plugin/a.ts', 'test/b/c.test.ts', 'models/e/']);
});

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  test('names files and folders that exist', () => {
    const missing = pathsIn(text).filter((path) => !MADE.includes(path) && !existsSync(path));
    expect(missing).toEqual([]);
  });

  test('links to files that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map((match) => match[1]!);
    const missing = links.filter((link) => !link.startsWith('https://') && !existsSync(join(page, '..', link)));
    expect(missing).toEqual([]);
  });
});

test('the pages name enough paths to be worth checking', () => {
  expect(pathsIn(readFileSync('docs/architecture.md', 'utf8')).length).toBeGreaterThan(60);
  expect(pathsIn(readFileSync('CONTRIBUTING.md', 'utf8')).length).toBeGreaterThan(8);
});

test('every decision record is in the index', () => {
  const index = readFileSync('docs/adr/README.md', 'utf8');
  const records = readdirSync('docs/adr').filter((name) => /^\d{4}-/.test(name));
  expect(records.length).toBeGreaterThanOrEqual(8);
  for (const record of records) expect(index).toContain(`(${record})`);
});
