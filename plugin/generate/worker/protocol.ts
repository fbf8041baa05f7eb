/** What the game's thread and the phrase worker say to each other. */

import type { Phrase, PhraseRequest } from '../../music/phrase.ts';
import type { ModelFiles } from '../weights.ts';

/**
 * Version of what is said here. It grows with every change that an older `phrase-worker.js`, left on a server, would not
 * understand; workers before version 2 answer without one.
 */
export const PROTOCOL_VERSION = 2;

/** What a worker says of itself once its model is loaded. */
export interface WorkerGreeting {
  readonly protocol: number;
  /** The model's name. */
  readonly name: string;
}

/** A phrase, with what the worker holds after writing it. */
export interface WorkerAnswer {
  readonly phrase: Phrase;
  /** Tensors alive in the worker: the weights and little else, however much was written. */
  readonly tensors: number;
}

/** What the worker does, as seen through comlink: every call answers with a promise. */
export interface PhraseWorkerApi {
  /**
   * Starts tfjs with the bytes of its wasm binary and loads a model; answers with its version and the model's name.
   * Rejects with one clear line if the model's files are not whole or not of this network.
   */
  load(files: ModelFiles, wasm: ArrayBuffer, where: string): Promise<WorkerGreeting>;
  /** Writes a phrase; rejects if no model is loaded. */
  generate(request: PhraseRequest): Promise<WorkerAnswer>;
  /** Frees the model's tensors. */
  dispose(): void;
}
