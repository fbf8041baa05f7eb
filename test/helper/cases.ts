/** How many cases a test tries: a part of them in `npm test`, the others in `npm run test:full` by the project `long`. */

/** The fewest random cases that a short run tries. */
const FEWEST = 20;
/** The part of all random cases that a short run tries. */
const SHORT_PART = 0.15;

/** True in the project `long`. */
const tryMore = process.env.TEST_CASES === 'more';

/** The `numRuns` of a property: all of them in `long`, else a part. */
export function propertyRuns(all: number): number {
  if (tryMore) return all;
  return Math.min(all, Math.max(FEWEST, Math.round(all * SHORT_PART)));
}

/**
 * The cases of a long list to try in this run: those that `inShort` picks, or all others in `long`.
 * @throws Error where one of the two runs would try nothing
 */
export function listedCases<T>(all: readonly T[], inShort: (each: T, index: number) => boolean): readonly T[] {
  const short = all.filter(inShort);
  if (short.length === 0 || short.length === all.length)
    throw new Error(`${short.length} of ${all.length} cases are in the short run; pick some of them`);
  return tryMore ? all.filter((each) => !short.includes(each)) : short;
}
