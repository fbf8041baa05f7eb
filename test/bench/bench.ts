/** How much faster than it sounds music is written, set and rendered. Absolute times drift with the machine; ratios of one run hold. */

import { CliError, readNumber, runCli } from '../../models/cli/cli.ts';
import { progressLine } from '../../models/cli/progress.ts';
import { recite } from '../../models/cli/recital.ts';
import { readModelFiles, SHIPPED_MODEL } from '../../models/weights/read.ts';
import {
  arrange,
  createLstmModel,
  createNgramModel,
  type Mood,
  meterInfo,
  orderPhrase,
  type Phrase,
  type PhraseModel,
  PRESETS,
  phraseBars,
  phraseSlot,
  startTensors,
  ticksToSeconds,
} from '../../plugin/headless.ts';
import { renderPerformance } from '../../plugin/render.ts';

/** What was measured of one kind of work. */
interface Result {
  readonly work: string;
  readonly times: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Seconds of music a second of work, by the median; above 1 the music never waits. */
  readonly realTime: number;
}

/** One piece of work: how long it took, and how much music came of it. */
interface Sample {
  readonly ms: number;
  readonly seconds: number;
}

function resultOf(work: string, samples: readonly Sample[]): Result {
  const at = (list: readonly number[], share: number) =>
    [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))]!;
  const ms = samples.map((sample) => sample.ms);
  const ratios = samples.map((sample) => (1000 * sample.seconds) / sample.ms);
  const round = (value: number) => Math.round(value * 10) / 10;
  const times = samples.length;
  return { work, times, medianMs: round(at(ms, 0.5)), p95Ms: round(at(ms, 0.95)), realTime: round(at(ratios, 0.5)) };
}

async function timed<T>(samples: Sample[], seconds: (made: T) => number, work: () => T | Promise<T>): Promise<T> {
  const began = performance.now();
  const made = await work();
  samples.push({ ms: performance.now() - began, seconds: seconds(made) });
  return made;
}

function phraseOrder(mood: Mood, round: number) {
  const { controls } = mood;
  const slot = phraseSlot(0, phraseBars(controls.meter));
  const seed = `bench ${round}`;
  return orderPhrase({ seed, mood, controls, read: 0, slot, first: null, before: null, opening: null });
}

async function measurePhrases(models: readonly PhraseModel[], rounds: number): Promise<Result[]> {
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
        const wish = { phrase, controls, feeling: mood, seed: request.seed, phraseIndex: round };
        await timed(
          settings,
          () => seconds(phrase),
          () => arrange(wish),
        );
      }
    }
    progress.update(round + 1);
  }
  progress.finish();
  const written = [...phrases].map(([model, samples]) => resultOf(`phrase by ${model.name}`, samples));
  return [...written, resultOf('arrangement', settings)];
}

async function measureRendering(composer: PhraseModel): Promise<Result> {
  const samples: Sample[] = [];
  for (const mood of ['forest', 'battle']) {
    const source = { composer, fallback: createNgramModel() };
    const recital = await recite({ source, sections: [{ mood, bars: 4 }], soundtrack: { seed: 'bench' } });
    const seconds = recital.end - recital.start;
    await timed(
      samples,
      () => seconds,
      () => renderPerformance(recital.performance, { tail: 0 }),
    );
  }
  return resultOf('rendering in Node', samples);
}

async function openLstm(folder: string): Promise<PhraseModel> {
  try {
    await startTensors();
    return createLstmModel(readModelFiles(folder), folder);
  } catch (error) {
    throw new CliError(`cannot use the model in ${folder}`, (error as Error).message);
  }
}

await runCli({
  name: 'bench',
  summary: 'measures how much faster than real time music is written, arranged and rendered',
  usage: 'npm run bench -- [options]',
  options: {
    rounds: { type: 'string', value: 'N', help: 'phrases for each mood and model', default: '3' },
    model: { type: 'string', value: 'FOLDER', help: 'a model folder', default: SHIPPED_MODEL },
    json: { type: 'boolean', help: 'print the figures as one JSON object' },
  },
  async run({ rounds, model, json }) {
    const count = readNumber('rounds', rounds, 1, 1000, true);
    const lstm = await openLstm(model);
    const ngram = createNgramModel();
    const results = [...(await measurePhrases([lstm, ngram], count)), await measureRendering(ngram)];
    lstm.dispose();
    ngram.dispose();
    if (json) console.log(JSON.stringify({ results }));
    else
      for (const { work, times, medianMs, p95Ms, realTime } of results)
        console.log(`${work.padEnd(24)} ${medianMs} ms (p95 ${p95Ms}), ${realTime} × real time, ${times} times`);
  },
});
