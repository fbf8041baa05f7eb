import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n').length - 1;
const files = readdirSync('plugin/conductor', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => join('plugin/conductor', path));

test('the conductor has at most 6,000 lines, its façade fewer than 200', () => {
  const lines = files.map(linesOf);
  expect(lines.length).toBeGreaterThan(30);
  expect(lines.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(6000);
  expect(linesOf('plugin/conductor/conductor.ts')).toBeLessThan(200);
});

test('its folders have at most 12 files each', () => {
  const crowded = (folder: string) => files.filter((file) => dirname(file) === folder).length > 12;
  expect([...new Set(files.map(dirname))].filter(crowded)).toEqual([]);
});
