/**
 * The binary as it is published: base64 of bytes that were compressed first. Base64 hides from a server's own compression
 * what repeats in the binary, so that compressed afterwards it is two fifths larger.
 */

import { bytesOfDataUrl } from './shipped-model.ts';

/** The bytes of `tfjs-backend-wasm-simd.wasm`. Every browser that runs them (wasm with SIMD) has `DecompressionStream`. */
export async function wasmBinary(): Promise<ArrayBuffer> {
  const { default: url } = await import('virtual:packed-wasm');
  const packed = new Blob([bytesOfDataUrl(url)]).stream();
  return new Response(packed.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}
