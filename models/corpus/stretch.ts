/** Looks up the element that applies at a time. */

/** The last of sorted elements that has started by a time; the first if none has. */
export function lastAt<T extends { readonly start: number }>(stretches: readonly T[], time: number): T | undefined {
  let [low, high] = [0, stretches.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stretches[middle]!.start <= time) low = middle;
    else high = middle - 1;
  }
  return stretches[low];
}
