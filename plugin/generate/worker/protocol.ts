/** What the game's thread and the phrase worker say to each other. */

import type { Phrase, PhraseRequest } from '../../music/phrase.ts';
import type { ModelFiles } from '../weights.ts';

/** A phrase, with what the worker holds after writing it. */
export interface WorkerAnswer {
  readonly phrase: Phrase;
  /** Tensors alive in the worker: the weights and little else, however much was written. */
  readonly tensors: number;
}

/** What the worker does, as seen through comlink: every call answers with a promise. */
export interface PhraseWorkerApi {
  /**
   * Starts tfjs with the bytes of its wasm binary and loads a model; answers with the model's name.
   * Rejects with one clear line if the model's files are not whole or not of this network.
   */
  load(files: ModelFiles, wasm: ArrayBuffer, where: string): Promise<string>;
  /** Writes a phrase; rejects if no model is loaded. */
  generate(request: PhraseRequest): Promise<WorkerAnswer>;
  /** Frees the model's tensors. */
  dispose(): void;
}
