/** Both phrase models as they run in Node, for suites that have to hold for each. */

import { readModelFiles, SHIPPED_MODEL } from '../../models/weights/read.ts';
import { createLstmModel, startTensors } from '../../plugin/generate/lstm.ts';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import type { PhraseModel, PhraseRequest } from '../../plugin/music/phrase.ts';

/** The composers by name; each call makes one. */
export const COMPOSERS: Readonly<Record<'lstm' | 'ngram', () => Promise<PhraseModel>>> = {
  async lstm() {
    await startTensors();
    return createLstmModel(readModelFiles(SHIPPED_MODEL));
  },
  ngram: async () => createNgramModel(),
};

/** A plain wish for four bars, with whatever a test cares about put over it. */
export function wish(over: Partial<PhraseRequest> = {}): PhraseRequest {
  return {
    seed: 'wish',
    bars: 4,
    meter: '4/4',
    mode: 'ionian',
    style: null,
    chords: [],
    controls: { chromaticism: 0 },
    cadence: 'full',
    candidates: 3,
    ...over,
  };
}
