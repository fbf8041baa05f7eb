import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCommand } from '../helper/run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'compose-'));
afterAll(() => rmSync(folder, { recursive: true }));

const compose = (...args: string[]) => runCommand('compose', args);

describe('npm run compose', () => {
  test('writes MIDI and JSON, the same bytes for the same seed', { timeout: 120_000 }, async () => {
    const to = (name: string) => join(folder, name);
    const common = ['--mood', 'forest', '--bars', '4', '--seed', '7', '--model', 'ngram'];
    const [a, b] = await Promise.all([
      compose(...common, '--out', to('a.mid'), '--json', to('a.json')),
      compose(...common, '--out', to('b.mid'), '--json', to('b.json')),
    ]);
    expect([a.code, b.code], a.error + b.error).toEqual([0, 0]);
    expect(a.out).toMatch(/a\.mid.*4 bars, \d+ notes, \d+\.\d s, ngram/);
    expect(readFileSync(to('a.mid'))).toEqual(readFileSync(to('b.mid')));
    expect(readFileSync(to('a.json'))).toEqual(readFileSync(to('b.json')));
    expect(readFileSync(to('a.mid')).subarray(0, 4).toString()).toBe('MThd');
  });

  test('writes a file of any name, and counts one in the singular', { timeout: 120_000 }, async () => {
    const { code, error } = await compose('--mood', 'forest', '--bars', '1', '--model', 'ngram', '--out', '__proto__');
    expect(code, error).toBe(0);
    expect(readFileSync('__proto__').subarray(0, 4).toString()).toBe('MThd');
    rmSync('__proto__');
    const bank = join(folder, 'bank.json');
    const one = await compose('--bank', bank, '--mood', 'forest', '--phrases', '1', '--model', 'ngram');
    expect(one.out, one.error).toMatch(/bank\.json: 1 phrase of 1 mood, /);
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
});
