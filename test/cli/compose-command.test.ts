import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { SHIPPED_MODEL } from '../../models/weights/read.ts';

const folder = mkdtempSync(join(tmpdir(), 'compose-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function compose(...args: string[]): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ['--import', 'tsx', resolve('models/cli/compose.ts'), ...args]);
    let out = '';
    let error = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      error += chunk;
    });
    child.on('close', (code) => done({ code, out, error }));
  });
}

describe('npm run compose', () => {
  test('writes MIDI and JSON, the same bytes for the same seed', { timeout: 120_000 }, async () => {
    const to = (name: string) => join(folder, name);
    const common = ['--mood', 'forest', '--bars', '4', '--seed', '7', '--model', 'ngram'];
    const [a, b] = await Promise.all([
      compose(...common, '--out', to('a.mid'), '--json', to('a.json')),
      compose(...common, '--out', to('b.mid'), '--json', to('b.json')),
    ]);
    expect([a.code, b.code], a.error + b.error).toEqual([0, 0]);
    expect(a.out).toMatch(/a\.mid.*4 bars, \d+ notes, 7\.8 s, ngram/);
    expect(readFileSync(to('a.mid'))).toEqual(readFileSync(to('b.mid')));
    expect(readFileSync(to('a.json'))).toEqual(readFileSync(to('b.json')));
    expect(readFileSync(to('a.mid')).subarray(0, 4).toString()).toBe('MThd');
  });

  test('writes whole pieces, and variants of them that differ', { timeout: 120_000 }, async () => {
    const to = (name: string) => join(folder, name);
    const args = ['--song', '--mood', 'village', '--minutes', '0.5', '--model', 'ngram', '--variants', '2'];
    const { code, error, out } = await compose(...args, '--json', to('song.json'), '--out', to('song.mid'));
    expect(code, error).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(2);
    const [one, two] = [1, 2].map((i) => JSON.parse(readFileSync(to(`song-${i}.json`), 'utf8')));
    const names = one.sections.map(({ name }: { name: string }) => name);
    expect([names[0], names[1], names.at(-1)]).toEqual(['intro', 'tune', 'ending']);
    expect(one.parts).not.toEqual(two.parts);
    expect(readFileSync(to('song-2.mid')).subarray(0, 4).toString()).toBe('MThd');
  });

  test('what is wrong is told in one line, with a non-zero exit and nothing written', {
    timeout: 120_000,
  }, async () => {
    const broken = join(folder, 'broken');
    const before = readdirSync(folder);
    writeFileSync(join(folder, 'model.json'), '{ "weightsManifest": [ { "paths"');
    const truncated = join(folder, 'truncated');
    cpSync(SHIPPED_MODEL, truncated, { recursive: true });
    const shard = join(truncated, readdirSync(truncated).find((name) => name.endsWith('.bin'))!);
    truncateSync(shard, 1000);
    const out = ['--out', join(folder, 'x.mid')];
    const wrong: [string[], RegExp][] = [
      [['--mood', 'forrest', ...out], /^error: unknown mood 'forrest'; did you mean 'forest'\? known moods: /],
      [['--mood', 'forest', '--bars', 'x', ...out], /^error: --bars is 'x'; give a whole number from 1 to 512$/],
      [
        ['--mood', 'forest', '--out', join(folder, 'no/where/x.mid')],
        /^error: cannot write .*x\.mid; there is no such file or folder; /,
      ],
      [['--mood', 'forest', '--model', broken, ...out], /^error: no model\.json in .*broken; /],
      [['--mood', 'forest', '--model', folder, ...out], /^error: .*model\.json is not JSON; /],
      [['--mood', 'forest', '--model', truncated, ...out], /^error: .*truncated/],
      [['--mood', 'forest', '--minutes', '2', ...out], /^error: --minutes is for whole pieces; add --song or --loop/],
      [
        ['--song', '--mood', 'forest', '--minutes', '99', ...out],
        /^error: --minutes is '99'; give a number from 0\.25 to 20$/,
      ],
      [['--script', 'forest:0', ...out], /^error: --script \(forest\) is '0'; give a whole number from 1 to 512$/],
      [['--script', 'forest', ...out], /^error: --script has the entry 'forest'; write mood:bars, e\.g\. 'forest:8,/],
      [['--script', 'forst:4', ...out], /^error: unknown mood 'forst'; did you mean 'forest'/],
      [['--loop', '--script', 'forest:4', ...out], /^error: --script is given for a whole piece; give --mood NAME$/],
      [['--song', '--mood', 'forest', '--variants', '0', ...out], /^error: --variants is '0'; give a whole number/],
      [['--mood', 'forest'], /^error: nothing to write; give --out FILE\.mid/],
      [['--mood', 'forest', '--signals', 'danger=2', ...out], /^error: --signals \(danger\) is '2'; /],
      [['--mood', 'forest', '--moood', 'x', ...out], /^error: Unknown option '--moood'/],
    ];
    const ends = await Promise.all(wrong.map(([args]) => compose(...args)));
    for (const [i, { code, error, out: printed }] of ends.entries()) {
      expect(error.trim(), wrong[i]![0].join(' ')).toMatch(wrong[i]![1]);
      expect(error.trim().split('\n')).toHaveLength(1);
      expect([code, printed]).toEqual([1, '']);
    }
    rmSync(join(folder, 'model.json'));
    rmSync(truncated, { recursive: true });
    expect(readdirSync(folder).sort()).toEqual(before.sort());
  });
});
