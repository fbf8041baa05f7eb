/** How much faster than it sounds music is written and arranged. */

import { CliError } from '../../models/cli/cli.ts';
import { progressLine } from '../../models/cli/progress.ts';
import { readModelFiles } from '../../models/weights/read.ts';
import {
  arrange,
  createJob,
  createLstmModel,
  createNgramModel,
  type Mood,
  meterInfo,
  type Phrase,
  type PhraseModel,
  PRESETS,
  phraseBars,
  phraseSlot,
  startTensors,
  ticksToSeconds,
} from '../../plugin/internal.ts';
import { type Sample, type Timing, timed, timingLine, timingOf } from './timing.ts';
import type { Topic } from './topic.ts';

function phraseOrder(mood: Mood, round: number) {
  const { controls } = mood;
  const slot = phraseSlot(0, phraseBars(controls.meter));
  const seed = `bench ${round}`;
  return createJob({ seed, mood, controls, read: 0, slot, first: null, before: null, opening: null });
}

async function measurePhrases(models: readonly PhraseModel[], rounds: number): Promise<Timing[]> {
  const phrases = new Map(models.map((model) => [model, [] as Sample[]]));
  const settings: Sample[] = [];
  const moods = Object.values(PRESETS);
  const progress = progressLine('phrases', rounds);
  for (let round = 0; round < rounds; round++) {
    // Mood by mood and model by model in turn, so that a slower minute of the machine slows all alike.
    for (const mood of moods) {
      const { controls } = mood;
      const seconds = (phrase: Phrase) =>
        ticksToSeconds(phrase.request.bars * meterInfo(controls.meter).barTicks, controls.tempo);
      const { request } = phraseOrder(mood, round);
      for (const [model, samples] of phrases) {
        const phrase = await timed(samples, seconds, () => model.generate(request));
        const options = { phrase, controls, mood, seed: request.seed, phraseIndex: round };
        await timed(
          settings,
          () => seconds(phrase),
          () => arrange(options),
        );
      }
    }
    progress.update(round + 1);
  }
  progress.finish();
  const written = [...phrases].map(([model, samples]) => timingOf(`phrase by ${model.name}`, samples));
  return [...written, timingOf('arrangement', settings)];
}

/** The network of a folder. Rejects with a `CliError` where it cannot be used. */
export async function openLstm(folder: string): Promise<PhraseModel> {
  try {
    await startTensors();
    return createLstmModel(readModelFiles(folder), folder);
  } catch (error) {
    throw new CliError(`cannot use the model in ${folder}`, (error as Error).message);
  }
}

/** A round is one phrase for each mood and model. */
export const phrases: Topic = {
  summary: 'writing phrases and arranging them, against real time',
  async measure({ rounds, model }) {
    const models = [await openLstm(model), createNgramModel()];
    const figures = await measurePhrases(models, rounds);
    for (const each of models) each.dispose();
    return { figures, lines: figures.map(timingLine) };
  },
};
