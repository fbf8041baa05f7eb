/**
 * The binary of tfjs's wasm backend travels as text in a module of its own: addresses relative to a module do not survive a
 * game's bundler. What is published has it compressed before it is text (`wasm-binary-packed.ts`), which downloads smaller.
 */

import { bytesOfDataUrl } from './shipped-model.ts';

/** The bytes of `tfjs-backend-wasm-simd.wasm`. */
export async function wasmBinary(): Promise<ArrayBuffer> {
  const { default: url } = await import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url&inline');
  return bytesOfDataUrl(url);
}
