/** Seeded random numbers. No other randomness may decide a note. */

import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of random numbers that depends only on its seed. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [0, n). */
  int(n: number): number;
  /** One of the items. @throws RangeError if there are none. */
  pick<T>(items: readonly T[]): T;
  /** An index, with probability in proportion to its weight (weights >= 0, not all 0). */
  weighted(weights: ArrayLike<number>): number;
}

/** FNV-1a over UTF-16 code units: a 32-bit hash of a text (Fowler, Noll, Vo). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A random stream for a seed; different seeds give unrelated streams. */
export function random(seed: string): Random {
  const generator = xoroshiro128plus(hashText(seed) | 0);
  for (let i = 0; i < 4; i++) generator.next();
  const next = () => (generator.next() >>> 0) / 0x1_0000_0000;
  const int = (n: number) => Math.floor(next() * n);
  return {
    next,
    int,
    pick(items) {
      if (items.length === 0) throw new RangeError('random.pick: nothing to pick from');
      return items[int(items.length)]!;
    },
    weighted(weights) {
      let total = 0;
      for (let i = 0; i < weights.length; i++) total += weights[i]!;
      let left = next() * total;
      for (let i = 0; i < weights.length; i++) {
        left -= weights[i]!;
        if (left < 0) return i;
      }
      for (let i = weights.length - 1; i >= 0; i--) if (weights[i]! > 0) return i;
      return 0;
    },
  };
}
