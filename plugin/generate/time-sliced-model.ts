/** The fallback in thin slices: between two of them the game goes on, so that writing never costs a frame. The notes are those it writes at once. */

import type { Phrase, PhraseModel, PhraseRequest } from '../music/phrase.ts';
import { composing } from './compose.ts';
import { shippedNgramSteps } from './ngram.ts';
import type { StepModel } from './step-model.ts';

/** A slice ends with the piece of work in which so many ms are up; a piece takes a fraction of one, and a few where the engine tidies up. */
const SLICE_MS = 0.5;
/** Slices whose lengths are kept. */
export const KEPT_SLICES = 1000;
/** The game has so many ms between two slices. */
export const PAUSE_MS = 4;

/** A model that shares its thread. */
export interface SlicedModel extends PhraseModel {
  /** The longest that it has held its thread up so far, in ms. */
  readonly longestSlice: number;
  /** How long the last slices took, in ms, oldest first; {@link KEPT_SLICES} at most. */
  readonly slices: readonly number[];
}

/** The built-in n-gram model, writing in slices on the thread it is called on. One phrase at a time is wise; more only take longer. */
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
