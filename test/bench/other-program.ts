/** Programs of others that the bench measures with: each has a folder with its own packages, and runs in a process of its own. */

import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../../models/cli/cli.ts';

/** A running program. */
export interface OtherProgram {
  /** Sends a message; resolves with the answer. */
  ask(message: unknown): Promise<unknown>;
  stop(): void;
}

/**
 * Starts `child.mjs` of a folder, whose first message says that it is ready. Its packages are installed when it first runs.
 * @param name what it is called in messages.
 * @throws CliError where it cannot be installed.
 */
export async function startProgram(folder: string, name: string): Promise<OtherProgram> {
  if (!existsSync(join(folder, 'node_modules'))) {
    console.error(`bench: installing ${name} (once)`);
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
    const { status } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new CliError(`${name} could not be installed`, folder, 'see above, or leave it out');
  }
  const script = join(folder, 'child.mjs');
  // Structured clones, so that sound is not written as text.
  const child = fork(script, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [], serialization: 'advanced' });
  const answer = () => answerOf(child, name, script);
  await answer();
  return {
    ask(message) {
      child.send(message as object);
      return answer();
    },
    stop: () => void child.kill(),
  };
}

function answerOf(child: ChildProcess, name: string, script: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new CliError(`${name} stopped`, `run node ${script} to see why`));
    child.once('exit', gone);
    child.once('message', (message) => {
      child.off('exit', gone);
      resolve(message);
    });
  });
}
