/** Plain statistics over lists, the same for every figure of the form bench. */

/** The share (0..1) of a list that is true; null for an empty list. */
export function share(items: readonly boolean[]): number | null {
  return items.length === 0 ? null : items.filter(Boolean).length / items.length;
}

/** The mean; null for an empty list. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The standard deviation of the list itself (divided by n); null for an empty list. */
export function deviation(values: readonly number[]): number | null {
  const middle = mean(values);
  return middle === null ? null : Math.sqrt(sum(values.map((value) => (value - middle) ** 2)) / values.length);
}

/** Shannon entropy in bits of what a list holds; null for an empty list. */
export function entropy(items: readonly string[]): number | null {
  if (items.length === 0) return null;
  const bits = [...counted(items).values()].map((count) => -(count / items.length) * Math.log2(count / items.length));
  return sum(bits);
}

/** Entropy in bits of the second item of a pair when the first is known; null for an empty list. */
export function conditionalEntropy(pairs: readonly (readonly [string, string])[]): number | null {
  if (pairs.length === 0) return null;
  return entropy(pairs.map((pair) => pair.join(' > ')))! - entropy(pairs.map(([first]) => first))!;
}

/** How often each item occurs, in the order of first occurrence. */
export function counted<T>(items: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** The items by a key, in the order of its first occurrence. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** The highest count; 0 for nothing. */
export function highestCount(counts: ReadonlyMap<unknown, number>): number {
  return Math.max(0, ...counts.values());
}

/** Items that both sets hold, over the items that either holds; 0 for two empty sets. */
export function jaccard<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  const both = [...a].filter((item) => b.has(item)).length;
  return both / Math.max(1, a.size + b.size - both);
}

/** Every pair of a list, each once. */
export function pairsOf<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
}

/** The value below which a share (0..1) of the list lies, as the review took it: the nearest rank, halves to the even one. */
export function quantile(values: readonly (number | null)[], at: number): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, roundHalfEven(at * (sorted.length - 1)))] ?? null;
}

export function median(values: readonly (number | null)[]): number | null {
  return quantile(values, 0.5);
}

/** Rounds halves to the even number, as Python does: only so are the figures those of the review to the last digit. */
export function roundHalfEven(value: number): number {
  const low = Math.floor(value);
  if (value - low !== 0.5) return Math.round(value);
  return low % 2 === 0 ? low : low + 1;
}
