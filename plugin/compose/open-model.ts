/** Opens the phrase model that a composition is written with. */

import { createDrummer } from '../generate/drums/network-drummer.ts';
import { createLstmModel } from '../generate/lstm.ts';
import { createNgramModel } from '../generate/ngram.ts';
import { ownDrums, ownWeights } from '../generate/own-weights.ts';
import type { PhraseSource } from '../generate/source.ts';
import { startTensors } from '../generate/tensors.ts';
import type { ModelFiles } from '../generate/weights.ts';
import type { PhraseModel } from '../music/phrase.ts';

/** The built-in n-gram model by name, an open model, or the files of trained weights. */
export type ModelChoice = 'ngram' | PhraseModel | ModelFiles;

/** A source of phrases. */
export interface OpenSource extends PhraseSource {
  readonly composer: PhraseModel;
  /** Frees the model, unless the caller passed it in open. */
  close(): void;
}

/** Opens a model; without a choice, the network of the package. @throws TypeError or WeightsError for an invalid choice. */
export async function openModel(choice?: ModelChoice): Promise<OpenSource> {
  const fallback = createNgramModel();
  if (choice === 'ngram') return { composer: fallback, fallback, close: () => fallback.dispose() };
  if (choice !== undefined && (typeof choice !== 'object' || choice === null))
    throw new TypeError("compose: model must be 'ngram', a model, or { json, data } of a model folder");
  if (choice !== undefined && 'generate' in choice)
    return { composer: choice, fallback, close: () => fallback.dispose() };
  const [files, drums] = await Promise.all([choice ?? ownWeights(), ownDrums()]);
  await startTensors();
  const composer = createLstmModel(files, choice === undefined ? 'the network of the package' : 'compose: model');
  const close = () => {
    composer.dispose();
    fallback.dispose();
  };
  const drummer = createDrummer(drums);
  return { composer, fallback, drummer: () => drummer, close };
}
