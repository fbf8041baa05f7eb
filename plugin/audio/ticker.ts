/** A timer independent of the game loop, so that music is scheduled even if frames are slow. */

/**
 * Calls back about every `intervalMs` milliseconds, until the returned function is called. Hidden pages get about one call per
 * second, which scheduling ahead covers. What the callback throws ends up on the console.
 */
export function startTicker(callback: () => void, intervalMs: number): () => void {
  const timer = setInterval(callback, intervalMs);
  return () => clearInterval(timer);
}
