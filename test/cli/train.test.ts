/** The training command, run as a user would, on tunes of our own. */

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readModelFiles } from '../../models/weights/read.ts';
import { readWeights } from '../../plugin/generate/weights.ts';

const root = resolve(import.meta.dirname, '../..');
const fixture = join(root, 'test/fixtures/corpus');
const folder = mkdtempSync(join(tmpdir(), 'train-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const command = (name: string, args: readonly string[]) =>
  [process.execPath, ['--import', 'tsx', join(root, `models/cli/${name}.ts`), ...args]] as const;

function run(name: string, ...args: string[]) {
  const [file, list] = command(name, args);
  return spawnSync(file, list, { cwd: root, encoding: 'utf8', timeout: 100_000 });
}

describe('npm run train', () => {
  const out = join(folder, 'run');
  const small = ['--corpus', fixture, '--units', '16', '--batch', '4', '--out', out];

  test('trains on two threads, and what it saved goes on where it stopped', () => {
    const first = run('train', ...small, '--hours', '0.0015', '--json');
    expect(first.stderr).toMatch(/\d+ tunes train, \d+ validate/);
    expect(first.status, first.stderr).toBe(0);
    expect(JSON.parse(first.stdout).why).toBe('time is up');
    const before = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
    expect(before.update).toBeGreaterThan(1);
    const second = run('train', ...small, '--hours', '0.003', '--resume');
    expect(second.status, second.stderr).toBe(0);
    const after = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
    expect(after.update).toBeGreaterThan(before.update);
    expect(after.seconds).toBeGreaterThan(before.seconds);
  }, 120_000);

  test('Ctrl+C saves and ends in order', async () => {
    const stopped = join(folder, 'stopped');
    const [file, list] = command('train', [
      '--corpus',
      fixture,
      '--units',
      '16',
      '--batch',
      '4',
      '--out',
      stopped,
      '--hours',
      '1',
    ]);
    const child = spawn(file, list, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
    let reported = '';
    const code = await new Promise<number | null>((done) => {
      child.stderr.on('data', (chunk) => {
        const ready = !reported.includes('Ctrl-C saves') && `${reported}${chunk}`.includes('Ctrl-C saves');
        reported += chunk;
        if (ready) child.kill('SIGINT');
      });
      child.on('exit', done);
    });
    expect(code, reported).toBe(0);
    expect(reported).toContain('saving');
    for (const file of ['state.bin', 'run.json', 'best.bin', 'loss.svg'])
      expect(existsSync(join(stopped, file)), file).toBe(true);
  }, 100_000);

  test.each([
    [['--corpus', '/no/such'], /^error: no corpus at \/no\/such; name one with --corpus/m],
    [['--hours', 'soon'], /^error: --hours is 'soon'; give a number/m],
    [['--resume', '--corpus', fixture, '--out', '/no/such/run'], /^error: no checkpoint in \/no\/such\/run/m],
    [['--publish', '/tmp/x', '--out', '/no/such/run'], /^error: no best weights in \/no\/such\/run/m],
  ])(
    '%j fails with one clear line',
    (args, message) => {
      const { status, stderr } = run('train', ...args);
      expect(status).toBe(1);
      expect(stderr).toMatch(message);
    },
    60_000,
  );
});

describe('the shipped model', () => {
  test('was trained for real and is documented', () => {
    const weights = join(root, 'models/weights/default');
    const { epochs, settings } = JSON.parse(readFileSync(join(weights, 'training-log.json'), 'utf8'));
    expect(epochs.length).toBeGreaterThan(2);
    expect(epochs.at(-1).valid.total).toBeLessThan(epochs[0].valid.total);
    expect(settings.shape.units).toBe(readWeights(readModelFiles(weights)).units);
  });
});
