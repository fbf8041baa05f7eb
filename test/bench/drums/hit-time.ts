/** How long a drummer takes for a hit: in ms, and beside a plain loop of as many multiplications, which feels the machine's load alike. */

import { type Drummer, random } from '../../../plugin/internal.ts';

const BARS = 16;
const BAR_TICKS = 96;
const ROUNDS = 40;
/** Multiplications of a hit: the gates of 112 units, the next place, and three outputs by way of 48. */
const SIZES = [
  [448, 112],
  [40, 112],
  [144, 112],
  [49, 48],
] as const;

/** Least times of all rounds. */
export interface HitTime {
  readonly ms: number;
  /** In plain loops. */
  readonly loops: number;
}

/** Plays freely, the plain loop in turn with it. */
export function hitTime(drummer: Drummer): HitTime {
  const kernels = SIZES.map(([rows, columns]) => new Float32Array(rows * columns).fill(0.5));
  const x = new Float32Array(112).fill(0.5);
  const out = new Float32Array(448);
  const least = { hit: Number.POSITIVE_INFINITY, loop: Number.POSITIVE_INFINITY };
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    const hits = played(drummer, `round ${round}`);
    const between = performance.now();
    for (let i = 0; i < hits; i++)
      for (const [k, [rows, columns]] of SIZES.entries()) multiply(kernels[k]!, x, rows, columns, out);
    least.hit = Math.min(least.hit, (between - began) / hits);
    least.loop = Math.min(least.loop, (performance.now() - between) / hits);
  }
  return { ms: least.hit, loops: least.hit / least.loop };
}

function played(drummer: Drummer, seed: string): number {
  const performance = drummer.perform({
    style: 'rock',
    swings: false,
    meter: '4/4',
    barTicks: BAR_TICKS,
    bpm: 120,
    countIn: 0,
    bar: () => ({ density: 3, level: 3, fill: false }),
    chance: random(seed),
    manner: random(seed),
  });
  return performance.playTo(BARS * BAR_TICKS).length;
}

function multiply(kernel: Float32Array, x: Float32Array, rows: number, columns: number, out: Float32Array): void {
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let i = 0; i < columns; i++) sum += kernel[row * columns + i]! * x[i]!;
    out[row] = sum;
  }
}
