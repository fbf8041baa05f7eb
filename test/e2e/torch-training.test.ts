/** The trainer in PyTorch: it learns the same in one process as in two, and what it writes is read here as it is there. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contextAt, emptyContext } from '../../models/training/batch.ts';
import { corpusSets } from '../../models/training/corpus-sets.ts';
import { NO_CONTROLS } from '../../models/training/validation.ts';
import { trainingArrays, wholeArrays, windowFiles, windowsInfo } from '../../models/training/windows-file.ts';
import { readModelFiles, SHIPPED_MODEL } from '../../models/weights/read.ts';
import type { StepContext } from '../../plugin/generate/features.ts';
import { startTensors } from '../../plugin/generate/tensors.ts';
import { byLayers, bySteps, type Distributions, furthest } from '../helper/distributions.ts';

/** Debian's python3-torch belongs to Debian's own Python, which need not be the first one on the path. */
const PYTHON = '/usr/bin/python3';
const hasTorch = spawnSync(PYTHON, ['-c', 'import torch, numpy']).status === 0;
if (!hasTorch)
  console.warn(
    'skipped: the trainer in PyTorch. It needs torch and numpy of /usr/bin/python3: apt-get install python3-torch libopenblas0-pthread',
  );

const TORCH = resolve(import.meta.dirname, '../../models/training/torch');
const SMALL = ['--embed=24', '--units=32', '--hidden=16'];
const UPDATES = 24;
const folder = mkdtempSync(join(tmpdir(), 'adaptive-music-torch-'));
const windows = join(folder, 'windows');
const sets = corpusSets(resolve(import.meta.dirname, '../fixtures/corpus'));
/** One thread a process: several would wait for each other on a busy machine. */
const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };

const python = (...args: string[]) => execFileSync(PYTHON, args, { env, encoding: 'utf8', stdio: 'pipe' });

function train(out: string, processes: number, ...more: string[]): void {
  const train = join(TORCH, 'train.py');
  const how = [
    `--windows=${windows}`,
    `--out=${join(folder, out)}`,
    '--threads=1',
    '--batch=12',
    '--warmup=5',
    '--curve',
    ...more,
  ];
  python(train, `--processes=${processes}`, ...how);
}

function curve(out: string, rank = 0): number[] {
  return JSON.parse(readFileSync(join(folder, out, `curve-${rank}.json`), 'utf8'));
}

/** The first validation tune as contexts, and the durations that were taken. */
function firstTune(): { line: StepContext[]; taken: Uint8Array } {
  const stretch = sets.valid[0]!;
  const line = Array.from(stretch.pitch, (_, i) => {
    const context = emptyContext();
    contextAt(stretch, i, 0, NO_CONTROLS, context);
    return context;
  });
  return { line, taken: stretch.duration };
}

/** What the network in PyTorch says to it. */
function byTorch(model: string): Distributions {
  const file = join(folder, 'said.json');
  python(
    join(TORCH, 'score.py'),
    `--weights=${model}`,
    `--windows=${windows}`,
    '--word=whole-valid',
    `--probabilities=${file}`,
  );
  const said = JSON.parse(readFileSync(file, 'utf8')) as Record<'durations' | 'pitches', number[][]>;
  const steps = sets.valid[0]!.pitch.length;
  return { durations: said.durations.slice(0, steps).flat(), pitches: said.pitches.slice(0, steps).flat() };
}

function expectSame(a: Distributions, b: Distributions): void {
  expect(furthest(a.durations, b.durations)).toBeLessThan(1e-4);
  expect(furthest(a.pitches, b.pitches)).toBeLessThan(1e-4);
}

beforeAll(async () => {
  mkdirSync(windows);
  const { arrays, steps } = wholeArrays(sets.valid);
  const files = {
    ...windowFiles(trainingArrays(sets.train, 60, 24, 'torch', 32), 24, 'train'),
    ...windowFiles(arrays, steps, 'whole-valid'),
    'windows.json': windowsInfo(24, 32, 'torch'),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(windows, name), bytes);
  await startTensors();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(hasTorch)('the trainer in PyTorch', () => {
  const notes = Math.round((UPDATES / 5) * sum(trainingArrays(sets.train, 60, 24, 'torch').mask));

  test.each([
    ['the shipped shape', []],
    ['attention over the own line', ['--attention=1', '--heads=2', '--width=8']],
  ])('gives the same loss curve in two processes as in one: %s', (_, shape) => {
    const [one, two] = [`one${shape.length}`, `two${shape.length}`];
    train(one, 1, `--notes=${notes}`, ...SMALL, ...shape);
    train(two, 2, `--notes=${notes}`, ...SMALL, ...shape);
    expect(curve(one).length).toBeGreaterThanOrEqual(UPDATES);
    expect(furthest(curve(one), curve(two))).toBeLessThan(1e-4);
    expect(curve(two, 1)).toEqual(curve(two, 0));
    expect(Math.min(...curve(one))).toBeLessThan(curve(one)[0]! - 0.5);
  });

  test('goes on where it was stopped', () => {
    train('whole', 1, `--notes=${notes}`, `--epoch-notes=${notes / 2}`, '--warmup=1', '--final-rate=3e-3', ...SMALL);
    train('parts', 1, `--notes=${notes / 2}`, '--warmup=1', '--final-rate=3e-3', ...SMALL);
    const first = curve('parts');
    train('parts', 1, `--notes=${notes}`, '--warmup=1', '--final-rate=3e-3', '--resume', ...SMALL);
    expect(furthest([...first, ...curve('parts')], curve('whole'))).toBeLessThan(1e-4);
  });

  test.each([
    ['without fine styles', []],
    ['with fine styles', ['--styles=1']],
    ['with fine styles and attention', ['--styles=1', '--attention=1', '--heads=2', '--width=8', '--reach=20']],
  ])('writes weights that our step and tf.loadLayersModel read to the same distributions: %s', async (_, shape) => {
    const model = join(folder, `weights${shape.length}`);
    const how = [...SMALL, ...shape, `--publish=${model}`, '--precision=float32'];
    train(`published${shape.length}`, 1, `--notes=${notes}`, ...how);
    const torch = byTorch(model);
    const files = readModelFiles(model);
    const { line, taken } = firstTune();
    const unlabeled = line.map((context) => ({ ...context, fineStyle: null }));
    const tellsApart = furthest(bySteps(files, line, taken).pitches, bySteps(files, unlabeled, taken).pitches) > 1e-3;
    expect(tellsApart).toBe(shape.length > 0);
    expectSame(bySteps(files, line, taken), torch);
    expectSame(await byLayers(files, line, taken), torch);
  });

  test('reads the shipped weights to the distributions of our step', () => {
    const { line, taken } = firstTune();
    expectSame(bySteps(readModelFiles(SHIPPED_MODEL), line, taken), byTorch(SHIPPED_MODEL));
  });
});

function sum(values: Uint8Array): number {
  return values.reduce((total, value) => total + value, 0);
}
