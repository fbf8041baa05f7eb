import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CliError, type Command, errorLine, helpText, readArgs, readNumber } from '../../models/cli/cli.ts';
import { assertWritable, readFileFor, writeFileAtomic, writeFilesAtomic } from '../../models/cli/files.ts';
import { progressBar, readableSeconds } from '../../models/cli/progress.ts';
import { refusal } from '../helper/refusals.ts';

const options = {
  mood: { type: 'string', value: 'NAME', help: 'which mood', default: 'forest' },
  out: { type: 'string', value: 'FILE', help: 'where to' },
  json: { type: 'boolean', help: 'as JSON' },
} as const;
const command: Command<typeof options> = {
  name: 'sing',
  summary: 'sings',
  usage: 'npm run sing -- [options]',
  options,
  run: () => undefined,
};

describe('a command', () => {
  test('takes defaults for what was not given', () => {
    expect(readArgs(command, ['--json'])?.values).toEqual({ mood: 'forest', json: true });
    expect(readArgs(command, ['--mood=cave', '--out', 'a.mid'])?.values).toEqual({
      mood: 'cave',
      out: 'a.mid',
      json: false,
    });
  });

  test('shows every option in its help', () => {
    expect(readArgs(command, ['--mood', 'cave', '--help'])).toBeNull();
    for (const name of Object.keys(options)) expect(helpText(command)).toContain(`--${name}`);
    expect(helpText(command)).toContain('(default forest)');
  });

  test.each([
    [['--moood', 'cave'], /moood.*--mood.*--help/],
    [['--out'], /out.*--help/],
    [['stray'], /stray.*--help/],
  ])('refuses %j in one line that says what to do', (args, line) => {
    const error = refusal(() => readArgs(command, args));
    expect(error).toBeInstanceOf(CliError);
    expect(errorLine(error)).toMatch(line);
    expect(errorLine(error)).not.toContain('\n');
  });

  test('reads numbers within their range only', () => {
    expect(readNumber('bars', '16', 1, 64, true)).toBe(16);
    for (const bad of ['', 'x', '0', '65', '1.5', 'NaN', 'Infinity'])
      expect(() => readNumber('bars', bad, 1, 64, true)).toThrow(/--bars is '.*whole number from 1 to 64/);
  });
});

describe('files', () => {
  const folder = () => mkdtempSync(join(tmpdir(), 'files-'));

  test('appear whole, with nothing else beside them', () => {
    const place = folder();
    writeFileAtomic(join(place, 'deep/er/a.txt'), 'tune', true);
    expect(readFileSync(join(place, 'deep/er/a.txt'), 'utf8')).toBe('tune');
    expect(readdirSync(join(place, 'deep/er'))).toEqual(['a.txt']);
  });

  test('of one set are all left alone when one cannot be written', () => {
    const place = folder();
    const first = join(place, 'a.mid');
    writeFileSync(first, 'before');
    expect(() => writeFilesAtomic({ [first]: 'after', [join(place, 'missing/a.wav')]: 'x' })).toThrow(CliError);
    expect(readFileSync(first, 'utf8')).toBe('before');
    expect(readdirSync(place)).toEqual(['a.mid']);
  });

  test('that cannot be written are named before long work begins', () => {
    const place = folder();
    mkdirSync(join(place, 'sub'));
    writeFileSync(join(place, 'plain'), '');
    expect(() => assertWritable(join(place, 'ok.mid'))).not.toThrow();
    expect(() => assertWritable('')).toThrow(/^cannot write ''; its name is empty; /);
    expect(() => assertWritable(join(place, 'sub'))).toThrow(/sub; it is a folder/);
    expect(() => assertWritable(join(place, 'none/a.mid'))).toThrow(/none\/a\.mid; there is no such/);
    expect(() => assertWritable(join(place, 'plain/a.mid'))).toThrow(/not a folder/);
    expect(readdirSync(place).sort()).toEqual(['plain', 'sub']);
  });

  test('that cannot be read are named with their purpose', () => {
    expect(() => readFileFor('the weights', '/nowhere/model.json')).toThrow(/the weights; \/nowhere\/model\.json/);
  });
});

test('seconds read as people say them', () => {
  expect([0.4, 59.6, 200, 3900].map(readableSeconds)).toEqual(['0s', '1m00s', '3m20s', '1h05m']);
});

test('a bar fills with the work', () => {
  expect([0, 0.5, 1, 7].map(progressBar)).toEqual([
    `▕${'·'.repeat(20)}▏`,
    `▕${'█'.repeat(10)}${'·'.repeat(10)}▏`,
    `▕${'█'.repeat(20)}▏`,
    `▕${'█'.repeat(20)}▏`,
  ]);
});
