/** Runs a command of models/cli in a process of its own, as a person would. */

import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** How a command ended, and what it printed on stdout and stderr. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs a command by the name of its file, with arguments. */
export function runCommand(name: string, args: readonly string[]): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ['--import', 'tsx', resolve(`models/cli/${name}.ts`), ...args]);
    let out = '';
    let error = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      error += chunk;
    });
    child.on('close', (code) => done({ code, out, error }));
  });
}
