/** `npm run train -- --publish FOLDER`: writes the best weights of a run as a model folder. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBackend } from '../training/backend.ts';
import { loadRun } from '../training/checkpoint.ts';
import type { Precision } from '../training/export.ts';
import { publishedFiles } from '../training/publish.ts';
import { CliError } from './cli.ts';
import { writeFileAtomic, writeFilesAtomic } from './files.ts';

/** Writes the best weights of the run in `folder` to `target`. @throws CliError if there are none yet. */
export async function publish(folder: string, target: string, name: string, precision: Precision): Promise<void> {
  await startBackend();
  const best = join(folder, 'best.bin');
  if (!existsSync(best))
    throw new CliError(`no best weights in ${folder}`, 'train until the first validation, then publish');
  const bytes = readFileSync(best);
  const parameters = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
  );
  const files = publishedFiles(loadRun(folder), parameters, name, precision);
  const [first, ...rest] = Object.entries(files);
  // The first file creates the folder; then all are put in place together.
  writeFileAtomic(join(target, first![0]), first![1], true);
  writeFilesAtomic(Object.fromEntries(rest.map(([file, content]) => [join(target, file), content])));
}
