/** How the evaluated weights were trained, from their manifest. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One training run. */
export interface TrainingFigures {
  /** Units of each LSTM layer. */
  readonly units: number;
  /** Whether a layer of attention follows. */
  readonly attention: boolean;
  readonly parameters: number;
  readonly bytes: number;
  /** Hours and notes of the last run, without the runs that it started from. */
  readonly hours: number;
  readonly notes: number;
  readonly validBitsPerNote: number;
}

/** Reads the manifest of a model folder; null if it has none, as models made elsewhere. */
export function trainingOf(folder: string): TrainingFigures | null {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) return null;
  const { size, parameters, bytes, training } = JSON.parse(readFileSync(file, 'utf8'));
  if (!size || !training) return null;
  const { hours, notes, validBitsPerNote } = training;
  return { units: size.units, attention: size.attention != null, parameters, bytes, hours, notes, validBitsPerNote };
}
