/**
 * tfjs looks for Node and then reaches for `require`, which no ES module has and for which bundlers for browsers bring
 * polyfills along. What is published runs the same code everywhere: it carries its wasm binary and needs nothing of Node's.
 */

import type { Plugin } from 'vite';

/** Names of Node's that bundled code looks for, for Vite's `define`. Our own code asks `globalThis` for them. */
export const NO_NODE = { process: 'undefined', Buffer: 'undefined', __filename: 'undefined' } as const;

/** What tfjs asks of a platform, by what browsers and Node have in common. */
const PLATFORM = `
import { env } from '../environment';
if (!env().get('IS_BROWSER')) {
  env().setPlatform('portable', {
    fetch: (path, init) => fetch(path, init),
    now: () => performance.now(),
    encode: (text) => new TextEncoder().encode(text),
    decode: (bytes, encoding) => new TextDecoder(encoding).decode(bytes),
    isTypedArray: (value) => [Float32Array, Int32Array, Uint8Array, Uint8ClampedArray].some((type) => value instanceof type),
  });
}
`;

/** Replaces tfjs's platform for Node. */
export const portableTfjs: Plugin = {
  name: 'portable-tfjs',
  enforce: 'pre',
  load(id) {
    return id.endsWith('/tfjs-core/dist/platforms/platform_node.js') ? PLATFORM : null;
  },
};
