/** Counted tables: the probability of a symbol in a context, smoothed by that of the next wider context, at last by add-one. */

/** Occurrences of a wider context that a narrower one must outweigh. */
const WEIGHT = 6;

/** Counts of symbols 0..size-1. Contexts go from the widest to the narrowest. */
export class Counted {
  readonly #size: number;
  readonly #counts = new Map<string, number[]>();

  constructor(size: number) {
    this.#size = size;
  }

  /** Contexts that were counted. */
  get contexts(): number {
    return this.#counts.size;
  }

  add(contexts: readonly string[], symbol: number): void {
    for (const [depth, context] of contexts.entries()) {
      const key = `${depth}/${context}`;
      const counts = this.#counts.get(key) ?? new Array<number>(this.#size).fill(0);
      counts[symbol]!++;
      this.#counts.set(key, counts);
    }
  }

  probability(contexts: readonly string[], symbol: number): number {
    let probability = 1 / this.#size;
    for (const [depth, context] of contexts.entries()) {
      const counts = this.#counts.get(`${depth}/${context}`);
      if (counts === undefined) continue;
      const all = counts.reduce((sum, count) => sum + count, 0);
      const weight = depth === 0 ? this.#size : WEIGHT;
      probability = (counts[symbol]! + weight * probability) / (all + weight);
    }
    return probability;
  }

  /** The counts as text, to see how large they would be in a package. */
  text(): string {
    return [...this.#counts].map(([key, counts]) => `${key} ${counts.join(' ')}`).join('\n');
  }
}

/** Contexts, each with all that the wider ones have. */
export const nested = (...parts: readonly (readonly (string | number | boolean)[])[]): readonly string[] =>
  parts.map((_, i) => parts.slice(0, i + 1).join('/'));
