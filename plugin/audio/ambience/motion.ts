/** How a bed moves in time: closed forms of the time since it came on, so that any part can be scheduled at any time. */

import { hashText, random } from '../../music/random.ts';
import type { Seconds } from '../../music/time.ts';
import type { Motion } from './bed.ts';

/** A value at a time since the start, of a drift -1..1, of a swell -0.5..1.3; times may be asked in any order. */
export type Movement = (time: Seconds) => number;

/** Octaves of a drift, from the slowest on. */
const OCTAVES = 5;

/** The movement of a bed. */
export function movementOf({ kind, seconds }: Motion, seed: string): Movement {
  return typeof seconds === 'number' || kind === 'drift'
    ? drift(typeof seconds === 'number' ? seconds : seconds[1], seed)
    : swells(seconds, seed);
}

/** 1/f noise, as of wind (van der Hoven 1957 for its slow side): octaves of equal power, each a smooth curve through random values. */
function drift(slowest: Seconds, seed: string): Movement {
  const seeds = Array.from({ length: OCTAVES }, (_, i) => hashText(`${seed}/octave ${i}`));
  return (time) => {
    let sum = 0;
    for (let i = 0; i < OCTAVES; i++) {
      const at = (time / slowest) * 2 ** i;
      const knot = Math.floor(at);
      const within = at - knot;
      const smooth = within * within * (3 - 2 * within);
      sum += valueAt(seeds[i]!, knot) * (1 - smooth) + valueAt(seeds[i]!, knot + 1) * smooth;
    }
    // A sum of five rarely leaves 1.6.
    return Math.max(-1, Math.min(1, sum / 1.6));
  };
}

/** A random value -1..1 for a number: the finalizer of MurmurHash3 (Appleby). */
function valueAt(seed: number, index: number): number {
  let hash = seed ^ Math.imul(index, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x8000_0000 - 1;
}

/** Share of a wave until it breaks. */
const BREAKS = 0.36;

/** One wave after another, each with its own length and height: it swells, breaks, and runs out more slowly. */
function swells([shortest, longest]: readonly [number, number], seed: string): Movement {
  const rng = random(`${seed}/swells`);
  const waves: { start: Seconds; seconds: Seconds; height: number }[] = [];
  // The first one is under way.
  let end = -shortest * rng.next();
  return (time) => {
    while (end <= time) {
      const seconds = shortest + (longest - shortest) * rng.next();
      waves.push({ start: end, seconds, height: 0.55 + 0.45 * rng.next() });
      end += seconds;
    }
    const { start, seconds, height } = waves.findLast((wave) => wave.start <= time) ?? waves[0]!;
    const share = Math.max(0, (time - start) / seconds);
    const up = share < BREAKS ? (share / BREAKS) ** 2 : ((1 - share) / (1 - BREAKS)) ** 1.5;
    // Troughs are long: this way the mean loudness is that of the bed.
    return 1.8 * height * up - 0.5;
  };
}
