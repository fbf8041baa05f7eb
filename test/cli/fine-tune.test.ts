/** The shipped weights go on from a handful of pieces, as a game developer would have it: one command, then a model that plays. */

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCorpus } from '../../models/corpus/read.ts';
import { stretchesOf } from '../../models/corpus/stretches.ts';
import { startBackend } from '../../models/training/backend.ts';
import { initialParameters, networkLayout } from '../../models/training/network.ts';
import { publishedFiles } from '../../models/training/publish.ts';
import { scoreSteps } from '../../models/training/score.ts';
import { DEFAULT_SETTINGS } from '../../models/training/settings.ts';
import { NO_CONTROLS } from '../../models/training/validation.ts';
import { readModelFiles, SHIPPED_MODEL } from '../../models/weights/read.ts';
import { lstmSteps } from '../../plugin/generate/lstm.ts';
import { readWeights } from '../../plugin/generate/weights.ts';
import { line, smf } from '../helper/smf.ts';

const root = resolve(import.meta.dirname, '../..');
const fixture = join(root, 'test/fixtures/corpus');
const folder = mkdtempSync(join(tmpdir(), 'fine-tune-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const args = (name: string, list: readonly string[]) => [
  '--import',
  'tsx',
  join(root, `models/cli/${name}.ts`),
  ...list,
];
const run = (name: string, ...list: string[]) =>
  spawnSync(process.execPath, args(name, list), { cwd: root, encoding: 'utf8', timeout: 380_000 });

describe('fine-tuning on a handful of pieces', () => {
  const corpus = join(folder, 'mine');
  const out = join(folder, 'run');
  const weights = join(folder, 'weights');

  beforeAll(() => {
    cpSync(fixture, corpus, { recursive: true });
    mkdirSync(join(corpus, 'midi'));
    writeFileSync(join(corpus, 'midi/theme.mid'), smf([line([67, 69, 71, 72, 74, 72, 71, 69, 67, 62, 67, 67], 240)]));
    writeFileSync(join(corpus, 'midi/broken.mid'), 'no music');
    writeFileSync(
      join(corpus, 'midi/frames.mid'),
      smf([line([60, 62, 64, 65, 67, 65, 64, 62, 60, 59, 60, 60], 300)], 0xe728),
    );
    writeFileSync(
      join(corpus, 'reel.abc'),
      'X:1\nT:Reel\nM:4/4\nL:1/8\nR:reel\nK:G\nGABc dedB|cBAG FGAF|GABc dedB|cAFA G4|\n',
    );
  });

  test('lowers the loss on them, and leaves a model that loads and composes', async () => {
    const tuned = run('train', '--corpus', corpus, '--from', 'default', '--out', out, '--epochs', '2', '--json');
    expect(tuned.status, tuned.stderr).toBe(0);
    expect(tuned.stderr).toMatch(/\d+ tunes train, \d+ validate \(with so few pieces, a tenth/);
    expect(tuned.stderr).toMatch(/midi\/broken\.mid: not a MIDI file/);
    expect(tuned.stderr).toMatch(/[▁▂▃▄▅▆▇█]{3} \d\.\d+ → \d\.\d+ bits\/note, best in epoch \d/);
    expect(tuned.stderr).toMatch(/^1 of 2 MIDI files were read as free, without meter\n {2}1 × timed by film frames/m);
    const { why, start, best, epochs, midi } = JSON.parse(tuned.stdout);
    expect(midi).toEqual({ files: 2, free: { 'timed by film frames, without beats': 1 }, damaged: 0 });
    expect(why).toBe('2 epochs are done');
    expect(epochs).toHaveLength(2);
    expect(best).toBeLessThan(start);
    expect(readFileSync(join(out, 'loss.svg'), 'utf8')).toMatch(/^<svg.*polyline.*<\/svg>/s);
    expect(readFileSync(join(out, 'unread.txt'), 'utf8')).toContain('midi/broken.mid: not a MIDI file');

    expect(run('train', '--out', out, '--publish', weights).status).toBe(0);
    await startBackend();
    const stretches = readCorpus(corpus).tunes.flatMap(stretchesOf);
    const bits = (model: string) =>
      scoreSteps(lstmSteps(readWeights(readModelFiles(model), model)), stretches, NO_CONTROLS).total;
    expect(bits(weights)).toBeLessThan(bits(SHIPPED_MODEL) - 0.05);

    const song = join(folder, 'song.mid');
    const composed = run('compose', '--model', weights, '--mood', 'forest', '--bars', '8', '--out', song);
    expect(composed.status, composed.stderr).toBe(0);
    expect(readCorpus(song).tunes).toHaveLength(1);
  }, 400_000);

  test('stands for a run of its own: it is not overwritten, ends where it is done, goes on on request', () => {
    const again = run('train', '--corpus', corpus, '--from', 'default', '--out', out);
    expect([again.status, again.stderr]).toEqual([
      1,
      expect.stringMatching(/^error: .* contains a run already; continue with --resume/m),
    ]);
    const done = run('train', '--corpus', corpus, '--out', out, '--resume');
    expect([done.status, done.stderr]).toEqual([
      1,
      expect.stringMatching(/^error: nothing is left of the run; its 2 epochs are done; give more/m),
    ]);
    const other = run('train', '--corpus', corpus, '--out', out, '--resume', '--epochs', '3', '--units', '32');
    expect([other.status, other.stderr]).toEqual([1, expect.stringMatching(/^error: --units is not that of the run/m)]);
    const more = run('train', '--corpus', corpus, '--out', out, '--resume', '--epochs', '3', '--json');
    expect(more.status, more.stderr).toBe(0);
    expect(JSON.parse(more.stdout).epochs.map(({ epoch }: { epoch: number }) => epoch)).toEqual([3]);
    expect(JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')).log).toHaveLength(3);
  }, 400_000);
});

test('weights with attention go on with attention', async () => {
  await startBackend();
  const size = { embed: 16, units: 24, pitchHidden: 16, attention: { heads: 2, width: 8, reach: 100 } };
  const [from, out, weights] = ['attentive', 'attentive-run', 'attentive-tuned'].map((name) => join(folder, name));
  const settings = { ...DEFAULT_SETTINGS, size };
  const state = { settings, update: 0, epoch: 0, seconds: 0, notes: 0, best: 0, bestEpoch: 0, log: [] };
  const parameters = initialParameters(networkLayout(size), 'attentive');
  mkdirSync(from!);
  for (const [name, content] of Object.entries(publishedFiles(state, parameters, 'attentive', 'uint8')))
    writeFileSync(join(from!, name), content);
  const tuned = run(
    'train',
    '--corpus',
    fixture,
    '--from',
    from!,
    '--out',
    out!,
    '--rate',
    '0.01',
    '--epochs',
    '1',
    '--json',
  );
  expect(tuned.status, tuned.stderr).toBe(0);
  const { start, best } = JSON.parse(tuned.stdout);
  expect(best).toBeLessThan(start - 0.05);
  expect(run('train', '--out', out!, '--publish', weights!).status).toBe(0);
  const [before, after] = [from!, weights!].map((each) => readWeights(readModelFiles(each), each));
  expect(after!.attention).toEqual(size.attention);
  expect(after!.get('attention/key').values).not.toEqual(before!.get('attention/key').values);
}, 120_000);

test('a second Ctrl-C quits at once and leaves no half file', async () => {
  const out = join(folder, 'quit');
  // Updates that take seconds, so that the second signal comes before the first is heeded.
  const list = ['--corpus', fixture, '--out', out, '--units', '256', '--batch', '128', '--threads', '1'];
  const child = spawn(process.execPath, args('train', list), { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  let reported = '';
  const code = await new Promise<number | null>((done) => {
    child.stderr.on('data', (chunk) => {
      const before = reported;
      reported += chunk;
      if (!before.includes('Ctrl-C saves') && reported.includes('Ctrl-C saves')) child.kill('SIGINT');
      if (!before.includes('saving') && reported.includes('saving')) child.kill('SIGINT');
    });
    child.on('exit', done);
  });
  expect([code, reported]).toEqual([130, expect.stringContaining('Ctrl-C again exits')]);
  expect(existsSync(join(out, 'state.bin'))).toBe(false);
  expect(readdirSync(out)).toEqual([]);
}, 60_000);

test('the corpus that nobody named is asked for in one line', () => {
  const { status, stderr } = run('train', '--corpus', join(folder, 'nothing-here'));
  expect([status, stderr.trim().split('\n')]).toEqual([
    1,
    [expect.stringMatching(/^error: no corpus at .*; name one with --corpus/)],
  ]);
});
