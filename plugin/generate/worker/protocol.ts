/** The protocol between the game's thread and the phrase worker. */

import type { Phrase, PhraseRequest } from '../../music/phrase.ts';
import type { ModelFiles } from '../weights.ts';

/**
 * Version of the protocol. Increase it with every change that an older `phrase-worker.js`, left on a server, would not
 * understand. Workers before version 2 send none.
 */
export const PROTOCOL_VERSION = 2;

/** A worker's answer when its model is loaded. */
export interface WorkerGreeting {
  readonly protocol: number;
  /** The model's name. */
  readonly name: string;
}

/** A phrase, with the worker's memory use. */
export interface WorkerAnswer {
  readonly phrase: Phrase;
  /** Live tensors in the worker: the weights and a few more, independent of how much was written. */
  readonly tensors: number;
}

/** The worker's interface; through comlink every call returns a promise. */
export interface PhraseWorkerApi {
  /**
   * Starts tfjs with the bytes of its wasm binary and loads a model; returns the protocol version and the model's name.
   * Rejects with a one-line error if the model's files are incomplete or belong to another network.
   */
  load(files: ModelFiles, wasm: ArrayBuffer, where: string): Promise<WorkerGreeting>;
  /** Writes a phrase; rejects if no model is loaded. */
  generate(request: PhraseRequest): Promise<WorkerAnswer>;
  /** Frees the model's tensors. */
  dispose(): void;
}
