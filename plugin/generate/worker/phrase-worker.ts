/** The worker's side: the network runs here, so that writing never costs a frame. */

import { expose } from 'comlink';
import type { PhraseModel } from '../../music/phrase.ts';
import { createLstmModel } from '../lstm.ts';
import { liveTensors, startTensors } from '../tensors.ts';
import { type PhraseWorkerApi, PROTOCOL_VERSION } from './protocol.ts';

let model: PhraseModel | null = null;

/** The smallest valid WebAssembly module: magic number and version. */
const NO_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/**
 * Throws at once if the page's policy forbids WebAssembly; tfjs, and in some browsers the asynchronous API, would wait
 * forever. Chromium and Firefox refuse to compile; WebKit compiles and refuses to instantiate.
 */
function checkWasm(): void {
  try {
    new WebAssembly.Instance(new WebAssembly.Module(NO_MODULE));
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    const refused = new Error(`WebAssembly is unavailable (${reason}); allow 'wasm-unsafe-eval' in script-src`);
    // By this name, the phrase client knows that a restart does not help.
    refused.name = 'WasmError';
    throw refused;
  }
}

const api: PhraseWorkerApi = {
  async load(files, wasm, where) {
    checkWasm();
    await startTensors(wasm);
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
