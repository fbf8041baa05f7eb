/** The short run and the full one: every test has a step, and no step is a project that does not exist. */

import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stepsOf, TEST_STEPS } from '../../scripts/test-steps.ts';

const tests = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.test.ts') && !path.includes('node_modules'),
);
/** The files of each project, as vitest lists them. */
const listed = JSON.parse(
  execFileSync(join('node_modules', '.bin', 'vitest'), ['list', '--filesOnly', '--json'], { encoding: 'utf8' }),
) as { file: string; projectName: string }[];
const filesOf = (project: string) =>
  listed
    .filter(({ projectName }) => projectName.replace(/ \(.*\)$/, '') === project)
    .map(({ file }) => file.slice(`${process.cwd()}/test/`.length));
/** Whether a file tries only a part of its cases in a short run. */
const hasMoreCases = (path: string) => /^import .*helper\/cases\.ts';$/m.test(readFileSync(join('test', path), 'utf8'));

describe('the steps of the tests', () => {
  const projects = TEST_STEPS.flatMap(({ run }) => (typeof run === 'object' ? [run.project] : []));

  test('run every test of the repository, and every project has tests', () => {
    for (const project of projects) expect(filesOf(project).length, project).toBeGreaterThan(0);
    expect([...new Set(projects.flatMap(filesOf))].sort()).toEqual([...tests].sort());
  });

  test('run a test once, but for those of Phaser 3 and those whose cases are split', () => {
    const once = projects.filter((project) => !/^phaser3/.test(project)).flatMap(filesOf);
    const twice = once.filter((file, i) => once.indexOf(file) !== i);
    expect(twice.sort()).toEqual(filesOf('node').filter(hasMoreCases).sort());
  });

  test('try the cases that the short run leaves out in the full run', () => {
    const split = tests.filter(hasMoreCases);
    expect(split.length).toBeGreaterThan(5);
    expect(filesOf('long').filter(hasMoreCases).sort()).toEqual(split.sort());
  });

  test('of the full run begin with those of `npm test`, and may be left out by name', () => {
    const short = stepsOf('test');
    expect(stepsOf('full').slice(0, short.length)).toEqual(short);
    expect(stepsOf('full', ['starters'])).toEqual(stepsOf('full').slice(0, -1));
    expect(stepsOf('check').map(({ name }) => name)).toEqual(['types', 'lint', 'imports', 'node']);
  });

  test('that do not exist are refused in one line', () => {
    const { status, stderr } = spawnSync('npx', ['tsx', 'scripts/test.ts', '--except', 'nothing'], {
      encoding: 'utf8',
    });
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/^error: unknown step; nothing; the steps are types, lint, imports, node, .*starters$/m);
  });
});
