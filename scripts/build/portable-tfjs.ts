/**
 * tfjs detects Node and then uses `require`, which ES modules lack and for which bundlers for browsers add polyfills. The
 * published code is the same everywhere: it contains its wasm binary and uses nothing of Node.
 */

import type { Plugin } from 'vite';

/** Node's globals that bundled code looks for, for Vite's `define`. The plugin's own code reads `globalThis`. */
export const NO_NODE = { process: 'undefined', Buffer: 'undefined', __filename: 'undefined' } as const;

/**
 * A tfjs platform from what browsers and Node have in common. A program may have a whole tfjs beside this one, which shares its
 * environment and also sets a platform: whichever comes second keeps quiet about it in production mode.
 */
const PLATFORM = `
import { env } from '../environment';
if (!env().get('IS_BROWSER')) {
  env().set('PROD', true);
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
