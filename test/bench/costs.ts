/** How costs grow: the time of a phrase with its bars, its candidates and the network's units. */

import { progressLine } from '../../models/cli/progress.ts';
import { namedWeights } from '../../models/training/export.ts';
import { initialParameters, type NetworkSize, networkLayout } from '../../models/training/network.ts';
import { readModelFiles } from '../../models/weights/read.ts';
import {
  composePhrase,
  createJob,
  lstmSteps,
  type NetworkWeights,
  type PhraseRequest,
  PRESETS,
  phraseSlot,
  readWeights,
  type StepModel,
  startTensors,
} from '../../plugin/internal.ts';
import { median } from './statistics.ts';
import type { Topic } from './topic.ts';

const BARS = [1, 2, 4, 8];
const CANDIDATES = [1, 2, 4, 8, 16];
const UNITS = [64, 128, 192, 256];

function requestOf(bars: number, round: number): PhraseRequest {
  const mood = PRESETS.exploration;
  const options = { seed: `costs ${round}`, mood, controls: mood.controls, read: 0, first: null, before: null };
  return createJob({ ...options, opening: null, slot: phraseSlot(0, bars) }).request;
}

function medianMs(rounds: number, work: (round: number) => void): number {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const began = performance.now();
    work(round);
    // The first round warms up.
    if (round > 0) times.push(performance.now() - began);
  }
  return Number(median(times).toPrecision(3));
}

/** Random weights of a size. */
function networkOf(size: NetworkSize): StepModel {
  const layout = networkLayout(size);
  const named = namedWeights(layout, initialParameters(layout, 'costs'));
  const weights = new Map(
    named.map(({ name, shape, values }) => [name.split('/').slice(-2).join('/'), { shape, values }]),
  );
  const get: NetworkWeights['get'] = (name) => weights.get(name)!;
  return lstmSteps({ name: `${size.units} units`, ...size, attention: null, get });
}

/** A round writes each phrase once. */
export const costs: Topic = {
  summary: 'how the time of a phrase grows with bars, candidates and units',
  long: true,
  async measure({ rounds, model }) {
    await startTensors();
    const lstm = lstmSteps(readWeights(readModelFiles(model), model));
    const progress = progressLine('costs', BARS.length + CANDIDATES.length + UNITS.length);
    let done = 0;
    const curve = (values: readonly number[], ms: (value: number) => number) =>
      Object.fromEntries(
        values.map((value) => {
          const entry = [value, ms(value)] as const;
          progress.update(++done);
          return entry;
        }),
      );
    const byBars = curve(BARS, (bars) => medianMs(rounds, (round) => composePhrase(lstm, requestOf(bars, round))));
    const byCandidates = curve(CANDIDATES, (candidates) =>
      medianMs(rounds, (round) => composePhrase(lstm, { ...requestOf(4, round), candidates })),
    );
    const byUnits = curve(UNITS, (units) => {
      const network = networkOf({ embed: 128, units, pitchHidden: 128 });
      const ms = medianMs(rounds, (round) => composePhrase(network, requestOf(4, round)));
      network.dispose();
      return ms;
    });
    progress.finish();
    lstm.dispose();
    const figures = { msPerPhrase: { byBars, byCandidates, byUnits } };
    const line = (name: string, values: Record<string, number>) =>
      `${name.padEnd(12)}${Object.entries(values)
        .map(([value, ms]) => `${value}: ${ms} ms`)
        .join('   ')}`;
    return { figures, lines: [line('bars', byBars), line('candidates', byCandidates), line('units', byUnits)] };
  },
};
