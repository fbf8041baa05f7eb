/**
 * The binary of tfjs's wasm backend travels as text in a module of its own: addresses relative to a module do not survive a
 * game's bundler. The build compresses it before it is text: base64 hides from a server's own compression what repeats.
 */

import { bytesOfDataUrl } from './shipped-model.ts';

/** The bytes of `tfjs-backend-wasm-simd.wasm`. Every browser that runs them (wasm with SIMD) has `DecompressionStream`. */
export async function wasmBinary(): Promise<ArrayBuffer> {
  const { default: url } = await import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url&inline');
  const bytes = bytesOfDataUrl(url);
  if (!url.startsWith('data:application/gzip')) return bytes;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

/** Stands in for `own-binary.ts` in a build, where no file of an installed tfjs can be found. */
export { wasmBinary as ownBinary };
