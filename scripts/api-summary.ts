/**
 * Writes `llms.txt`: the whole public interface on one page, from the sources' own declarations and comments, for coding
 * assistants and for people who like to read it in one go. A test holds the committed page to the sources.
 */

import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type ts from 'typescript';
import { runCli } from '../models/cli/cli.ts';
import { writeFileAtomic } from '../models/cli/files.ts';
import { ENTRIES, publicName } from '../vite.config.ts';
import { declarationText } from './api/declaration-text.ts';
import { entryProgram, exportedDeclarations } from './api/entry-program.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the page lies. */
export const SUMMARY_FILE = join(root, 'llms.txt');

/** Entries that export something; `scene` only adds a type to Phaser's scenes. */
const SUMMARIZED = Object.keys(ENTRIES).filter((entry) => entry !== 'scene');

/** The page as it should be. */
export function apiSummary(): string {
  const program = entryProgram();
  const { description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { description: string };
  const head = [
    '# phaser-adaptive-music',
    '',
    `> ${description} An LSTM writes the melodies in a worker, an arranger scores them, Tone.js plays them; game signals steer.`,
    '',
    'Install: `npm i phaser-adaptive-music` (peer: phaser 3.80 or later, or 4). Guides: README.md and docs/ of the repository.',
    '',
    '```ts',
    ...setupExample(),
    '```',
  ];
  const parts = SUMMARIZED.map((entry) => entryText(entry, program));
  return `${[head.join('\n'), ...parts].join('\n\n')}\n`;
}

/** The first code of the README is how the package is set up. */
function setupExample(): string[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  return (/```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '').trimEnd().split('\n');
}

function entryText(entry: string, program: ts.Program): string {
  const checker = program.getTypeChecker();
  const listed = exportedDeclarations(entry, program).map(({ declaration }) => declarationText(declaration, checker));
  return [`## ${publicName(entry)}`, '', '```ts', listed.join('\n\n'), '```'].join('\n');
}

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) {
  await runCli({
    name: 'api-summary',
    summary: 'writes llms.txt, the public interface on one page, from the sources',
    usage: 'npx tsx scripts/api-summary.ts',
    options: {},
    run() {
      writeFileAtomic(SUMMARY_FILE, apiSummary());
      console.log(SUMMARY_FILE);
    },
  });
}
