/** Takes that the bench measures: what the moods' kits play, by a drummer or by patterns, and the bars of people. */

import { join } from 'node:path';
import { type DrumPerformance, readDrumHits } from '../../../models/corpus/drum-hits.ts';
import { type DrumTake, takeOf, takeOfScores, withoutDrift } from '../../../models/evaluation/drum-take.ts';
import { moodPhrases } from '../../../plugin/compose/mood-phrases.ts';
import { createNgramModel, type Drummer, type PhraseModel, PRESETS, phraseBars } from '../../../plugin/internal.ts';
import { resolveSoundtrack } from '../../../plugin/soundtrack/soundtrack.ts';

/** Bars of a take. */
export const TAKE_BARS = 32;
/** Level of the kit that is measured: all of it. */
const PART = 'drums-full';

/** The full kit of every mood and game; bars in which its form has it pause have no strokes. */
export async function ourTakes(drummer: Drummer | null, seeds: number): Promise<Map<string, DrumTake[]>> {
  const takes = new Map<string, DrumTake[]>();
  const model = asNetwork();
  for (let seed = 1; seed <= seeds; seed++) {
    for (const [name, mood] of resolveSoundtrack({ seed: `drums ${seed}` }).moods) {
      if (!Object.hasOwn(PRESETS, name)) continue;
      const count = Math.ceil(TAKE_BARS / phraseBars(mood.controls.meter));
      const written = await moodPhrases({ model, drummer, mood, seed: `drums ${seed}` }, count);
      const take = takeOfScores(
        `${name}/${seed}`,
        written.map(({ score }) => score),
        PART,
      );
      takes.set(name, [...(takes.get(name) ?? []), take]);
    }
  }
  model.dispose();
  return takes;
}

/** Beats of the validation split in 4/4 that are long enough, without drift from the click. */
export function realTakes(corpus: string): {
  takes: DrumTake[];
  train: DrumPerformance[];
  validation: DrumPerformance[];
} {
  const { performances } = readDrumHits(join(corpus, 'groove/grooves.jsonl'));
  const train = performances.filter(({ split }) => split === 'train');
  const validation = performances.filter(({ split }) => split === 'validation');
  const takes = validation
    .filter(({ kind, meter }) => kind === 'beat' && meter === '4/4')
    .map((performance) => withoutDrift(takeOf(performance, TAKE_BARS)))
    .filter(({ bars }) => bars >= TAKE_BARS / 2);
  return { takes, train, validation };
}

/** The n-gram model in the network's place, so that hundreds of bars take seconds: melodies hardly matter to drums. */
function asNetwork(): PhraseModel {
  const model = createNgramModel();
  return {
    name: model.name,
    source: 'lstm',
    generate: async (request) => ({ ...(await model.generate(request)), source: 'lstm' }),
    dispose: () => model.dispose(),
  };
}
