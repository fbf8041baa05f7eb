import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportsOf } from './examples.ts';

/** Everything that shows a user how the package is used: README, guides and examples. */
function shownToUsers(): string {
  const guides = readdirSync('docs').map((name) => join('docs', name));
  const pages = ['README.md', ...guides].filter((path) => path.endsWith('.md'));
  // Pages for maintainers name everything.
  const examples = readdirSync('examples', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join('examples', path));
  return [...pages.filter((path) => !['docs/architecture.md', 'docs/glossary.md'].includes(path)), ...examples]
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}

const names = exportsOf('plugin/headless.ts');

describe('the headless entry', () => {
  test('has at most 80 names', () => {
    expect(names.length).toBeGreaterThan(10);
    expect(names.length).toBeLessThanOrEqual(80);
  });

  test('has no name that README, guides and examples do not use', () => {
    const shown = shownToUsers();
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(shown))).toEqual([]);
  });
});

test.each(['headless', 'render', 'index', 'scene', 'player'])('%s lists its exports one by one', (entry) => {
  expect(readFileSync(`plugin/${entry}.ts`, 'utf8')).not.toMatch(/export \*/);
});

test('the inside is no entry of the package', () => {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, unknown> };
  expect(Object.keys(exports).filter((path) => path.includes('internal'))).toEqual([]);
});
