/** ImageMagick's `convert`, which joins frames and reduces colors. */

import { spawnSync } from 'node:child_process';
import { CliError } from '../../models/cli/cli.ts';

/** Whether the program is there that joins frames and makes pictures smaller; without it pictures can be taken all the same. */
export const canConvert = () => spawnSync('convert', ['-version']).status === 0;

/** Runs it. @throws CliError where it fails. */
export function convert(args: readonly string[]): void {
  if (spawnSync('convert', args, { stdio: 'inherit' }).status === 0) return;
  throw new CliError('convert failed', args.at(-1)!, 'see above');
}
