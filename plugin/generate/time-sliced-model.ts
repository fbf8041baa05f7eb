/** The fallback in time slices, so that writing never costs a frame. The notes equal those of the synchronous fallback. */

import type { Phrase, PhraseModel, PhraseRequest } from '../music/phrase.ts';
import { composing } from './compose.ts';
import { shippedNgramSteps } from './ngram.ts';
import type { StepModel } from './step-model.ts';

/** A slice ends after the step in which it exceeds this many ms; a step takes a fraction of a ms, or a few ms during garbage collection. */
const SLICE_MS = 0.5;
/** Number of slice lengths that are kept. */
export const KEPT_SLICES = 1000;
/** Pause between two slices, in ms. */
export const PAUSE_MS = 4;

/** A model that runs in time slices on the calling thread. */
export interface SlicedModel extends PhraseModel {
  /** The longest slice so far, in ms. */
  readonly longestSlice: number;
  /** Lengths of the last slices, in ms, oldest first; at most {@link KEPT_SLICES}. */
  readonly slices: readonly number[];
}

/** The n-gram model in time slices on the calling thread. Concurrent requests share the time. */
export function createSlicedNgram(steps: StepModel = shippedNgramSteps()): SlicedModel {
  let longest = 0;
  const slices: number[] = [];
  let disposed = false;
  const keep = (ms: number) => {
    slices.push(ms);
    if (slices.length > KEPT_SLICES) slices.shift();
  };
  const generate = async (request: PhraseRequest): Promise<Phrase> => {
    const work = composing(steps, request);
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      if (disposed) throw new Error('the n-gram model was disposed and writes no more');
      const begun = performance.now();
      let spent = 0;
      while (spent < SLICE_MS) {
        const { done, value } = work.next();
        spent = performance.now() - begun;
        longest = Math.max(longest, spent);
        if (done) {
          keep(spent);
          return value;
        }
      }
      keep(spent);
    }
  };
  return {
    name: steps.name,
    source: steps.source,
    get longestSlice() {
      return longest;
    },
    get slices() {
      return [...slices];
    },
    generate,
    dispose() {
      disposed = true;
    },
  };
}
