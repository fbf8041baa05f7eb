/** The worker's side: the network lives here, so that writing never costs the game a frame. */

import { expose } from 'comlink';
import type { PhraseModel } from '../../music/phrase.ts';
import { createLstmModel } from '../lstm.ts';
import { liveTensors, startTensors } from '../tensors.ts';
import { type PhraseWorkerApi, PROTOCOL_VERSION } from './protocol.ts';

let model: PhraseModel | null = null;

/** The shortest module there is: a magic number and a version. */
const NO_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** Where a page's policy forbids WebAssembly, tfjs waits for ever; the browser says so at once. */
async function checkWasm(): Promise<void> {
  try {
    await WebAssembly.compile(NO_MODULE);
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    throw new Error(`WebAssembly is not to be had here (${reason}); allow 'wasm-unsafe-eval' in script-src`);
  }
}

const api: PhraseWorkerApi = {
  async load(files, wasm, where) {
    await checkWasm();
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
