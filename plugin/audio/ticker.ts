/** A steady call that goes on whatever the game loop does, so that music is handed over even while frames are slow. */

/**
 * Calls back about every `intervalMs` milliseconds until the function returned is called. Hidden pages get it about
 * once a second, which the music handed over ahead of time covers. What the callback throws ends up on the console.
 */
export function startTicker(callback: () => void, intervalMs: number): () => void {
  const timer = setInterval(callback, intervalMs);
  return () => clearInterval(timer);
}
