/** Long work on the page's thread, in turns: between two of them the game goes on, so that loading an instrument costs no frame. */

/** A turn ends with the piece of work in which so many ms are up: while music plays, and before, when it is waited for. */
const TURN_MS = { playing: 0.7, waiting: 5 };
/** The game has so many ms between two turns; not as many as between slices of writing, whose timers a trace tells by it. */
const PAUSE_MS = { playing: 5, waiting: 2 };

/**
 * Begins work that can wait. The function returned is to be awaited between its pieces: it lets the game go on where the
 * turn is over. Nobody sees the frames of a hidden page, whose timers are slow, and Node has none: there it goes straight on.
 * @param isPlaying whether music plays at this moment; while it does, turns are short
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
