/** The evaluation command, run as a user would, on tunes of our own and with few phrases. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Evaluation } from '../../models/evaluation/evaluation.ts';
import { FEATURES } from '../../models/evaluation/features.ts';
import { DEFAULTS } from '../../plugin/generate/compose.ts';
import { PRESET_NAMES } from '../../plugin/mood/preset-names.ts';
import { MELODY_CONTROLS } from '../../plugin/music/melody-controls.ts';
import { MODES } from '../../plugin/music/pitch.ts';

const root = resolve(import.meta.dirname, '../..');
const fixture = join(root, 'test/fixtures/corpus');
const tunes = join(fixture, 'own/tunes.jsonl');
const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]) {
  const list = ['--import', 'tsx', join(root, 'models/cli/evaluate.ts'), ...args];
  return spawnSync(process.execPath, list, { cwd: root, encoding: 'utf8', timeout: 280_000 });
}

describe('npm run evaluate', () => {
  let found: Evaluation;

  beforeAll(() => {
    const { stdout, status, stderr } = run('--json', '--corpus', tunes, '--baseline', fixture, '--phrases', '2');
    expect(status, stderr).toBe(0);
    expect(stderr).toMatch(/controls: done in/);
    found = JSON.parse(stdout);
  }, 300_000);

  test('tells at which settings everything was written: those that ship', () => {
    expect(found.settings).toEqual({ ...DEFAULTS, phrasesPerLevel: 2 });
    expect(found.training!.parameters).toBeGreaterThan(100_000);
    expect(found.training!.validBitsPerNote).toBeGreaterThan(1);
  });

  test('scores every model in bits per note, durations and pitches apart', () => {
    const { bitsPerNote } = found;
    expect(bitsPerNote).toMatchObject({ tunes: 24, ngramTables: 'counted' });
    expect(bitsPerNote!.notes).toBeGreaterThan(500);
    for (const name of ['lstm', 'lstmNoChords', 'lstmControls', 'ngram', 'ngramChords'] as const) {
      const { total, duration, pitch } = bitsPerNote![name];
      expect(total, name).toBeCloseTo(duration + pitch, 2);
      expect(duration, name).toBeGreaterThan(0);
    }
    expect(bitsPerNote!.tutorial!.pitch).toBeGreaterThan(bitsPerNote!.lstm.pitch);
    expect(bitsPerNote!.lstmControls.total).toBeLessThan(bitsPerNote!.lstm.total);
  });

  test('correlates each control asked with each measured, and asks steer', () => {
    const { spearman, phrases } = found.controls!;
    expect(phrases).toBe(16);
    expect(Object.keys(spearman)).toEqual([...MELODY_CONTROLS]);
    for (const control of MELODY_CONTROLS) {
      expect(Object.keys(spearman[control])).toEqual([...MELODY_CONTROLS]);
      expect(spearman[control][control], control).toBeGreaterThan(0.6);
    }
  });

  test('has a row for every mode', () => {
    for (const rows of [found.mode!.inMode, found.mode!.strongBeatChordTones, found.mode!.cadence]) {
      expect(Object.keys(rows)).toEqual(Object.keys(MODES));
      for (const share of Object.values(rows)) expect(share).toBeLessThanOrEqual(1);
    }
    expect(Math.min(...Object.values(found.mode!.inMode))).toBeGreaterThan(0.9);
  });

  test('puts form, features, copying and variety of what was written beside real tunes', () => {
    const { form, overlap, overlapRatio, copying, variety } = found;
    for (const figure of [
      'motifReturn',
      'questionAnswer',
      'singleClimax',
      'postSkipReversal',
      'range',
      'rests',
    ] as const)
      expect(Object.keys(form![figure])).toEqual(['generated', 'test']);
    expect(form!.range.generated).toBeGreaterThan(2);
    expect(Object.keys(overlap!)).toEqual(Object.keys(FEATURES));
    expect(overlapRatio).toBeGreaterThan(0.3);
    // Here the tunes to test with were trained on, and so stand there to the last note.
    expect(copying!.test.share).toBeGreaterThan(0.9);
    expect(copying!.generated.share).toBeLessThan(copying!.test.share);
    expect(variety).toMatchObject({ phrases: 20, different: 20 });
  });
});

describe('a part of it', () => {
  test('needs no tunes for controls, and prints a table', () => {
    const { stdout, status, stderr } = run('--only', 'controls', '--corpus', '/no/such', '--phrases', '2');
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/^Controls: .+\nrequested +density +register/m);
    expect(stdout).not.toContain('Bits per note');
  }, 200_000);

  test('does without a corpus to train on where it can, and says where it cannot', () => {
    const { stdout, stderr } = run(
      '--json',
      '--corpus',
      tunes,
      '--baseline',
      'none',
      '--only',
      'bits,copying',
      '--phrases',
      '2',
    );
    const { bitsPerNote, leftOut, form } = JSON.parse(stdout) as Evaluation;
    expect(bitsPerNote?.ngramTables, stderr).toBe('shipped');
    expect(bitsPerNote?.lstm.total).toBeLessThan(bitsPerNote!.ngram.total);
    expect(leftOut?.copying).toMatch(/no training tunes at hand; name them with --baseline/);
    expect(form).toBeUndefined();
  }, 200_000);

  test('draws four phrases of every mood', () => {
    const rolls = join(folder, 'rolls');
    const { stdout, status, stderr } = run('--rolls', rolls, '--seed', '7');
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/: 11 pictures$/m);
    const files = readdirSync(rolls);
    expect(files.sort()).toEqual(PRESET_NAMES.map((name) => `${name}.svg`).sort());
    for (const file of files) {
      const svg = readFileSync(join(rolls, file), 'utf8');
      expect(svg.match(/<g /g), file).toHaveLength(4);
      expect(svg.length, file).toBeLessThan(8000);
    }
  }, 100_000);

  test.each([
    [['--corpus', '/no/such'], /^error: no corpus at \/no\/such; name one with --corpus/m],
    [['--only', 'bats'], /^error: unknown section 'bats'; sections: bits, styles, controls/m],
    [['--card', '--only', 'bits'], /^error: --card writes all sections; leave --only out/m],
    [['--phrases', '1'], /^error: --phrases is '1'; give a whole number/m],
    [['--corpus', fixture], /^error: no tune of .* falls to the test split; name a larger corpus/m],
  ])(
    '%j fails with one clear line',
    (args, message) => {
      const { status, stderr } = run(...args);
      expect(status).toBe(1);
      expect(stderr).toMatch(message);
    },
    60_000,
  );

  test('says what is wrong with a model or a corpus', () => {
    writeFileSync(join(folder, 'model.json'), '{');
    expect(run('--model', folder, '--corpus', fixture).stderr).toMatch(/^error: .*model\.json is not JSON/m);
    const empty = join(folder, 'empty.jsonl');
    writeFileSync(empty, 'not json\n');
    expect(run('--corpus', empty).stderr).toMatch(/^error: no tune could be read from .*1 × a line that is not JSON/m);
  }, 100_000);
});
