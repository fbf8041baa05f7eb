/** Whether moods can be distinguished: by the notes of the band, and by those of the tune alone, each guessed from other seeds. */

import { progressLine } from '../../models/cli/progress.ts';
import { confusionTable, type Example, leaveOneOut } from '../../models/evaluation/centroids.ts';
import { moodFeatures } from '../../models/evaluation/mood-features.ts';
import { moodPhrases } from '../../plugin/compose/mood-phrases.ts';
import { PRESETS, phraseBars } from '../../plugin/internal.ts';
import { openLstm } from './phrases.ts';
import type { Topic } from './topic.ts';

/** Seeds a mood, and bars a seed. */
const SEEDS = 50;
const BARS = 8;
/** Share that must be guessed right. */
const BAR = 0.7;

/** The rounds do not matter. */
export const moods: Topic = {
  summary: `guessing the mood from its notes: ${SEEDS} seeds, ${BARS} bars each, tempo, meter, key, drums and instruments left out`,
  long: true,
  async measure({ model }) {
    const composer = await openLstm(model);
    const examples: Example[] = [];
    const progress = progressLine('moods', SEEDS);
    for (let fold = 0; fold < SEEDS; fold++) {
      for (const mood of Object.values(PRESETS)) {
        const options = { model: composer, mood, seed: `bench ${fold}` };
        const written = await moodPhrases(options, BARS / phraseBars(mood.controls.meter));
        const scores = written.map(({ score }) => score);
        examples.push({ label: mood.name, fold, features: moodFeatures(scores, mood.controls.intensity) });
      }
      progress.update(fold + 1);
    }
    progress.finish();
    composer.dispose();
    const band = leaveOneOut(examples);
    const tune = leaveOneOut(examples.map(tuneOnly));
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    return {
      figures: { seeds: SEEDS, bars: BARS, band, tune },
      lines: [
        `the band: ${percent(band.right)} guessed right (percent by row: asked, column: guessed)`,
        confusionTable(band),
        `the tune alone: ${percent(tune.right)} guessed right`,
        confusionTable(tune),
      ],
      missed: [
        ...(band.right < BAR ? [`the mood is guessed right in ${percent(band.right)}, to be ${percent(BAR)}`] : []),
        ...(tune.right < BAR ? [`by the tune alone in ${percent(tune.right)}, to be ${percent(BAR)}`] : []),
      ],
    };
  },
};

function tuneOnly({ features, ...rest }: Example): Example {
  const own = Object.entries(features).filter(([name]) => name.startsWith('melody'));
  return { ...rest, features: Object.fromEntries(own) };
}
