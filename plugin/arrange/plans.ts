/**
 * Plans of phrases, one word a bar: `S` is written freely, `r0` has the rhythm of bar 0, `c0` repeats bar 0,
 * `c0-1` repeats it a scale step lower. Shapes after Caplin, Classical Form (1998): period (a b a c), sentence
 * (a a' and a continuation), sequence. Half of the bars or more stay free, so that most notes are the model's own,
 * and the last bars are always free, because the cadence must fit its chords.
 */

/** Plans by number of bars, with how often each is chosen. */
export const PLANS: Readonly<Record<number, readonly (readonly [plan: string, weight: number])[]>> = {
  1: [['S', 1]],
  2: [['S S', 1]],
  3: [
    ['S r0 S', 2],
    ['S c0-1 S', 1],
  ],
  4: [
    ['S r0 S S', 4], // sentence: idea, idea again, way out
    ['S S r0 S', 1], // period in small: a b a' c
    ['S S c0 S', 1], // the same, the idea unchanged
    ['S c0-1 S S', 2], // sequence falling
    ['S c0+1 S S', 1], // sequence rising
    ['S r0 r0 S', 1], // three statements, as fanfares and battle riffs do
    ['S r0 c0 S', 1],
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
  // Every plan of eight bars brings the rhythm of bar 0 back three times (MUSIC.md, Melody).
  8: [
    ['S r0 S S c0 r0 S S', 4],
    ['S S r0 S c0 S r0 S', 4],
    ['S S r0 r1 c0 S r0 S', 2], // idea of two bars
    ['S c0-1 S S c0 r0 S S', 2],
    ['S c0+1 S S c0 c0+1 S S', 1],
    ['S r0 r0 S c0 S S S', 1],
  ],
};

/**
 * Plans of phrases that begin with bars kept from a statement, by number of bars that are left to write: `h0` has the
 * rhythm of the first bar kept. So an answer may bring the idea back once more before it closes (MUSIC.md: at least three
 * times in eight bars); after two bars kept it mostly need not, and the notes are the model's own.
 */
export const ANSWERS: Readonly<Record<number, readonly (readonly [plan: string, weight: number])[]>> = {
  1: [['S', 1]],
  2: [
    ['h0 S', 1],
    ['S S', 4],
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

/** One place in a section: which theme, how much of its first statement is kept (share of the bars), how it ends. */
export interface SectionStep {
  readonly theme: string;
  readonly keep: number;
  readonly cadence: 'full' | 'half' | 'open' | 'deceptive';
  readonly transform?: 'ornament' | 'octave';
}

/**
 * The first sixteen places of a scene's music, then it goes on from {@link RETURN_FROM}. A A' B A first (MUSIC.md),
 * then new themes between returns, mostly in pairs, so that eight bars say one thing often enough to be remembered; the
 * tune of the scene is never further away than four phrases. `keep` is chosen
 * so that at least four notes in ten are new even if no kept note counts as the model's.
 */
export const SECTION: readonly SectionStep[] = [
  { theme: 'A', keep: 0, cadence: 'half' },
  { theme: 'A', keep: 0.5, cadence: 'full' },
  { theme: 'B', keep: 0, cadence: 'half' },
  { theme: 'A', keep: 0.75, cadence: 'full' },
  { theme: 'C', keep: 0, cadence: 'half' },
  { theme: 'C', keep: 0.5, cadence: 'deceptive' },
  { theme: 'A', keep: 0.5, cadence: 'half' },
  { theme: 'A', keep: 0.75, cadence: 'full', transform: 'ornament' },
  { theme: 'D', keep: 0, cadence: 'half' },
  { theme: 'D', keep: 0.5, cadence: 'full' },
  { theme: 'A', keep: 0.5, cadence: 'deceptive' },
  { theme: 'A', keep: 0.75, cadence: 'full', transform: 'octave' },
  { theme: 'E', keep: 0, cadence: 'half' },
  { theme: 'E', keep: 0.5, cadence: 'deceptive' },
  { theme: 'B', keep: 0.5, cadence: 'half' },
  { theme: 'A', keep: 0.75, cadence: 'full' },
];

/** Where a section that has run through {@link SECTION} goes on: themes after A get new names each round. */
export const RETURN_FROM = 4;
