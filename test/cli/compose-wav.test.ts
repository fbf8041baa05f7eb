/** A fresh clone has no sample packs: a command that plays them makes what is missing. */

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let clone = '';

beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'clone-'));
  for (const name of ['package.json', 'tsconfig.json', 'models', 'plugin', 'scripts'])
    cpSync(resolve(name), join(clone, name), { recursive: true, preserveTimestamps: true });
  symlinkSync(resolve('node_modules'), join(clone, 'node_modules'));
});
afterAll(() => rmSync(clone, { recursive: true }));

test('compose --wav makes the packs that are missing, and renders', { timeout: 180_000 }, () => {
  const pack = join(clone, 'plugin/audio/palettes/samples/flute.js');
  rmSync(pack);
  const args = ['--mood', 'forest', '--bars', '2', '--model', 'ngram', '--wav', join(clone, 'a.wav')];
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(clone, 'models/cli/compose.ts'), ...args],
    { cwd: clone, encoding: 'utf8' },
  );
  expect(status, stderr).toBe(0);
  expect(existsSync(pack)).toBe(true);
  expect(stderr).toMatch(/1 made now/);
  expect(stdout).toMatch(/2 bars, \d+ notes/);
  expect(statSync(join(clone, 'a.wav')).size).toBeGreaterThan(100_000);
});
