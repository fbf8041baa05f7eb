/** Wrong arguments of a command are reported in one line, with a non-zero exit, and nothing is written. */

import { cpSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SHIPPED_MODEL } from '../../models/weights/read.ts';
import { listedCases } from '../helper/cases.ts';
import { runCommand } from '../helper/run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'wrong-arguments-'));
afterAll(() => rmSync(folder, { recursive: true }));

const missing = join(folder, 'missing');
const broken = join(folder, 'broken');
const truncated = join(folder, 'truncated');
cpSync(SHIPPED_MODEL, truncated, { recursive: true });
truncateSync(join(truncated, readdirSync(truncated).find((name) => name.endsWith('.bin'))!), 1000);
cpSync(SHIPPED_MODEL, broken, { recursive: true });
writeFileSync(join(broken, 'model.json'), '{ "weightsManifest": [ { "paths"');

const MOTIF = 'E4:1.5 G4:0.5 A4:2';
const OUT = ['--out', join(folder, 'x.mid')];
const WRONG: readonly (readonly [command: string, args: readonly string[], message: RegExp])[] = [
  ['compose', ['--mood', 'forrest', ...OUT], /^error: unknown mood 'forrest'; did you mean 'forest'\? known moods: /],
  ['compose', ['--mood', 'forest', '--bars', 'x', ...OUT], /^error: --bars is 'x'; give a whole number from 1 to 512$/],
  [
    'compose',
    ['--mood', 'forest', '--out', join(folder, 'no/where/x.mid')],
    /^error: cannot write .*x\.mid; there is no such file or folder; /,
  ],
  ['compose', ['--mood', 'forest', '--out', 'x.wav'], /^error: --out writes MIDI, not 'x\.wav'; give --wav x\.wav$/],
  ['compose', ['--mood', 'forest', '--model', missing, ...OUT], /^error: no model\.json in .*missing; /],
  ['compose', ['--mood', 'forest', '--model', broken, ...OUT], /^error: .*model\.json is not JSON; /],
  ['compose', ['--mood', 'forest', '--model', truncated, ...OUT], /^error: .*truncated/],
  [
    'compose',
    ['--mood', 'forest', '--minutes', '2', ...OUT],
    /^error: --minutes is for whole pieces; add --song or --loop/,
  ],
  [
    'compose',
    ['--song', '--mood', 'forest', '--minutes', '99', ...OUT],
    /^error: --minutes is '99'; give a number from 0\.25 to 20$/,
  ],
  [
    'compose',
    ['--script', 'forest:0', ...OUT],
    /^error: --script \(forest\) is '0'; give a whole number from 1 to 512$/,
  ],
  [
    'compose',
    ['--script', 'forest', ...OUT],
    /^error: --script has the entry 'forest'; write mood:bars, e\.g\. 'forest:8,/,
  ],
  ['compose', ['--script', 'forst:4', ...OUT], /^error: unknown mood 'forst'; did you mean 'forest'/],
  [
    'compose',
    ['--loop', '--script', 'forest:4', ...OUT],
    /^error: --script is given for a whole piece; give --mood NAME$/,
  ],
  [
    'compose',
    ['--song', '--mood', 'forest', '--variants', '0', ...OUT],
    /^error: --variants is '0'; give a whole number/,
  ],
  ['compose', ['--mood', 'forest'], /^error: nothing to write; give --out FILE\.mid/],
  ['compose', ['--mood', 'forest', '--signals', 'danger=2', ...OUT], /^error: --signals \(danger\) is '2'; /],
  ['compose', ['--mood', 'forest', '--moood', 'x', ...OUT], /^error: Unknown option '--moood'/],
  [
    'compose',
    ['--song', '--mood', 'forest', '--bars', '64', ...OUT],
    /^error: --bars is given for a whole piece; give --minutes N$/,
  ],
  [
    'compose',
    ['--script', 'forest:2', '--bars', '64', ...OUT],
    /^error: --bars is given beside --script; write the bars in the script, /,
  ],
  [
    'compose',
    ['--song', '--loop', '--mood', 'forest', ...OUT],
    /^error: both --song and --loop are given; give one of them$/,
  ],
  [
    'compose',
    ['--mood', 'forest', '--phrases', '5', ...OUT],
    /^error: --phrases is for banks; add --bank FILE\.json, or leave it out$/,
  ],
  ['compose', ['--bank', join(folder, 'x.json'), '--bars', '5'], /^error: --bars is given for a bank; leave it out$/],
  ['compose', ['--bank', join(folder, 'x.json'), '--variants', '0'], /^error: --variants is '0'; give a whole number/],
  [
    'compose',
    ['--bank', join(folder, 'x.json'), '--mood', 'Garden'],
    /^error: unknown mood 'Garden'; did you mean 'garden'\?/,
  ],
  ['compose', ['--mood', 'forest', '--out', ''], /^error: cannot write ''; its name is empty; name a file /],
  ['../../scripts/cli/bank', [join(folder, 'x.json'), '--takes', '0'], /^error: --takes is '0'; give a whole number/],
  [
    'train',
    ['--corpus', 'test/fixtures/corpus', '--from', missing, '--out', join(folder, 'run')],
    /^error: no model\.json in .*missing; name a folder of trained weights, or 'default' for the shipped ones$/,
  ],
  ['phrase', ['--continue', MOTIF, '--count', '3'], /^error: --count is for --vary and --morph; leave it out$/],
  ['phrase', [], /0 tasks given; give one of/],
  ['phrase', ['--continue', 'H4:1'], /--continue has 'H4:1'/],
  ['phrase', ['--morph', 'speed=1>density=1'], /--morph is 'speed'; known: density/],
  ['phrase', ['--continue', MOTIF, '--mode', 'minor'], /--mode is 'minor'; known: ionian/],
  ['phrase', ['--vary', MOTIF, '--count', '0'], /--count is '0'; give a whole number from 1/],
];

// One of the mood, of the path, of the model, of a piece, of a script, of an unknown option, and two of `phrase`.
const IN_SHORT = [0, 2, 5, 7, 8, 15, 16, 17, 24, 26, 29];

test.each(listedCases(WRONG, (_, i) => IN_SHORT.includes(i)))(
  '%s %j',
  { timeout: 120_000 },
  async (name, args, message) => {
    const before = readdirSync(folder);
    const { code, error, out } = await runCommand(name, args);
    expect(error.trim()).toMatch(message);
    expect(error.trim().split('\n')).toHaveLength(1);
    expect([code, out]).toEqual([1, '']);
    expect(readdirSync(folder)).toEqual(before);
  },
);
