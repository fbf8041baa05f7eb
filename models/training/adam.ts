/** Adam with decoupled weight decay (Kingma & Ba 2015; Loshchilov & Hutter 2019) and a moving average of the weights. */

import type { SharedState } from './shared.ts';

const BETA1 = 0.9;
const BETA2 = 0.99;
const EPSILON = 1e-8;
const WEIGHT_DECAY = 0.01;
/** Decay of the moving average; faster during the first updates. */
const AVERAGE_DECAY = 0.998;

/** Updates parameters `from`..`to` by the mean gradient of all threads, scaled by `clip`. */
export function adamUpdate(
  state: SharedState,
  range: { readonly from: number; readonly to: number },
  step: number,
  rate: number,
  clip: number,
): void {
  const { parameters, average, moment1, moment2, gradients } = state;
  const correction1 = 1 - BETA1 ** step;
  const correction2 = 1 - BETA2 ** step;
  const keep = Math.min(AVERAGE_DECAY, step / (step + 10));
  const scale = clip / gradients.length;
  for (let i = range.from; i < range.to; i++) {
    let gradient = 0;
    for (const own of gradients) gradient += own[i]!;
    gradient *= scale;
    const m = BETA1 * moment1[i]! + (1 - BETA1) * gradient;
    const v = BETA2 * moment2[i]! + (1 - BETA2) * gradient * gradient;
    moment1[i] = m;
    moment2[i] = v;
    const move = m / correction1 / (Math.sqrt(v / correction2) + EPSILON) + WEIGHT_DECAY * parameters[i]!;
    parameters[i]! -= rate * move;
    average[i] = keep * average[i]! + (1 - keep) * parameters[i]!;
  }
}

/** The squared norm of the mean gradient over a range. */
export function squaredNorm(
  gradients: readonly Float32Array[],
  range: { readonly from: number; readonly to: number },
): number {
  let sum = 0;
  for (let i = range.from; i < range.to; i++) {
    let gradient = 0;
    for (const own of gradients) gradient += own[i]!;
    sum += gradient * gradient;
  }
  return sum / gradients.length ** 2;
}
