#!/usr/bin/env node
/** `npx phaser-adaptive-music COMMAND`: the commands of the published package. Each command reads its options when it is imported. */

import { CliError, errorLine } from '../../models/cli/cli.ts';
import { howToInstall } from './packages.ts';

interface Entry {
  readonly summary: string;
  load(): Promise<unknown>;
}

const COMMANDS: Readonly<Record<string, Entry>> = {
  init: { summary: 'adds the plugin to the Phaser project in this folder', load: () => import('./init/init.ts') },
  doctor: { summary: 'checks the project in this folder', load: () => import('./doctor/doctor.ts') },
  compose: { summary: 'composes music to MIDI, WAV and JSON files', load: () => import('../../models/cli/compose.ts') },
  phrase: { summary: 'continues, varies and morphs melodies', load: () => import('../../models/cli/phrase.ts') },
  bank: { summary: 'writes a phrase bank, which a game plays without a network', load: () => import('./bank.ts') },
  train: { summary: 'trains the network on a corpus', load: () => import('../../models/cli/train.ts') },
  evaluate: { summary: 'measures a network', load: () => import('../../models/cli/evaluate.ts') },
};

function help(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'phaser-adaptive-music: music for games that composes itself',
    '',
    'usage: npx phaser-adaptive-music COMMAND [options]',
    '',
    ...rows,
    '',
    '`COMMAND --help` explains its options.',
  ].join('\n');
}

/** The error that a missing package causes, as one line that says how to install it; other errors as they are. */
function explained(command: string, error: unknown): unknown {
  const missing = /Cannot find package '((?:@[^/']+\/)?[^/']+)/.exec((error as Error).message)?.[1];
  return missing === undefined ? error : new CliError(`${command} needs ${missing}`, howToInstall(missing));
}

async function runCommand(name: string): Promise<void> {
  try {
    if (!Object.hasOwn(COMMANDS, name))
      throw new CliError(`unknown command '${name}'`, `commands: ${Object.keys(COMMANDS).join(', ')}`);
    await COMMANDS[name]!.load();
  } catch (error) {
    console.error(errorLine(explained(name, error)));
    process.exitCode = 1;
  }
}

const [name] = process.argv.splice(2, 1);
if (name === undefined || name === '--help' || name === '-h' || name === 'help') console.log(help());
else await runCommand(name);
