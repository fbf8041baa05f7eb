/**
 * The binary of tfjs's wasm backend is text in a module of its own, because URLs relative to a module do not survive a
 * game's bundler. The build compresses it before encoding: after base64 a server's own compression is ineffective.
 */

import { bytesOfDataUrl } from './shipped-model.ts';

/** The bytes of `tfjs-backend-wasm-simd.wasm`. Every browser with WebAssembly SIMD also has `DecompressionStream`. */
export async function wasmBinary(): Promise<ArrayBuffer> {
  const { default: url } = await import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url&inline');
  const bytes = bytesOfDataUrl(url);
  if (!url.startsWith('data:application/gzip')) return bytes;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

/** Replaces `own-binary.ts` in a build, where no installed tfjs can be found. */
export { wasmBinary as ownBinary };
