/**
 * Packs the word norms: `npx tsx scripts/norms.ts [--norms FILE] [--out FILE]`. Words are sorted, each as the number of
 * letters it shares with the one before and the rest; valence and arousal are letters of sixteen steps.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError, runCli } from '../models/cli/cli.ts';
import { assertWritable, tell, writeFileAtomic } from '../models/cli/files.ts';
import { DEFAULT_CORPUS } from '../models/corpus/read.ts';

/** Ratings lie between 1 and 9. Sixteen steps are half a point each, finer than the spread between raters (1 to 2 points). */
const STEPS = 16;
const LOWEST = 1;
const HIGHEST = 9;
const LETTERS = 'abcdefghijklmnop';
/** More letters are seldom shared, and one digit holds them. */
const MOST_SHARED = 9;

interface Rated {
  readonly word: string;
  readonly valence: string;
  readonly arousal: string;
}

function stepOf(text: string | undefined, line: string): string {
  const rating = Number(text);
  if (!(rating >= LOWEST && rating <= HIGHEST)) throw new CliError(`the norms have the line '${line}'`);
  const step = Math.round(((rating - LOWEST) / (HIGHEST - LOWEST)) * (STEPS - 1));
  return LETTERS[step]!;
}

function readNorms(text: string): readonly Rated[] {
  const rated = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [word, valence, arousal] = line.split('\t');
      return { word: word!.replace('-', ''), valence: stepOf(valence, line), arousal: stepOf(arousal, line) };
    });
  return rated.sort((a, b) => (a.word < b.word ? -1 : 1));
}

function shared(before: string, word: string): number {
  let letters = 0;
  while (letters < MOST_SHARED && letters < before.length && before[letters] === word[letters]) letters++;
  return letters;
}

function moduleOf(rated: readonly Rated[]): string {
  const words = rated.map(({ word }, i) => {
    const letters = i === 0 ? 0 : shared(rated[i - 1]!.word, word);
    return `${letters}${word.slice(letters)}`;
  });
  const joined = (field: 'valence' | 'arousal') => rated.map((row) => row[field]).join('');
  return `/*! Word norms: Scott et al. (2019), The Glasgow Norms, CC BY 4.0, changed. */
// Made by scripts/norms.ts. Do not edit.

/** Sorted words, each as the number of letters that it shares with the one before, and the rest. */
export const NORM_WORDS =
  '${words.join('')}';
/** Valence of each word, \`a\` unpleasant to \`p\` pleasant. */
export const NORM_VALENCE =
  '${joined('valence')}';
/** Arousal of each word, \`a\` calm to \`p\` excited. */
export const NORM_AROUSAL =
  '${joined('arousal')}';
`;
}

await runCli({
  name: 'norms',
  summary: 'packs the word norms that descriptions are read with',
  usage: 'npx tsx scripts/norms.ts [options]',
  options: {
    norms: {
      type: 'string',
      value: 'FILE',
      help: 'the norms',
      default: join(DEFAULT_CORPUS, 'glasgow-norms/norms.tsv'),
    },
    out: { type: 'string', value: 'FILE', help: 'module to write', default: 'plugin/affect/norms.generated.ts' },
  },
  async run({ norms, out }) {
    assertWritable(out);
    const rated = readNorms(readFileSync(norms, 'utf8'));
    writeFileAtomic(out, moduleOf(rated));
    tell(`${out}: ${rated.length} words`, [out]);
  },
});
