/** Both phrase models as they run in Node, for suites that have to hold for each. */

import { readModelFiles, SHIPPED_MODEL } from '../../models/weights/read.ts';
import { createLstmModel } from '../../plugin/generate/lstm.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { startTensors } from '../../plugin/generate/tensors.ts';
import type { PhraseModel } from '../../plugin/music/phrase.ts';

/** The composers by name; each call makes one. */
export const COMPOSERS: Readonly<Record<'lstm' | 'ngram', () => Promise<PhraseModel>>> = {
  async lstm() {
    await startTensors();
    return createLstmModel(readModelFiles(SHIPPED_MODEL));
  },
  ngram: async () => createNgramModel(),
};
