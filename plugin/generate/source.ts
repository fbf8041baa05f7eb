/** Where the conductor gets phrases: an asynchronous model, and a fallback that answers synchronously. */

import type { Drummer } from '../music/drum-performance.ts';
import type { Phrase, PhraseModel, PhraseRequest } from '../music/phrase.ts';

/** A phrase model that can also answer synchronously, for a bar that must be scheduled now. */
export interface InstantPhraseModel extends PhraseModel {
  generateNow(request: PhraseRequest): Phrase;
}

/** The models of a soundtrack. */
export interface PhraseSource {
  /** The preferred model, or null if it could not be loaded. */
  readonly composer: PhraseModel | null;
  /** Always available. */
  readonly fallback: InstantPhraseModel;
  /**
   * The fallback again, time-sliced: asked ahead of need while the composer loads, is late or has failed, so that the
   * fallback rarely has to answer synchronously. Must give the same phrases. Default: the fallback itself.
   */
  readonly ahead?: PhraseModel;
  /** Plays the drums of the composer's phrases; null until loaded, which is before the composer's first phrase, or never. */
  readonly drummer?: () => Drummer | null;
}
