/** Where the conductor gets its phrases: a model that takes its time, and one that answers at once when the first is late or gone. */

import type { Phrase, PhraseModel, PhraseRequest } from '../music/phrase.ts';

/** A phrase model that can also answer within the call, for when a bar line cannot wait. */
export interface InstantPhraseModel extends PhraseModel {
  generateNow(request: PhraseRequest): Phrase;
}

/** The two models behind the music. */
export interface PhraseSource {
  /** The model of choice, or null where it could not be loaded. */
  readonly composer: PhraseModel | null;
  /** Always there. */
  readonly fallback: InstantPhraseModel;
  /**
   * The fallback once more, in slices: asked ahead of need while the composer loads, is late or is gone, so that the
   * fallback need not write within a call. The same request has to give the same phrase. Without it, it does.
   */
  readonly ahead?: PhraseModel;
}
