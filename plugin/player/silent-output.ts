/** The audio output of games without sound. */

import type { AudioOutput } from '../output/audio-output.ts';

/** An output whose methods do nothing. */
export function silentOutput(): AudioOutput {
  return {
    now: () => 0,
    prepare: () => Promise.resolve(),
    play: () => {},
    fadeDeck: () => {},
    stopDeck: () => {},
    follow: () => {},
    playStinger: () => {},
    trackSeconds: () => null,
    track: () => {},
    endTrack: () => {},
    duck: () => {},
    setLowpass: () => {},
  };
}
