/**
 * Matrices in the memory of tfjs's wasm backend, and its kernels, called by name. So small a network pays more for what
 * the ops of tfjs-core do around a kernel (tape, scopes, checks) than for the sums in it. The only file that imports tfjs.
 */

import { type BackendWasm, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { ownBinary } from './own-binary.ts';

/** The address under which tfjs asks for its binary when it was handed over as bytes. */
const OWN_BINARY = 'phaser-adaptive-music/tfjs-backend-wasm-simd.wasm';

/**
 * Makes tfjs ready.
 * @param wasm bytes of `tfjs-backend-wasm-simd.wasm`; the package's own where none are given.
 * @throws Error where WebAssembly with SIMD cannot run.
 */
export async function startTensors(wasm?: ArrayBuffer): Promise<void> {
  // Threads hang in cross-origin-isolated pages, and a worker of ours is one already.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const bytes = tf.getBackend() === 'wasm' ? null : (wasm ?? (await ownBinary()));
  if (bytes) {
    // It insists on an address for each of its builds, and asks only for the one that runs here. Only when told to use
    // the platform's fetch does it ask where it can be answered from memory.
    const builds = ['', '-simd', '-threaded-simd'].map((build) => [`tfjs-backend-wasm${build}.wasm`, OWN_BINARY]);
    setWasmPaths(Object.fromEntries(builds), true);
    answerFromMemory(OWN_BINARY, bytes);
  }
  setThreadsCount(1);
  if (!(await tf.setBackend('wasm'))) throw new Error('the WebAssembly backend of tfjs did not start; it needs SIMD');
  await tf.ready();
}

/** No request leaves the page for what is in hand already: a content security policy might forbid it. */
function answerFromMemory(address: string, bytes: ArrayBuffer): void {
  const { platform } = tf.env();
  const fetchElsewhere = platform.fetch.bind(platform);
  platform.fetch = async (path, init) =>
    path === address
      ? new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } })
      : fetchElsewhere(path, init);
}

/** Tensors that are alive in the backend's memory. */
export function liveTensors(): number {
  return backend().numDataIds();
}

function backend(): BackendWasm {
  return tf.backend() as BackendWasm;
}

/** Rows of numbers in the backend's memory, until they are {@link free}. */
export interface Matrix {
  // Spelled out, because declarations that named tfjs would need it installed.
  readonly dataId: object;
  readonly shape: number[];
  readonly dtype: 'float32';
}

/** Makes a matrix of 32-bit floats, row by row; zeros, where no values are given. */
export function matrix(rows: number, columns: number, values: Float32Array = new Float32Array(rows * columns)): Matrix {
  const shape = [1, rows, columns];
  return { dataId: backend().write(values, shape, 'float32'), shape, dtype: 'float32' };
}

/** Makes a row of numbers to be added to every row of a product. */
export function row(values: Float32Array): Matrix {
  const shape = [values.length];
  return { dataId: backend().write(values, shape, 'float32'), shape, dtype: 'float32' };
}

/** The numbers where they lie. They may move with the next matrix that is made: do not keep them. */
export function numbersOf(of: Matrix): Float32Array {
  return backend().typedArrayFromHeap(of) as Float32Array;
}

/** A matrix times another, and a row added to each row. */
export function product(a: Matrix, b: Matrix, bias: Matrix): Matrix {
  return run('_FusedMatMul', { a, b, bias }, PRODUCT);
}

const PRODUCT = { transposeA: false, transposeB: false, activation: 'linear' };

/** A function of each number. */
export function each(kernel: 'Sigmoid' | 'Tanh', x: Matrix): Matrix {
  return run(kernel, { x }, {});
}

/** Frees matrices. */
export function free(...matrices: readonly Matrix[]): void {
  for (const { dataId } of matrices) backend().disposeData(dataId);
}

function run(name: string, inputs: tf.NamedTensorInfoMap, attrs: Record<string, unknown>): Matrix {
  const { kernelFunc } = tf.getKernel(name, 'wasm');
  return kernelFunc({ inputs, attrs: attrs as tf.NamedAttrMap, backend: backend() }) as Matrix;
}
