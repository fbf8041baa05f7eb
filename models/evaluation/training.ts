/** How the weights that are evaluated were trained, out of the manifest beside them. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One training run. */
export interface TrainingFigures {
  /** Units of each LSTM layer. */
  readonly units: number;
  readonly parameters: number;
  readonly bytes: number;
  /** Hours of the run that ended in these weights, and notes drawn in it; runs that it started from are not in it. */
  readonly hours: number;
  readonly notes: number;
  readonly validBitsPerNote: number;
}

/** Reads the manifest of a model folder; null where there is none, as in models that were made elsewhere. */
export function trainingOf(folder: string): TrainingFigures | null {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) return null;
  const { size, parameters, bytes, training } = JSON.parse(readFileSync(file, 'utf8'));
  if (!size || !training) return null;
  const { hours, notes, validBitsPerNote } = training;
  return { units: size.units, parameters, bytes, hours, notes, validBitsPerNote };
}
