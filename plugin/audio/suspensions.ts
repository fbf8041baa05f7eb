/** Suspensions of an offline rendering, which some engines set late. */

/**
 * Resolves once an engine that sets suspensions on threads of its own, as node-web-audio-api does, has most likely set those
 * requested so far: these renderings of one block wait behind them for the same threads. However busy the machine is, a
 * suspension that still comes too late rejects when the rendering starts.
 */
export async function suspensionsSet(Offline: typeof OfflineAudioContext, blocks: number): Promise<void> {
  for (let block = 0; block < blocks; block++) await new Offline(1, 128, 44100).startRendering();
}
