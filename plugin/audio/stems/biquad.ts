/** The filters of Web Audio's BiquadFilterNode, on samples: the formulas of the specification, which all engines use. */

import { gainOfDb } from '../decibels.ts';
import type { Hertz } from '../nyquist.ts';

/** One filter; gain in dB, Q as the node has it: in dB for the highpass. */
export interface FilterSettings {
  readonly type: 'lowshelf' | 'highshelf' | 'peaking' | 'highpass';
  readonly frequency: Hertz;
  readonly gain?: number;
  readonly Q: number;
}

type Coefficients = readonly [b0: number, b1: number, b2: number, a1: number, a2: number];

function coefficients({ type, frequency, gain = 0, Q }: FilterSettings, sampleRate: Hertz): Coefficients {
  const w = (2 * Math.PI * frequency) / sampleRate;
  const [cos, sin] = [Math.cos(w), Math.sin(w)];
  const a = 10 ** (gain / 40);
  const scaled = (b0: number, b1: number, b2: number, a0: number, a1: number, a2: number): Coefficients => [
    b0 / a0,
    b1 / a0,
    b2 / a0,
    a1 / a0,
    a2 / a0,
  ];
  if (type === 'highpass') {
    const alpha = sin / (2 * gainOfDb(Q));
    return scaled((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
  }
  if (type === 'peaking') {
    const alpha = sin / (2 * Q);
    return scaled(1 + alpha * a, -2 * cos, 1 - alpha * a, 1 + alpha / a, -2 * cos, 1 - alpha / a);
  }
  // Shelves have no Q; their slope is 1.
  const side = type === 'lowshelf' ? 1 : -1;
  const root = 2 * Math.sqrt(a) * sin * Math.SQRT1_2;
  const [up, down] = [a + 1, a - 1];
  return scaled(
    a * (up - side * down * cos + root),
    2 * side * a * (down - side * up * cos),
    a * (up - side * down * cos - root),
    up + side * down * cos + root,
    -2 * side * (down + side * up * cos),
    up + side * down * cos - root,
  );
}

/** A filter that keeps its state from one block of samples to the next. It changes the block in place, and returns it. */
export function biquad(settings: FilterSettings, sampleRate: Hertz): (block: Float64Array) => Float64Array {
  const [b0, b1, b2, a1, a2] = coefficients(settings, sampleRate);
  let s1 = 0;
  let s2 = 0;
  return (block) => {
    for (let i = 0; i < block.length; i++) {
      const x = block[i]!;
      const y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      block[i] = y;
    }
    return block;
  };
}
