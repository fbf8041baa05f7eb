/** Variety: whether phrases of one setting differ, and whether a phrase repeats itself more than real tunes do. */

import { mean, quantile, round } from './interval.ts';
import type { Passage } from './passage.ts';
import { runOfPassage, windowKeys } from './windows.ts';

/** Notes per figure. */
const FIGURE = 8;

/** The figures of variety. */
export interface VarietyFigures {
  /** Number of phrases of one setting. */
  readonly phrases: number;
  /** Number of phrases that differ from all earlier ones in pitch, start or length of a note. */
  readonly different: number;
  /** Mean share of 8-note figures that occurred earlier in the same period. */
  readonly repeatedFigures: {
    readonly generated: number;
    /** The same in real tunes of equal length, with the range of 90 % of them. */
    readonly test: { readonly mean: number; readonly low: number; readonly high: number };
    /** Whether the generated mean is inside this range. */
    readonly withinRange: boolean;
  };
}

/**
 * Counts how many phrases of one setting differ, and compares generated periods with real excerpts of equal length.
 * @throws RangeError if no passage of one side has eight notes.
 */
export function varietyFigures(sets: {
  readonly phrases: readonly Passage[];
  readonly periods: readonly Passage[];
  readonly excerpts: readonly Passage[];
}): VarietyFigures {
  const different = new Set(sets.phrases.map(notesText)).size;
  const generated = mean(repeatShares('generated', sets.periods));
  const real = repeatShares('real', sets.excerpts);
  const test = { mean: round(mean(real)), low: round(quantile(real, 0.05)), high: round(quantile(real, 0.95)) };
  const withinRange = generated >= test.low && generated <= test.high;
  return {
    phrases: sets.phrases.length,
    different,
    repeatedFigures: { generated: round(generated), test, withinRange },
  };
}

function notesText({ notes }: Passage): string {
  return notes.map(({ pitch, tick, durationTicks }) => `${pitch},${tick},${durationTicks}`).join(';');
}

function repeatShares(side: string, passages: readonly Passage[]): number[] {
  const shares = passages.flatMap((passage) => {
    const keys = windowKeys(runOfPassage(passage), FIGURE);
    return keys.length === 0 ? [] : [1 - new Set(keys).size / keys.length];
  });
  if (shares.length === 0) throw new RangeError(`variety: no ${side} passage has ${FIGURE} notes; give longer ones`);
  return shares;
}
