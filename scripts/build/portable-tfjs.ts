/**
 * tfjs looks for Node and then reaches for `require`, which no ES module has and bundlers for browsers cannot resolve.
 * What is published runs the same code everywhere: it brings its wasm binary along and needs nothing of Node's.
 */

import type { Plugin } from 'vite';

const IS_NODE =
  'var ENVIRONMENT_IS_NODE=typeof process=="object"&&typeof process.versions=="object"&&typeof process.versions.node=="string"';

/** What tfjs asks of a platform, by what browsers and Node have in common. */
const PLATFORM = `
import { env } from '../environment';
if (env().get('IS_NODE') && !env().get('IS_BROWSER')) {
  env().setPlatform('node', {
    fetch: (path, init) => fetch(path, init),
    now: () => performance.now(),
    encode: (text) => new TextEncoder().encode(text),
    decode: (bytes, encoding) => new TextDecoder(encoding).decode(bytes),
    isTypedArray: (value) => [Float32Array, Int32Array, Uint8Array, Uint8ClampedArray].some((type) => value instanceof type),
  });
}
`;

/** Takes out of tfjs what only Node can load. */
export const portableTfjs: Plugin = {
  name: 'portable-tfjs',
  enforce: 'pre',
  transform(code, id) {
    if (id.endsWith('/tfjs-core/dist/platforms/platform_node.js')) return { code: PLATFORM, map: null };
    if (!/\/tfjs-backend-wasm\/wasm-out\/[^/]*\.js$/.test(id) || !code.includes('ENVIRONMENT_IS_NODE')) return null;
    const portable = code.replaceAll(IS_NODE, 'var ENVIRONMENT_IS_NODE=false');
    if (portable === code) throw new Error(`${id} looks for Node in another way than it did; see portable-tfjs.ts`);
    return { code: portable, map: null };
  },
};
