/** How many random cases a property is tried with. */

/** The fewest cases that a short run tries. */
const FEWEST = 20;
/** The part of all cases that a short run tries. */
const SHORT_PART = 0.15;

/** The `numRuns` of a property: all of them where PROPERTY_RUNS is `all` (the project `properties`), else a part. */
export function propertyRuns(all: number): number {
  if (process.env.PROPERTY_RUNS === 'all') return all;
  return Math.min(all, Math.max(FEWEST, Math.round(all * SHORT_PART)));
}
