import { describe, expect, test } from 'vitest';
import { readNotes, writeNotes } from '../../models/cli/note-text.ts';
import { runCommand } from '../helper/run-command.ts';

const phrase = (...args: string[]) => runCommand('phrase', args);

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

  test('hears a few notes of a major tune in major', async () => {
    const { code, out, error } = await phrase(
      '--continue',
      'E4:1 D4:1 C4:1 D4:1 E4:1 E4:1 E4:2',
      ...['--model', 'ngram', '--json'],
    );
    expect(code, error).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ tonic: 'C', mode: 'ionian' });
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
});
