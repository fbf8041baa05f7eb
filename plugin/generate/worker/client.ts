/** The game's side: a composer that writes in a worker. A worker that dies rejects what it owes and all that is asked later. */

import { type Remote, transfer, wrap } from 'comlink';
import type { Phrase, PhraseModel, PhraseRequest } from '../../music/phrase.ts';
import type { ModelFiles } from '../weights.ts';
import type { PhraseWorkerApi } from './protocol.ts';
import { bytesOfDataUrl } from './shipped-model.ts';

/** Where the worker runs from. */
export interface WorkerOptions {
  /** Address of `dist/phrase-worker.js`, for pages whose content security policy forbids blob workers. */
  readonly workerUrl?: string | null;
  /** What the model is called in errors. */
  readonly where?: string;
}

/** A composer in a worker, ready to write. Rejects with one clear line where worker, WebAssembly or model fail. */
export async function createWorkerComposer(files: ModelFiles, options: WorkerOptions = {}): Promise<PhraseModel> {
  const [worker, wasm] = await Promise.all([startWorker(options.workerUrl ?? null), wasmBinary()]);
  const composer = new WorkerComposer(worker);
  try {
    await composer.load(files, wasm, options.where ?? 'the music model');
  } catch (error) {
    composer.dispose();
    throw error;
  }
  return composer;
}

async function startWorker(url: string | null): Promise<Worker> {
  if (url !== null) return new Worker(url, { type: 'module', name: 'phrase-worker' });
  const { default: PhraseWorker } = await import('./phrase-worker.ts?worker&inline');
  return new PhraseWorker({ name: 'phrase-worker' });
}

/** The binary travels as text in a module of its own: addresses relative to a module do not survive a game's bundler. */
async function wasmBinary(): Promise<ArrayBuffer> {
  const { default: url } = await import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url&inline');
  return bytesOfDataUrl(url);
}

class WorkerComposer implements PhraseModel {
  readonly source = 'lstm';
  name = 'lstm';
  readonly #api: Remote<PhraseWorkerApi>;
  readonly #dead: Promise<never>;
  #disposed = false;

  constructor(readonly worker: Worker) {
    this.#api = wrap<PhraseWorkerApi>(worker);
    this.#dead = new Promise((_, reject) => {
      const fail = (event: Event) => {
        event.preventDefault();
        reject(
          new Error(
            `the phrase worker stopped: ${(event as ErrorEvent).message || 'it could not start; see workerUrl for pages with a strict content security policy'}`,
          ),
        );
      };
      worker.addEventListener('error', fail);
      worker.addEventListener('messageerror', fail);
    });
    // Nobody may be waiting when it dies.
    this.#dead.catch(() => {});
  }

  async load(files: ModelFiles, wasm: ArrayBuffer, where: string): Promise<void> {
    this.name = await this.#orDead(this.#api.load(files, transfer(wasm, [wasm]), where));
  }

  async generate(request: PhraseRequest): Promise<Phrase> {
    if (this.#disposed) throw new Error('the music model was disposed and cannot write any more');
    return this.#orDead(this.#api.generate(request));
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.worker.terminate();
  }

  #orDead<T>(answer: Promise<T>): Promise<T> {
    return Promise.race([answer, this.#dead]);
  }
}
