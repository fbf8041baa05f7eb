/** `npm run evaluate`: how well the shipped network foretells tunes that it never saw, beside n-gram tables. */

import { existsSync, statSync } from 'node:fs';
import {
  BASELINE_CHORDS_SCHEME,
  BASELINE_SCHEME,
  FALLBACK_SCHEME,
  lstmSteps,
  NGRAM_TABLES,
  NgramTables,
  readWeights,
  type StepModel,
} from '../../plugin/headless.ts';
import { DEFAULT_CORPUS, readCorpus } from '../corpus/read.ts';
import { type Stretch, stretchesOf } from '../corpus/stretches.ts';
import { startBackend } from '../training/backend.ts';
import { corpusSets } from '../training/corpus-sets.ts';
import { countNgrams } from '../training/ngram.ts';
import { type Bits, eventCount, scoreSteps, scoreTables } from '../training/score.ts';
import { TOLD_NO_CONTROLS } from '../training/validation.ts';
import { readModelFiles, SHIPPED_MODEL } from '../weights/read.ts';
import { CliError, runCli } from './cli.ts';
import { progressLine } from './progress.ts';

/** What is printed with `--json`. Bits per event, controls not asked but for `lstmControls`. */
interface Evaluation {
  readonly model: string;
  readonly corpus: string;
  readonly bitsPerNote: {
    readonly lstm: Bits;
    readonly lstmNoChords: Bits;
    readonly lstmControls: Bits;
    readonly ngram: Bits;
    readonly ngramChords: Bits;
    readonly notes: number;
    readonly tunes: number;
  };
  /** `counted`: n-grams from the training split, order up to 5; `shipped`: the smaller tables in the package, where there is no corpus to count. */
  readonly ngramTables: 'counted' | 'shipped';
}

await runCli({
  name: 'evaluate',
  summary: 'measures the network in bits per note on tunes that it never saw',
  usage: 'npm run --silent evaluate -- [--json] [--corpus PATH] [--model FOLDER]',
  options: {
    corpus: {
      type: 'string',
      value: 'PATH',
      help: 'a folder (its test split is used) or one .jsonl file (all of it)',
      default: DEFAULT_CORPUS,
    },
    baseline: {
      type: 'string',
      value: 'FOLDER',
      help: 'corpus to count the n-grams on when a file is named; none = the tables in the package',
      default: existsSync(DEFAULT_CORPUS) ? DEFAULT_CORPUS : 'none',
    },
    model: { type: 'string', value: 'FOLDER', help: 'a model folder', default: SHIPPED_MODEL },
    json: { type: 'boolean', help: 'print one JSON object' },
  },
  async run({ corpus, model, baseline, json }) {
    const result = await evaluate(corpus, model, baseline);
    console.log(json ? JSON.stringify(result, null, 2) : table(result));
  },
});

async function evaluate(corpus: string, folder: string, baseline: string): Promise<Evaluation> {
  const { test, tunes, train } = readTest(corpus, baseline);
  await startBackend();
  const lstm = loadLstm(folder);
  const progress = progressLine('evaluating', 100);
  const score = (told: Partial<typeof TOLD_NO_CONTROLS>, done: number) =>
    scoreSteps(lstm, test, { ...TOLD_NO_CONTROLS, ...told }, (share) =>
      progress.update(Math.round(((done + share) / 3) * 100)),
    );
  const bitsPerNote = {
    lstm: score({}, 0),
    lstmNoChords: score({ chords: false }, 1),
    lstmControls: score({ controls: TOLD_NO_CONTROLS.controls.map(() => true) }, 2),
  };
  progress.finish('network scored');
  const counted = train.length > 0;
  const shipped = () => NgramTables.parse(NGRAM_TABLES, FALLBACK_SCHEME);
  const ngram = scoreTables(counted ? countNgrams(train, BASELINE_SCHEME) : shipped(), test);
  const ngramChords = scoreTables(counted ? countNgrams(train, BASELINE_CHORDS_SCHEME) : shipped(), test);
  return {
    model: lstm.name,
    corpus,
    bitsPerNote: { ...bitsPerNote, ngram, ngramChords, notes: eventCount(test), tunes },
    ngramTables: counted ? 'counted' : 'shipped',
  };
}

/** Tunes to score, and those to count n-grams over. */
function readTest(
  corpus: string,
  baseline: string,
): { test: readonly Stretch[]; tunes: number; train: readonly Stretch[] } {
  try {
    if (existsSync(corpus) && statSync(corpus).isFile()) {
      const { tunes } = readCorpus(corpus);
      const train = baseline === 'none' ? [] : corpusSets(baseline).train;
      return { test: tunes.flatMap(stretchesOf), tunes: tunes.length, train };
    }
    const sets = corpusSets(corpus);
    return { test: sets.test, tunes: sets.tunes.test, train: sets.train };
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}

function loadLstm(folder: string): StepModel {
  try {
    return lstmSteps(readWeights(readModelFiles(folder), folder));
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}

function table({ model, corpus, bitsPerNote, ngramTables }: Evaluation): string {
  const { notes, tunes, ...models } = bitsPerNote;
  const rows = Object.entries(models).map(
    ([name, bits]) =>
      `${name.padEnd(14)} ${bits.total.toFixed(3)}   ${bits.duration.toFixed(3)}   ${bits.pitch.toFixed(3)}`,
  );
  return [
    `${model} on ${tunes} tunes, ${notes} events (${corpus}); n-gram tables ${ngramTables}`,
    'bits per note  total   duration pitch',
    ...rows,
  ].join('\n');
}
