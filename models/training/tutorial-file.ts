/** Files of the trained baseline: weights as bytes, and JSON about their training. */

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { WeightSpec } from '../../plugin/internal.ts';
import { writeFilesAtomic } from '../cli/files.ts';
import { packWeights } from './export.ts';
import { pieceOf } from './network.ts';
import { TUTORIAL, TUTORIAL_LAYOUT, type TutorialRun } from './tutorial.ts';

/** The folder of the baseline, outside the package. */
export const TUTORIAL_FOLDER = resolve(import.meta.dirname, '../baselines/tutorial');

interface TutorialJson extends Omit<TutorialRun, 'parameters'> {
  readonly settings: typeof TUTORIAL;
  readonly weights: readonly WeightSpec[];
}

/** Writes a trained baseline, with kernels as bytes. */
export function writeTutorial(folder: string, { parameters, ...run }: TutorialRun): void {
  const named = [...TUTORIAL_LAYOUT.pieces].map(([name, { shape }]) => ({
    name,
    shape,
    values: pieceOf(parameters, TUTORIAL_LAYOUT, name),
  }));
  const { specs, data } = packWeights(named, 'uint8');
  const json: TutorialJson = { settings: TUTORIAL, ...run, weights: specs };
  writeFilesAtomic({
    [join(folder, 'tutorial.json')]: `${JSON.stringify(json, null, 1)}\n`,
    [join(folder, 'tutorial.bin')]: data,
  });
}

/** Reads a trained baseline, or null if there is none. @throws Error if it belongs to another network. */
export function readTutorial(folder = TUTORIAL_FOLDER): TutorialRun | null {
  const file = join(folder, 'tutorial.json');
  if (!existsSync(file)) return null;
  const { weights, notes, valid } = JSON.parse(readFileSync(file, 'utf8')) as TutorialJson;
  const data = readFileSync(join(folder, 'tutorial.bin'));
  const parameters = new Float32Array(TUTORIAL_LAYOUT.total);
  let offset = 0;
  for (const { name, quantization } of weights) {
    const piece = pieceOf(parameters, TUTORIAL_LAYOUT, name);
    for (let i = 0; i < piece.length; i++, offset += quantization ? 1 : 4) {
      const { scale = 1, min = 0 } = quantization ?? {};
      piece[i] = quantization ? data.readUInt8(offset) * scale + min : data.readFloatLE(offset);
    }
  }
  if (offset !== data.length) throw new Error(`${folder}: ${data.length} bytes of weights, ${offset} expected`);
  return { parameters, notes, valid };
}
