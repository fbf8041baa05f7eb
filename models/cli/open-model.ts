/** Opens the model that a command composes with. */

import {
  createLstmModel,
  createNgramModel,
  type PhraseModel,
  startTensors,
  WeightsError,
} from '../../plugin/internal.ts';
import { readModelFiles, SHIPPED_MODEL } from '../weights/read.ts';
import { CliError } from './cli.ts';

/** @param model a model folder, or `ngram`; default: the shipped model. @throws CliError if the folder holds no model. */
export async function openModel(model: string | undefined): Promise<PhraseModel> {
  if (model === 'ngram') return createNgramModel();
  const folder = model ?? SHIPPED_MODEL;
  try {
    const files = readModelFiles(folder);
    await startTensors();
    return createLstmModel(files, folder);
  } catch (error) {
    if (error instanceof WeightsError) throw new CliError(error.message);
    throw error;
  }
}
