/** Opens the model that a command composes with. */

import {
  createLstmModel,
  createNgramModel,
  type ModelFiles,
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

/**
 * The model of {@link openModel} as `compose` opens it, with a drummer where it is a network. A broken one is found here, before
 * anything is composed. @throws CliError if the folder holds no model.
 */
export async function modelChoice(model: string | undefined): Promise<'ngram' | ModelFiles> {
  const opened = await openModel(model);
  opened.dispose();
  return model === 'ngram' ? model : readModelFiles(model ?? SHIPPED_MODEL);
}
