import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readNotes, writeNotes } from '../../models/cli/note-text.ts';

function phrase(
  ...args: string[]
): Promise<{ readonly code: number | null; readonly out: string; readonly error: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ['--import', 'tsx', resolve('models/cli/phrase.ts'), ...args]);
    let [out, error] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      error += chunk;
    });
    child.on('close', (code) => done({ code, out, error }));
  });
}

const MOTIF = 'E4:1.5 G4:0.5 A4:2';

describe('npm run phrase', { timeout: 120_000 }, () => {
  test('answers notes in their rhythm, in the key they are heard in, the same each time', async () => {
    const args = ['--continue', MOTIF, '--bars', '2', '--tonic', 'C', '--mode', 'ionian', '--json'];
    const [one, same] = await Promise.all([phrase(...args), phrase(...args)]);
    expect(one.code, one.error).toBe(0);
    expect(same.out).toBe(one.out);
    const { phrases, tonic, model } = JSON.parse(one.out);
    expect([tonic, model]).toEqual(['C', expect.stringMatching(/lstm|default/)]);
    expect(phrases[0].notes.slice(0, 3).map((note: { tick: number }) => note.tick)).toEqual([0, 720, 960]);
    expect([0, 4]).toContain(phrases[0].notes.at(-1).pitch % 12);
  });

  test('writes versions of a motif and ways between characters, a line each', async () => {
    const [vary, morph] = await Promise.all([
      phrase('--vary', MOTIF, '--count', '5', '--model', 'ngram'),
      phrase('--morph', 'density=0.1>density=0.9,leap=0.5', '--count', '3', '--model', 'ngram'),
    ]);
    expect([vary.code, morph.code], vary.error + morph.error).toEqual([0, 0]);
    expect(new Set(vary.out.trim().split('\n').slice(1)).size).toBe(5);
    expect(morph.out.trim().split('\n')).toHaveLength(4);
    for (const line of vary.out.trim().split('\n').slice(1)) expect(writeNotes(readNotes('x', line))).toBe(line);
  });

  test.each([
    [[], /0 tasks given; give one of/],
    [['--continue', 'H4:1'], /--continue has 'H4:1'/],
    [['--morph', 'speed=1>density=1'], /--morph is 'speed'; known: density/],
    [['--continue', MOTIF, '--mode', 'minor'], /--mode is 'minor'; known: ionian/],
    [['--vary', MOTIF, '--count', '0'], /--count is '0'; give a whole number from 1/],
  ])('says what is wrong in one line: %j', async (args, message) => {
    const { code, out, error } = await phrase(...args);
    expect([code, out]).toEqual([1, '']);
    expect(error.trim()).toMatch(message);
    expect(error.trim().split('\n')).toHaveLength(1);
  });
});
