/** The worker's side: the network lives here, so that writing never costs the game a frame. */

import { expose } from 'comlink';
import type { PhraseModel } from '../../music/phrase.ts';
import { createLstmModel, startTensors } from '../lstm.ts';
import type { PhraseWorkerApi } from './protocol.ts';

let model: PhraseModel | null = null;

const api: PhraseWorkerApi = {
  async load(files, wasm, where) {
    await startTensors(wasm);
    model?.dispose();
    model = createLstmModel(files, where);
    return model.name;
  },
  async generate(request) {
    if (!model) throw new Error('the phrase worker has no model yet');
    return model.generate(request);
  },
  dispose() {
    model?.dispose();
    model = null;
  },
};

expose(api);
