/** The worker's side: the network lives here, so that writing never costs the game a frame. */

import { expose } from 'comlink';
import type { PhraseModel } from '../../music/phrase.ts';
import { createLstmModel } from '../lstm.ts';
import { liveTensors, startTensors } from '../tensors.ts';
import { type PhraseWorkerApi, PROTOCOL_VERSION } from './protocol.ts';

let model: PhraseModel | null = null;

/** The shortest module there is: a magic number and a version. */
const NO_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** An error that trying again does not cure, for the game's side to tell by its name. */
function wasmError(reason: string): Error {
  const error = new Error(`WebAssembly is not to be had here (${reason}); allow 'wasm-unsafe-eval' in script-src`);
  error.name = 'WasmError';
  return error;
}

/**
 * Where a page's policy forbids WebAssembly, tfjs waits for ever. Compiling at once throws at once; the asynchronous
 * functions do not settle in every browser.
 */
function checkWasm(): void {
  try {
    new WebAssembly.Module(NO_MODULE);
  } catch (error) {
    const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw wasmError(reason);
  }
}

/** Rejects when the policy refuses something while tfjs starts, which reports it to nobody. */
function refusedByPolicy(): Promise<never> {
  return new Promise((_, reject) => {
    addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
      if (blockedURI.startsWith('wasm')) reject(wasmError(`${effectiveDirective} refuses ${blockedURI}`));
    });
  });
}
const refused = refusedByPolicy();
// It is looked at only while a model loads.
refused.catch(() => {});

const api: PhraseWorkerApi = {
  async load(files, wasm, where) {
    checkWasm();
    await Promise.race([startTensors(wasm), refused]);
    model?.dispose();
    model = createLstmModel(files, where);
    return { protocol: PROTOCOL_VERSION, name: model.name };
  },
  async generate(request) {
    if (!model) throw new Error('the phrase worker has no model yet');
    return { phrase: await model.generate(request), tensors: liveTensors() };
  },
  dispose() {
    model?.dispose();
    model = null;
  },
};

expose(api);
