/**
 * Matrices in the memory of tfjs's wasm backend, whose kernels are called by name. In a network this small, the overhead
 * of tfjs-core's ops (tape, scopes, checks) exceeds the arithmetic. The only file that imports tfjs.
 */

import { type BackendWasm, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Kernel } from './kernels.ts';
import { ownBinary } from './own-binary.ts';

/** The URL under which tfjs requests its binary when it was passed as bytes. */
const OWN_BINARY = 'phaser-adaptive-music/tfjs-backend-wasm-simd.wasm';

/**
 * Starts the wasm backend of tfjs.
 * @param wasm bytes of `tfjs-backend-wasm-simd.wasm`; default: the package's own.
 * @throws Error if WebAssembly with SIMD is unavailable.
 */
export async function startTensors(wasm?: ArrayBuffer): Promise<void> {
  // Threads hang in cross-origin-isolated pages, and the model already runs in a worker.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const bytes = tf.getBackend() === 'wasm' ? null : (wasm ?? (await ownBinary()));
  if (bytes) {
    // tfjs requires a URL for each build and requests only the one that fits. It must use the platform's fetch, so that
    // the request can be answered from memory.
    const builds = ['', '-simd', '-threaded-simd'].map((build) => [`tfjs-backend-wasm${build}.wasm`, OWN_BINARY]);
    setWasmPaths(Object.fromEntries(builds), true);
    answerFromMemory(OWN_BINARY, bytes);
  }
  setThreadsCount(1);
  if (!(await tf.setBackend('wasm'))) throw new Error('the WebAssembly backend of tfjs did not start; it needs SIMD');
  await tf.ready();
}

/** Answers tfjs's fetch from memory: a content security policy might forbid a request. */
function answerFromMemory(address: string, bytes: ArrayBuffer): void {
  const { platform } = tf.env();
  const fetchElsewhere = platform.fetch.bind(platform);
  platform.fetch = async (path, init) =>
    path === address
      ? new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } })
      : fetchElsewhere(path, init);
}

/** Number of live tensors in the backend. */
export function liveTensors(): number {
  return backend().numDataIds();
}

function backend(): BackendWasm {
  return tf.backend() as BackendWasm;
}

/** A matrix in the backend's memory, until {@link free}. */
export interface Matrix {
  // Written out, because declarations that import tfjs would require it to be installed.
  readonly dataId: object;
  readonly shape: number[];
  readonly dtype: 'float32';
}

/** Makes a matrix of 32-bit floats in row-major order; default: zeros. */
export function matrix(rows: number, columns: number, values: Float32Array = new Float32Array(rows * columns)): Matrix {
  const shape = [1, rows, columns];
  return { dataId: backend().write(values, shape, 'float32'), shape, dtype: 'float32' };
}

/** Makes a row vector that {@link product} adds to every row. */
export function row(values: Float32Array): Matrix {
  const shape = [values.length];
  return { dataId: backend().write(values, shape, 'float32'), shape, dtype: 'float32' };
}

/** A view of a matrix's numbers. The memory may move when the next matrix is made: do not keep the view. */
export function numbersOf(of: Matrix): Float32Array {
  return backend().typedArrayFromHeap(of) as Float32Array;
}

/** The product of two matrices, plus a row vector. */
export function product(a: Matrix, b: Matrix, bias: Matrix): Matrix {
  return run('_FusedMatMul', { a, b, bias }, PRODUCT);
}

/** A dense layer. */
export interface Layer {
  readonly kernel: Matrix;
  readonly bias: Matrix;
}

/** The numbers of a dense layer's output. */
export function dense(input: Matrix, { kernel, bias }: Layer): Float32Array {
  const out = product(input, kernel, bias);
  // The memory may move.
  const values = numbersOf(out).slice();
  free(out);
  return values;
}

const PRODUCT = { transposeA: false, transposeB: false, activation: 'linear' };

/** Applies a function to each number. */
export function each(kernel: 'Sigmoid' | 'Tanh', x: Matrix): Matrix {
  return run(kernel, { x }, {});
}

/** Frees matrices. */
export function free(...matrices: readonly Matrix[]): void {
  for (const { dataId } of matrices) backend().disposeData(dataId);
}

function run(name: Kernel, inputs: tf.NamedTensorInfoMap, attrs: Record<string, unknown>): Matrix {
  const { kernelFunc } = tf.getKernel(name, 'wasm');
  return kernelFunc({ inputs, attrs: attrs as tf.NamedAttrMap, backend: backend() }) as Matrix;
}
