/** Memory that the training threads share: parameters, moments, gradients, and a barrier. */

import type { PieceLayout } from './network.ts';

/** The shared arrays; each is backed by a SharedArrayBuffer. */
export interface SharedState {
  readonly parameters: Float32Array;
  /** Moving average of the parameters over the last updates: the result of training. */
  readonly average: Float32Array;
  readonly moment1: Float32Array;
  readonly moment2: Float32Array;
  /** One gradient per thread. */
  readonly gradients: readonly Float32Array[];
  /** Per thread: duration loss, pitch loss, notes, squared gradient norm of its share; see {@link SLOT}. */
  readonly slots: Float64Array;
  /** Learning rate and stop flag, written by thread 0 between barriers; and an external request to stop. */
  readonly control: Float64Array;
  /** Arrival count and generation of the barrier. */
  readonly barrier: Int32Array;
}

export const SLOT = { duration: 0, pitch: 1, notes: 2, norm: 3, width: 4 } as const;
export const CONTROL = { rate: 0, stop: 1, asked: 2, width: 3 } as const;

/** Allocates shared memory for a network and a number of threads. */
export function sharedState(layout: PieceLayout, threads: number): SharedState {
  const floats = () => new Float32Array(new SharedArrayBuffer(layout.total * 4));
  return {
    parameters: floats(),
    average: floats(),
    moment1: floats(),
    moment2: floats(),
    gradients: Array.from({ length: threads }, floats),
    slots: new Float64Array(new SharedArrayBuffer(threads * SLOT.width * 8)),
    control: new Float64Array(new SharedArrayBuffer(CONTROL.width * 8)),
    barrier: new Int32Array(new SharedArrayBuffer(8)),
  };
}

/** Waits until all threads have arrived. */
export function meet(barrier: Int32Array, threads: number): void {
  const generation = Atomics.load(barrier, 1);
  if (Atomics.add(barrier, 0, 1) === threads - 1) {
    Atomics.store(barrier, 0, 0);
    Atomics.add(barrier, 1, 1);
    Atomics.notify(barrier, 1);
    return;
  }
  while (Atomics.load(barrier, 1) === generation) Atomics.wait(barrier, 1, generation);
}
