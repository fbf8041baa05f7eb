/** A plain wish for a phrase, with whatever a test cares about put over it. */

import type { PhraseRequest } from '../../plugin/music/phrase.ts';

/** Four bars in 4/4, ionian, closed. */
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
