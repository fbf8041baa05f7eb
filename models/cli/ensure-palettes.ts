/** Makes missing palettes: instruments are sampled from a sound font on the user's machine, not shipped as files. */

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { CliError } from './cli.ts';

/** Makes palettes that are missing or outdated; returns at once if there are none. Throws {@link CliError} if that fails. */
export function ensurePalettes(): void {
  const script = resolve(import.meta.dirname, '../../scripts/palettes.ts');
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', script], {
    stdio: ['ignore', process.stderr, 'inherit'],
  });
  if (status !== 0)
    throw new CliError('the palettes could not be made', 'see above', 'fix it, then run npm run palettes');
}
