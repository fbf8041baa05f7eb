/** Magenta's MusicRNN in a process of its own, installed into its own folder when it is first measured. */

import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../../models/cli/cli.ts';

const FOLDER = join(import.meta.dirname, 'magenta');

/** A running MusicRNN of two layers of 256 units. */
export interface Magenta {
  /** Lets it write so many sixteenths. @returns milliseconds. */
  time(steps: number): Promise<number>;
  stop(): void;
}

/** Starts it. @throws CliError where it cannot be installed. */
export async function startMagenta(): Promise<Magenta> {
  if (!existsSync(join(FOLDER, 'node_modules'))) {
    console.error('bench: installing @magenta/music into test/bench/magenta (once)');
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
    const { status } = spawnSync('npm', args, { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new CliError('@magenta/music could not be installed', FOLDER, 'see above, or leave it out');
  }
  const child = fork(join(FOLDER, 'child.mjs'), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
  await answer(child);
  return {
    async time(steps) {
      child.send({ steps });
      return ((await answer(child)) as { ms: number }).ms;
    },
    stop: () => void child.kill(),
  };
}

function answer(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new CliError('MusicRNN stopped', 'run node test/bench/magenta/child.mjs to see why'));
    child.once('exit', gone);
    child.once('message', (message) => {
      child.off('exit', gone);
      resolve(message);
    });
  });
}
