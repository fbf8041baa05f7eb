/** What the training command reports about sources, and the sets that it exports. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { SourceReport } from '../../models/training/source-report.ts';
import { writeHeldCorpus } from '../helper/listed-corpus.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'train-sources-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const corpus = join(folder, 'corpus');
writeHeldCorpus(corpus);

function train(...args: string[]): string {
  const list = ['--import', 'tsx', join(root, 'models/cli/train.ts'), '--corpus', corpus, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, list, {
    cwd: root,
    encoding: 'utf8',
    timeout: 100_000,
  });
  expect(status, stderr).toBe(0);
  return stdout;
}

test('--sources reports what each source gives and names what it does not, with the reason', () => {
  const reports = JSON.parse(train('--sources', '--json')) as SourceReport[];
  const of = (source: string) => reports.find((report) => report.source === source)!;
  expect(of('openewld')).toMatchObject({ pieces: 110, tunes: 110, train: 110 * 40, test: 0, styles: { song: 4400 } });
  expect(of('gregorian')).toMatchObject({ pieces: 2, train: 0, test: 80 });
  expect(of('simutrans')).toMatchObject({ train: 0, measured: 40 });
  expect(of('hauptstimme').leftOut).toEqual({
    'a near copy of a piece that is held out': { count: 2, names: ['hauptstimme/copy', 'hauptstimme/slower'] },
  });
  const table = train('--sources').split('\n');
  expect(table.find((line) => line.includes('Simutrans'))).toContain('rights are doubtful');
  expect(table.find((line) => line.includes('Irish'))).toContain('1 × a key in a scale that is not known: hijaz');
}, 200_000);

test('--export writes each style and what is measured as sets of their own', () => {
  const out = join(folder, 'windows');
  train('--export', out, '--windows', '20', '--steps', '16', '--past', '0');
  const sets = readdirSync(out).filter((name) => name.endsWith('-mask.npy'));
  expect(sets.map((name) => name.replace('-mask.npy', '')).sort()).toEqual([
    'train',
    'valid',
    'whole-measure-simutrans',
    'whole-test',
    'whole-test-chant',
    'whole-test-game-battle',
    'whole-test-irish',
    'whole-valid',
    'whole-valid-sacred',
  ]);
  const { styles } = JSON.parse(readFileSync(join(out, 'windows.json'), 'utf8')) as { styles: string[] };
  expect(styles).toContain('irish');
  // A .npy file of 80 bytes of notes and rests, a head of 64 or 128 before them.
  expect(readFileSync(join(out, 'whole-test-chant-mask.npy')).length % 64).toBe(80 % 64);
}, 200_000);
