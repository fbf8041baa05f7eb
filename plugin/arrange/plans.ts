/**
 * Phrase plans, one word per bar: `S` is written freely, `r0` has the rhythm of bar 0, `c0` copies bar 0, `c0-1` copies it a
 * scale step lower. Shapes after Caplin, Classical Form (1998): period (a b a c), sentence (a a' and a continuation),
 * sequence. At least half of the bars are free, so that most notes are the model's own; the last bars are always free,
 * because the cadence must fit its chords.
 */

import type { NormalRange } from '../music/time.ts';

/** Arousal from which a mood is driven, and its themes are riffs. */
export const RIFFS_FROM: NormalRange = 0.7;

/** A plan, with how often it is chosen, and how often in driven moods, whose themes are riffs: a head that comes again. */
type WeightedPlan = readonly [plan: string, weight: number, driven?: number];

/** Plans by number of bars. */
export const PLANS: Readonly<Record<number, readonly WeightedPlan[]>> = {
  1: [['S', 1]],
  2: [['S S', 1]],
  3: [
    ['S r0 S', 2],
    ['S c0-1 S', 1],
  ],
  4: [
    ['S r0 S S', 4, 2], // sentence: idea, idea again, continuation
    ['S S r0 S', 2, 2], // small period: a b a' c
    ['S c0-1 S S', 2, 1], // falling sequence
    ['S c0+1 S S', 1, 1], // rising sequence
    ['S r0 r0 S', 1, 4], // three statements, as in fanfares and battle riffs
    ['S r0 c0-1 S', 1, 3],
  ],
  5: [
    ['S r0 S S S', 2],
    ['S S r0 S S', 2],
  ],
  6: [
    ['S r0 S c0 S S', 2],
    ['S S r0 S c0 S', 1],
  ],
  7: [
    ['S r0 S S c0 r0 S', 2],
    ['S S c0 S r0 S S', 1],
  ],
  // Every plan of eight bars repeats the rhythm of bar 0 three times (docs/music-criteria.md, Melody).
  8: [
    ['S r0 S S c0 r0 S S', 4],
    ['S S r0 S c0 S r0 S', 4],
    ['S S r0 r1 c0 S r0 S', 2], // two-bar idea
    ['S c0-1 S S c0 r0 S S', 2],
    ['S c0+1 S S c0 c0+1 S S', 1],
    ['S r0 r0 S c0 S S S', 1],
  ],
};

/**
 * Plans of phrases that begin with bars of an earlier statement, by number of bars left to write: `h0` has the rhythm of the
 * first of those bars. So an answer may state the idea once more before it closes (docs/music-criteria.md: at
 * least three times in eight bars); after two repeated bars it mostly need not, and the notes are the model's own.
 */
export const ANSWERS: Readonly<Record<number, readonly WeightedPlan[]>> = {
  1: [['S', 1]],
  2: [
    ['h0 S', 1, 3],
    ['S S', 4, 2],
  ],
  3: [
    ['h0 S S', 3],
    ['S h0 S', 2],
  ],
  4: [
    ['h0 S S S', 3],
    ['S h0 S S', 2],
    ['h0 S r0 S', 2],
    ['h0 h1 S S', 1],
  ],
  5: [
    ['h0 S r0 S S', 2],
    ['S h0 S S S', 1],
  ],
  6: [
    ['h0 S S r0 S S', 2],
    ['h0 h1 S r0 S S', 1],
  ],
  7: [['h0 S S r0 S S S', 1]],
};
