/** A plain request for a phrase, in which a test replaces the fields that matter to it. */

import type { PhraseRequest } from '../../plugin/music/phrase.ts';

/** Four bars in 4/4, ionian, closed. */
export function phraseRequest(over: Partial<PhraseRequest> = {}): PhraseRequest {
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
