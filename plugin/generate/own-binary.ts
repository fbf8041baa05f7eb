/** The wasm binary for callers that pass none. Unbuilt sources run only in Node, where tfjs finds the installed file. */

/** Resolves with null; a build replaces this module by `worker/wasm-binary.ts`. */
export async function ownBinary(): Promise<ArrayBuffer | null> {
  return null;
}
