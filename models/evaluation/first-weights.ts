/** The first weights that shipped, kept as they were, so that later ones are measured beside them. */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { lstmSteps, type ModelFiles, readWeights, type StepModel } from '../../plugin/internal.ts';
import { readModelFiles } from '../weights/read.ts';

/** Their folder, outside the package. */
const FOLDER = resolve(import.meta.dirname, '../baselines/first-weights');

/** Their network; null without the folder, as in the package, and if they are the measured weights themselves. */
export function firstWeights(measured: ModelFiles, folder = FOLDER): StepModel | null {
  if (!existsSync(folder)) return null;
  const files = readModelFiles(folder);
  return Buffer.from(files.data).equals(Buffer.from(measured.data)) ? null : lstmSteps(readWeights(files, folder));
}
