/** Looking up what counts at a time. */

/** Of stretches in order, the last that has begun at a time; the first before any has. */
export function lastAt<T extends { readonly start: number }>(stretches: readonly T[], time: number): T | undefined {
  let [low, high] = [0, stretches.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (stretches[middle]!.start <= time) low = middle;
    else high = middle - 1;
  }
  return stretches[low];
}
