/** Starts tfjs on its wasm backend in Node, single-threaded: the fastest option without native code. */

import { startTensors } from '../../plugin/internal.ts';

/** Starts the wasm backend, in the published commands with the binary that they contain. @throws Error without SIMD. */
export async function startBackend(): Promise<void> {
  await startTensors();
}
