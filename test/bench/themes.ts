/** Whether a theme is known again: contour similarity of every manner of return with the original, against unrelated phrases. */

import { moodPhrases } from '../../models/cli/mood-music.ts';
import {
  contourSimilarity,
  createNgramModel,
  type Motif,
  motifOfPhrase,
  PRESETS,
  THEME_RETURNS,
  themeReturn,
} from '../../plugin/headless.ts';
import type { Topic } from './topic.ts';

/** Seeds a mood; the first two bars of each tune are a theme if they have so many notes. */
const SEEDS = 10;
const THEME_BARS = 2;
const LEAST_NOTES = 6;
/** How alike returns must be at least, each one; and unrelated phrases at most, on average. */
const ALIKE = 0.7;
const UNLIKE = 0.4;

/** The rounds do not matter. */
export const themes: Topic = {
  summary: 'contour similarity of themes with their returns in every mood, and with unrelated phrases',
  async measure() {
    const model = createNgramModel();
    const moods = Object.values(PRESETS);
    const motifs: Motif[] = [];
    for (let seed = 0; seed < SEEDS; seed++)
      for (const mood of moods) {
        const [first] = await moodPhrases({ model, mood, seed: `bench ${seed}` }, 1);
        motifs.push(motifOfPhrase(first!.phrase, THEME_BARS));
      }
    model.dispose();
    const known = motifs.filter(({ notes }) => notes.length >= LEAST_NOTES);
    const returns = Object.fromEntries(
      THEME_RETURNS.map((manner) => {
        const all = known.flatMap((motif) =>
          moods.map(({ controls: { mode, meter } }) =>
            contourSimilarity(themeReturn(motif, manner, { mode, meter, bars: 3 }).notes, motif.notes),
          ),
        );
        return [manner, { mean: mean(all), least: Math.min(...all), below: all.filter((one) => one < ALIKE).length }];
      }),
    );
    const pairs = known.flatMap((a, i) => known.slice(i + 1).map((b) => contourSimilarity(a.notes, b.notes)));
    const unrelated = {
      pairs: pairs.length,
      mean: mean(pairs),
      under: mean(pairs.map((one) => (one < UNLIKE ? 1 : 0))),
    };
    const rows = Object.entries(returns);
    return {
      figures: { themes: known.length, returns, unrelated },
      lines: [
        ...rows.map(
          ([manner, one]) => `${manner.padEnd(12)} ${one.mean.toFixed(2)} on average, least ${one.least.toFixed(2)}`,
        ),
        `unrelated    ${unrelated.mean.toFixed(2)} on average, ${(100 * unrelated.under).toFixed(0)} % of ${pairs.length} pairs under ${UNLIKE}`,
      ],
      missed: [
        ...rows.flatMap(([manner, one]) =>
          one.below > 0 ? [`${manner}: ${one.below} returns less than ${ALIKE} alike`] : [],
        ),
        ...(unrelated.mean >= UNLIKE ? [`unrelated phrases are ${unrelated.mean.toFixed(2)} alike on average`] : []),
      ],
    };
  },
};

function mean(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0) / Math.max(1, list.length);
}
