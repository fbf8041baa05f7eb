/** The stage of games without sound. */

import type { Stage } from '../conductor/stage.ts';

/** Nothing is heard, and nothing fails. */
export function silentStage(): Stage {
  return {
    now: () => 0,
    prepare: () => Promise.resolve(),
    play: () => {},
    fade: () => {},
    clear: () => {},
    sting: () => {},
    trackSeconds: () => null,
    track: () => {},
    endTrack: () => {},
    duck: () => {},
    muffle: () => {},
  };
}
