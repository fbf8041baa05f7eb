/** The overlapped area of two densities: 1 for equal ones, 0 for disjoint ones. */

import { sampleStandardDeviation } from 'simple-statistics';

/** Number of bins. */
const BINS = 1024;
/** Range of the densities and of the kernels, in bandwidths. */
const REACH = 4;

/**
 * The overlapped area (0..1) of the densities of two lists, each of at least two numbers: Gaussian kernels, bandwidth by
 * Scott's rule. Numbers are binned before smoothing, because the lists have tens of thousands.
 */
export function overlappedArea(a: Float64Array, b: Float64Array): number {
  const widths = [bandwidth(a), bandwidth(b)] as const;
  const margin = REACH * Math.max(...widths);
  const from = Math.min(extreme(a, Math.min), extreme(b, Math.min)) - margin;
  const to = Math.max(extreme(a, Math.max), extreme(b, Math.max)) + margin;
  if (from === to) return 1;
  const bin = (to - from) / BINS;
  const curve = density(a, widths[0], from, bin);
  const other = density(b, widths[1], from, bin);
  return curve.reduce((area, height, i) => area + Math.min(height, other[i]!), 0);
}

function extreme(values: Float64Array, of: (a: number, b: number) => number): number {
  return values.reduce((found, value) => of(found, value));
}

/** Scott's rule in one dimension: the standard deviation times n^(-1/5). */
function bandwidth(values: Float64Array): number {
  return sampleStandardDeviation([...values]) * values.length ** -0.2;
}

/** The density as mass per bin; the sum is 1. */
function density(values: Float64Array, width: number, from: number, bin: number): Float64Array {
  const counts = new Float64Array(BINS);
  for (const value of values) counts[Math.min(BINS - 1, Math.floor((value - from) / bin))]!++;
  const kernel = kernelOf(width / bin);
  const middle = (kernel.length - 1) / 2;
  const smooth = new Float64Array(BINS);
  let total = 0;
  for (let i = 0; i < BINS; i++) {
    if (counts[i] === 0) continue;
    for (let k = 0; k < kernel.length; k++) {
      const place = i + k - middle;
      if (place < 0 || place >= BINS) continue;
      const mass = counts[i]! * kernel[k]!;
      smooth[place]! += mass;
      total += mass;
    }
  }
  return smooth.map((mass) => mass / total);
}

/** A Gaussian kernel of a width in bins; a single bin for width 0. */
function kernelOf(width: number): Float64Array {
  const half = Math.ceil(REACH * width);
  return Float64Array.from({ length: 2 * half + 1 }, (_, i) =>
    half === 0 ? 1 : Math.exp(-0.5 * ((i - half) / width) ** 2),
  );
}
