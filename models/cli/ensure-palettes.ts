/** Instruments are sampled from a sound font on the user's machine, not shipped as files: a command that needs them makes them first. */

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { CliError } from './cli.ts';

/** Makes the palettes that are missing or out of date; returns at once where none is. Throws {@link CliError} where that fails. */
export function ensurePalettes(): void {
  const script = resolve(import.meta.dirname, '../../scripts/palettes.ts');
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', script], {
    stdio: ['ignore', process.stderr, 'inherit'],
  });
  if (status !== 0) throw new CliError('the palettes could not be made', 'see above', 'mend it, then npm run palettes');
}
