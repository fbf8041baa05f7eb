/** The game's side of the worker: a model that writes in a worker. When the worker dies, pending and later requests reject. */

import { type Remote, releaseProxy, transfer, wrap } from 'comlink';
import { inside, isRecord } from '../../mood/names.ts';
import { NAME_LETTERS } from '../../music/limits.ts';
import type { Phrase, PhraseModel, PhraseRequest } from '../../music/phrase.ts';
import { phraseFrom } from '../check-phrase.ts';
import type { ModelFiles } from '../weights.ts';
import { type PhraseWorkerApi, PROTOCOL_VERSION } from './protocol.ts';
import { wasmBinary } from './wasm-binary.ts';

/** Options of the worker. */
export interface WorkerOptions {
  /** URL of `dist/phrase-worker.js`, for pages whose content security policy forbids blob workers. */
  readonly workerUrl?: string | null;
  /** Name of the model in errors. */
  readonly where?: string;
  /** Terminates the worker when aborted, even while it starts. */
  readonly signal?: AbortSignal;
}

/** A model in a worker. */
export interface WorkerModel extends PhraseModel {
  /** Resolves with the reason if the worker dies; never resolves after `dispose`. */
  readonly died: Promise<Error>;
}

/** The file at `workerUrl` has another protocol version or is another program; restarting does not help. */
export class WorkerVersionError extends Error {
  override readonly name = 'WorkerVersionError';
}

/** Starts a worker and loads the model. Rejects with a one-line error if the worker, WebAssembly or the model fails. */
export async function createWorkerComposer(files: ModelFiles, options: WorkerOptions = {}): Promise<WorkerModel> {
  const wasm = await wasmBinary();
  // The error handler is attached at once: a worker blocked by the page's policy fires one error, early.
  const composer = new WorkerComposer(await startWorker(options.workerUrl ?? null), options.signal);
  try {
    options.signal?.throwIfAborted();
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

/** A worker that does not answer within this many ms counts as dead; nothing else reports a killed worker. */
const PATIENCE_MS = { load: 30_000, generate: 8000 } as const;
/** Grace period in ms after a timeout: an answer may be queued because the page itself was blocked. */
const LAST_CHANCE_MS = 250;

class WorkerComposer implements WorkerModel {
  readonly source = 'lstm';
  name = 'lstm';
  tensors: number | null = null;
  readonly died: Promise<Error>;
  readonly #api: Remote<PhraseWorkerApi>;
  /** Reject callbacks of the pending requests. */
  readonly #pendingRejects = new Set<(reason: Error) => void>();
  #fail: (reason: Error) => void = () => {};
  #dead: Error | null = null;
  #disposed = false;
  #ended = false;

  readonly #abort = () => this.dispose();

  constructor(
    readonly worker: Worker,
    private readonly signal?: AbortSignal,
  ) {
    signal?.addEventListener('abort', this.#abort);
    this.#api = wrap<PhraseWorkerApi>(worker);
    this.died = new Promise((resolve) => {
      this.#fail = (reason) => {
        this.#dead ??= reason;
        this.#end();
        for (const refuse of [...this.#pendingRejects]) refuse(reason);
        resolve(reason);
      };
    });
    const fail = (event: Event) => {
      event.preventDefault();
      const { message } = event as ErrorEvent;
      this.#fail(
        new Error(
          `the phrase worker stopped: ${message || 'it could not start; see workerUrl for pages with a strict content security policy'}`,
        ),
      );
    };
    worker.addEventListener('error', fail);
    worker.addEventListener('messageerror', fail);
  }

  async load(files: ModelFiles, wasm: ArrayBuffer, where: string): Promise<void> {
    const greeting: unknown = await this.#inTime(
      this.#api.load(files, transfer(wasm, [wasm]), where),
      PATIENCE_MS.load,
    );
    if (!isRecord(greeting) || greeting.protocol !== PROTOCOL_VERSION || typeof greeting.name !== 'string')
      throw new WorkerVersionError(
        'the phrase worker has another version than the package; copy phrase-worker.js of this version to workerUrl',
      );
    this.name = greeting.name.slice(0, NAME_LETTERS);
  }

  async generate(request: PhraseRequest): Promise<Phrase> {
    if (this.#disposed) throw new Error('the music model was disposed and cannot write phrases');
    if (this.#dead) throw this.#dead;
    const answer: unknown = await this.#inTime(this.#api.generate(request), PATIENCE_MS.generate);
    if (!isRecord(answer) || !Number.isFinite(answer.tensors))
      throw new TypeError('the phrase worker did not answer with a phrase');
    const phrase = inside('the phrase worker', () => phraseFrom(answer.phrase, request));
    this.tensors = answer.tensors as number;
    return phrase;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#end();
    for (const refuse of [...this.#pendingRejects]) refuse(new Error('the music model was disposed'));
  }

  /**
   * Terminates the worker. Comlink keeps its proxy, and the listeners with it, until it is released; a signal that outlives
   * the worker would keep the rest.
   */
  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.signal?.removeEventListener('abort', this.#abort);
    this.#api[releaseProxy]();
    this.worker.terminate();
  }

  /** Resolves with the answer, or rejects if the worker dies or times out. */
  #inTime<T>(answer: Promise<T>, patienceMs: number): Promise<T> {
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout>;
      const settle = () => {
        clearTimeout(timer);
        this.#pendingRejects.delete(refuse);
      };
      const refuse = (reason: unknown) => {
        settle();
        reject(reason);
      };
      const late = () => this.#fail(new Error(`the phrase worker has not answered for ${patienceMs / 1000} s`));
      timer = setTimeout(() => {
        timer = setTimeout(late, LAST_CHANCE_MS);
      }, patienceMs);
      this.#pendingRejects.add(refuse);
      answer.then((value) => {
        settle();
        resolve(value);
      }, refuse);
      if (this.#dead) refuse(this.#dead);
    });
  }
}
