/** The fallback in short slices: between two of them the game continues, so that writing never costs a frame. It writes the same notes as in one call. */

import { pauseAfter, SLICES, stepUntil } from '../music/background-tasks.ts';
import type { Phrase, PhraseModel, PhraseRequest } from '../music/phrase.ts';
import { composing } from './compose.ts';
import { shippedNgramSteps } from './ngram.ts';
import type { StepModel } from './step-model.ts';

/** Slices whose lengths are kept. */
export const KEPT_SLICES = 1000;

/** A model that shares its thread. */
export interface SlicedModel extends PhraseModel {
  /** The length of the longest slice so far, in ms. */
  readonly longestSlice: number;
  /** Lengths of the last slices, in ms, oldest first; {@link KEPT_SLICES} at most. */
  readonly slices: readonly number[];
}

/** The n-gram model in time slices on the calling thread. Concurrent requests share the time. */
export function createSlicedNgram(steps: StepModel = shippedNgramSteps()): SlicedModel {
  let longest = 0;
  const slices: number[] = [];
  let disposed = false;
  const keep = (ms: number) => {
    longest = Math.max(longest, ms);
    slices.push(ms);
    if (slices.length > KEPT_SLICES) slices.shift();
  };
  const generate = async (request: PhraseRequest): Promise<Phrase> => {
    const work = composing(steps, request);
    for (;;) {
      await pauseAfter(SLICES.fallback);
      if (disposed) throw new Error('the n-gram model was disposed and cannot write phrases');
      const started = performance.now();
      const phrase = stepUntil(work, started + SLICES.fallback.ms);
      keep(performance.now() - started);
      if (phrase !== null) return phrase;
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
