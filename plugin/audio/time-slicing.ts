/** Time slices for long work on the page's thread, so that loading an instrument does not cost a frame. */

/** A slice ends after the step in which it exceeds this many ms: while music plays, and before that, when the player is waiting. */
const TURN_MS = { playing: 0.7, waiting: 5 };
/** Pause between two slices, in ms. Differs from PAUSE_MS in time-sliced-model.ts, so that traces can tell the timers apart. */
const PAUSE_MS = { playing: 5, waiting: 2 };

/**
 * Returns a function to await between the steps of long work: it pauses when the current slice is over. In Node and on hidden
 * pages, which have slow timers and no visible frames, it never pauses.
 * @param isPlaying whether music is playing; then slices are short
 */
export function createYielder(isPlaying: () => boolean): () => Promise<void> {
  let begun = performance.now();
  return async () => {
    const now = isPlaying() ? 'playing' : 'waiting';
    if (typeof document === 'undefined' || document.hidden || performance.now() - begun < TURN_MS[now]) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS[now]));
    begun = performance.now();
  };
}
