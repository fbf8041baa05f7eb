/**
 * Copying: the share of windows of 12 notes (intervals and durations) that also occur in the training tunes. Real test tunes
 * share such windows too (scales, trills, stock endings), so their share is the standard of comparison.
 */

import type { Stretch } from '../corpus/stretches.ts';
import { type ShareInterval, shareInterval } from './interval.ts';
import type { Passage } from './passage.ts';
import { runOfPassage, runOfStretch, windowCount, windowKeys } from './windows.ts';

/** Notes per window; the split also uses runs of this length to detect near copies. */
const WINDOW = 12;

/** Share of windows that occur in the training tunes, its 95 % interval, and the number of windows. */
export interface Copying extends ShareInterval {
  readonly windows: number;
}

/** Copying in generated passages and in test excerpts. */
export interface CopyingFigures {
  readonly generated: Copying;
  readonly test: Copying;
  /** Whether the generated share is at most that of the test excerpts. */
  readonly noMore: boolean;
}

/**
 * Looks up every window of generated passages and of test excerpts in the windows of the training stretches.
 * Windows do not cross the ends of passages or stretches.
 * @throws RangeError if one side has no windows.
 */
export function copyingFigures(sets: {
  readonly generated: readonly Passage[];
  readonly test: readonly Passage[];
  readonly train: readonly Stretch[];
}): CopyingFigures {
  const known = trainingKeys(sets.train);
  const generated = copyingOf('generated', sets.generated, known);
  const test = copyingOf('test', sets.test, known);
  return { generated, test, noMore: generated.share <= test.share };
}

function copyingOf(name: string, passages: readonly Passage[], known: Float64Array): Copying {
  const counted = passages.map((passage) => {
    const keys = windowKeys(runOfPassage(passage), WINDOW);
    return { found: keys.reduce((found, key) => (holds(known, key) ? found + 1 : found), 0), of: keys.length };
  });
  const windows = counted.reduce((sum, { of }) => sum + of, 0);
  if (windows === 0) throw new RangeError(`copying: no ${name} passage has ${WINDOW} notes; give longer ones`);
  return { ...shareInterval(counted, `copying ${name}`), windows };
}

/** All windows of the training tunes, sorted: an array takes a fifth of the memory of a set. */
function trainingKeys(stretches: readonly Stretch[]): Float64Array {
  const runs = stretches.map(runOfStretch);
  const keys = new Float64Array(runs.reduce((sum, { pitches }) => sum + windowCount(pitches.length, WINDOW), 0));
  let at = 0;
  for (const run of runs) {
    const own = windowKeys(run, WINDOW);
    keys.set(own, at);
    at += own.length;
  }
  return keys.sort();
}

function holds(sorted: Float64Array, key: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === key;
}
