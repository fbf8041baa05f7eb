/**
 * tfjs registers every kernel and optimizer that it has, and brings code for threads, which the package never starts. What
 * a game downloads runs a network with a few kernels, so a build for games leaves the rest out: 40 kB after compression.
 */

import type { Plugin } from 'vite';
import { KERNELS } from '../../plugin/generate/kernels.ts';

/** The name under which the module of a kernel exports its registration: `Tanh` is `tanhConfig`. */
const configOf = (kernel: string) => `${kernel.replace(/[A-Z]/, (first) => first.toLowerCase())}Config`;

const REGISTRATIONS = [
  `import { registerKernel } from '@tensorflow/tfjs-core';`,
  ...KERNELS.map((kernel) => `import { ${configOf(kernel)} } from './kernels/${kernel}';`),
  ...KERNELS.map((kernel) => `registerKernel(${configOf(kernel)});`),
].join('\n');

/** What replaces modules of tfjs, by the end of their path. */
const REPLACED: Readonly<Record<string, string>> = {
  '/tfjs-backend-wasm/dist/register_all_kernels.js': REGISTRATIONS,
  '/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js': 'export default null;',
  '/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js': `export const wasmWorkerContents = '';`,
  // Without the optimizers, which register themselves.
  '/tfjs-core/dist/index.js': `import './base_side_effects';\nexport * from './base';`,
};

/** Reduces tfjs to what a network in a game needs. Not for builds that train. */
export const leanTfjs: Plugin = {
  name: 'lean-tfjs',
  enforce: 'pre',
  load(id) {
    const path = id.replaceAll('\\', '/');
    return Object.entries(REPLACED).find(([end]) => path.endsWith(end))?.[1] ?? null;
  },
};
