/** Suspensions of an offline rendering, which some engines set late. */

/** Renderings of one block: they wait behind the suspensions for the same threads, which may be busy with other renderings. */
const BLOCKS = 8;

/**
 * Resolves once an engine that sets suspensions on threads of its own, as node-web-audio-api does, has most likely set those
 * requested so far. `ms` is the time for a busy machine to continue a thread in the middle of its work. A suspension that
 * still comes too late rejects when the rendering starts.
 */
export async function suspensionsSet(Offline: typeof OfflineAudioContext, ms: number): Promise<void> {
  const block = () => new Offline(1, 128, 44100).startRendering();
  await Promise.all(Array.from({ length: BLOCKS }, block));
  await new Promise((resolve) => setTimeout(resolve, ms));
  await Promise.all(Array.from({ length: BLOCKS }, block));
}
