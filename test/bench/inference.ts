/**
 * What a note costs, ours beside others in the same run: the n-gram fallback, our LSTM on wasm with one and with eight
 * lines at once, the first weights that shipped, bare tfjs-core ops, the layers library and plain arrays of the same
 * shape, and Magenta's MusicRNN. All take turns, so that a slower minute of the machine slows all alike; the ratios hold, the times drift. Turns are
 * equally long: where one wrote 64 steps and another 19, the second would pay for its cold caches more often.
 */

import * as tf from '@tensorflow/tfjs';
import { progressLine } from '../../models/cli/progress.ts';
import { firstWeights } from '../../models/evaluation/first-weights.ts';
import { readModelFiles } from '../../models/weights/read.ts';
import {
  composePhrase,
  createJob,
  FALLBACK_SCHEME,
  lstmSteps,
  NgramTables,
  ngramSteps,
  ngramTables,
  type PhraseRequest,
  PRESETS,
  phraseSlot,
  random,
  readWeights,
  type StepModel,
  startTensors,
} from '../../plugin/internal.ts';
import { type Contender, coreContender, layersContender, plainContender } from './contenders.ts';
import { startMagenta } from './magenta.ts';
import { median } from './statistics.ts';
import type { Topic } from './topic.ts';

/** MusicRNN writes four bars of 4/4 in sixteenths. */
const SIXTEENTHS = 64;
/** Shortest duration of a turn. */
const TURN_MS = 120;
/** The bars of speed. A note of the first weights took 0.14 ms; later weights may take 0.20 ms. */
const BARS = { fasterThanMusicRnn: 8, slowerThanCore: 1.5, slowerThanFirst: 0.2 / 0.14 };

/** One way of writing, timed: how long four bars take, and how many steps they are. */
type Timed = () => Promise<{ readonly ms: number; readonly steps: number }>;

function requestOf(round: number): PhraseRequest {
  const mood = PRESETS.exploration;
  const options = {
    seed: `bench ${round}`,
    mood,
    controls: mood.controls,
    read: 0,
    first: null,
    before: null,
    opening: null,
  };
  const { request } = createJob({ ...options, slot: phraseSlot(0, 4) });
  // Every bar is written freely, so that steps and notes are the same thing.
  return { ...request, plan: request.chords && Array.from({ length: 4 }, () => ({ kind: 'sample' }) as const) };
}

/** Counts the steps of a model as it writes. */
function counted(model: StepModel): { readonly model: StepModel; steps: number } {
  const count = { steps: 0 };
  const begin: StepModel['begin'] = (rows) => {
    const run = model.begin(rows);
    const durations: typeof run.durations = (contexts) => {
      count.steps++;
      return run.durations(contexts);
    };
    return { durations, pitches: (tokens) => run.pitches(tokens), end: () => run.end() };
  };
  return Object.assign(count, { model: { ...model, begin } });
}

function phraseBy(model: StepModel, over: Partial<PhraseRequest>): Timed {
  const watched = counted(model);
  let round = 0;
  return async () => {
    const request = { ...requestOf(round++), ...over };
    watched.steps = 0;
    const began = performance.now();
    composePhrase(watched.model, request);
    return { ms: performance.now() - began, steps: watched.steps };
  };
}

/** As many steps as a phrase of ours has, by a contender. */
function stepsBy(contender: Contender, steps: () => number): Timed {
  return async () => {
    const began = performance.now();
    for (let i = 0; i < steps(); i++) contender.step();
    return { ms: performance.now() - began, steps: steps() };
  };
}

/** A turn of one way: what four bars and a step took on average. */
async function turn(way: Timed): Promise<{ readonly phrase: number; readonly note: number }> {
  let ms = 0;
  let steps = 0;
  let phrases = 0;
  for (; ms < TURN_MS; phrases++) {
    const one = await way();
    ms += one.ms;
    steps += one.steps;
  }
  return { phrase: ms / phrases, note: ms / steps };
}

/** A round lets each write four bars, again and again for its turn. */
export const inference: Topic = {
  summary: 'ms a note and a phrase, beside bare ops, the layers library, plain arrays and MusicRNN',
  long: true,
  async measure({ rounds, model }) {
    await startTensors();
    const files = readModelFiles(model);
    const weights = readWeights(files, model);
    const lstm = lstmSteps(weights);
    const first = firstWeights(files);
    const ngram = ngramSteps(NgramTables.parse(ngramTables(), FALLBACK_SCHEME));
    const magenta = await startMagenta();
    const { embed, units, pitchHidden } = weights;
    const shape = { embed, units, pitchHidden };
    let phraseSteps = 32;
    const contenders = {
      core: coreContender(shape, 1),
      core8: coreContender(shape, 8),
      layers: layersContender(shape, 1),
      plain: plainContender(shape, 1, random('plain')),
    };
    const one = { candidates: 1, guidance: 1 };
    const ways: Record<string, Timed> = {
      ngram: phraseBy(ngram, one),
      lstm1: phraseBy(lstm, one),
      ...(first ? { first1: phraseBy(first, one) } : {}),
      lstm8: phraseBy(lstm, { candidates: 8, guidance: 1 }),
      shipped: phraseBy(lstm, {}),
      ...Object.fromEntries(
        Object.entries(contenders).map(([name, contender]) => [name, stepsBy(contender, () => phraseSteps)]),
      ),
      musicRnn: async () => ({ ms: await magenta.time(SIXTEENTHS), steps: SIXTEENTHS }),
    };
    const perNote: Record<string, number[]> = {};
    const perPhrase: Record<string, number[]> = {};
    const count = rounds * 3;
    const progress = progressLine('inference', count + 1);
    for (let round = 0; round <= count; round++) {
      for (const [name, way] of Object.entries(ways)) {
        const { phrase, note } = await turn(way);
        if (name === 'lstm1') phraseSteps = Math.round(phrase / note);
        // The first round warms up.
        if (round === 0) continue;
        perNote[name] = [...(perNote[name] ?? []), note];
        perPhrase[name] = [...(perPhrase[name] ?? []), phrase];
      }
      progress.update(round + 1);
    }
    progress.finish();
    magenta.stop();
    for (const contender of Object.values(contenders)) contender.dispose();
    lstm.dispose();
    first?.dispose();
    return report(medians(perNote), medians(perPhrase));
  },
};

function medians(lists: Readonly<Record<string, readonly number[]>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(lists).map(([name, list]) => {
      return [name, Number(median(list).toPrecision(3))];
    }),
  );
}

function report(
  msPerNote: Record<string, number>,
  msPerPhrase: Record<string, number>,
): Awaited<ReturnType<Topic['measure']>> {
  const backends = {
    lstm: 'kernels of tfjs, wasm',
    core: `tfjs-core ops, ${tf.getBackend()}`,
    layers: `tfjs-layers stateful predict, ${tf.getBackend()}`,
    plain: 'Float32Array',
    musicRnn: '@magenta/music 1.23.1 in Node, cpu',
    ngram: 'tables',
  };
  const fasterThanMusicRnn = msPerNote.musicRnn! / msPerNote.lstm1!;
  const timesCore = msPerNote.lstm1! / msPerNote.core!;
  // The first weights are not measured beside themselves.
  const timesFirst = msPerNote.lstm1! / (msPerNote.first1 ?? msPerNote.lstm1!);
  const ratios = {
    fasterThanMusicRnn: Number(fasterThanMusicRnn.toFixed(2)),
    timesCore: Number(timesCore.toFixed(2)),
    timesFirst: Number(timesFirst.toFixed(2)),
    timesCore8: Number((msPerNote.lstm8! / msPerNote.core8!).toFixed(2)),
  };
  const missed = [
    ...(fasterThanMusicRnn < BARS.fasterThanMusicRnn
      ? [
          `a note is ${ratios.fasterThanMusicRnn} times as fast as MusicRNN's; at least ${BARS.fasterThanMusicRnn} asked`,
        ]
      : []),
    ...(timesCore > BARS.slowerThanCore
      ? [`a note takes ${ratios.timesCore} times the bare ops; at most ${BARS.slowerThanCore} asked`]
      : []),
    ...(timesFirst > BARS.slowerThanFirst
      ? [`a note takes ${ratios.timesFirst} times the first weights'; at most ${BARS.slowerThanFirst.toFixed(2)} asked`]
      : []),
  ];
  const lines = [
    'what                    ms a note   ms for 4 bars',
    ...Object.keys(msPerNote).map(
      (name) => `${name.padEnd(22)}${String(msPerNote[name]).padStart(10)}${String(msPerPhrase[name]).padStart(16)}`,
    ),
    `LSTM (one line) is ${ratios.fasterThanMusicRnn} times as fast as MusicRNN, ${ratios.timesCore} times bare ops, and ${ratios.timesFirst} times the first weights`,
  ];
  return { figures: { msPerNote, msPerPhrase, ratios, backends }, lines, missed };
}
