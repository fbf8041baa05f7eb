/** What each source gave, and by name what it did not give and why. */

/** A record, tune or file that gave nothing. */
export interface LeftOut {
  readonly source: string;
  /** Its id, or its file where it has none. */
  readonly name: string;
  readonly reason: string;
}

/** How many of what was read were left out, by reason, the most frequent first. */
export function reasonsOf(leftOut: readonly LeftOut[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { reason } of leftOut) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return new Map([...counts].sort((a, b) => b[1] - a[1]));
}

/** What was left out, by source. */
export function leftOutBySource(leftOut: readonly LeftOut[]): Map<string, LeftOut[]> {
  const sources = new Map<string, LeftOut[]>();
  for (const gone of leftOut) sources.set(gone.source, [...(sources.get(gone.source) ?? []), gone]);
  return sources;
}
