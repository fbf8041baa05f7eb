/** The wasm binary for callers that bring none. The sources run in Node alone, where tfjs finds the one that is installed. */

/** Resolves with no bytes; a build takes the packaged binary (`worker/wasm-binary.ts`) in this module's place. */
export async function ownBinary(): Promise<ArrayBuffer | null> {
  return null;
}
