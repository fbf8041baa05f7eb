/** The stage of games without sound. */

import type { AudioOutput } from '../conductor/output/audio-output.ts';

/** Nothing is heard, and nothing fails. */
export function silentStage(): AudioOutput {
  return {
    now: () => 0,
    prepare: () => Promise.resolve(),
    play: () => {},
    fadeDeck: () => {},
    stopDeck: () => {},
    playStinger: () => {},
    trackSeconds: () => null,
    track: () => {},
    endTrack: () => {},
    duck: () => {},
    setLowpass: () => {},
  };
}
