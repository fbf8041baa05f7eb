/** `npm run evaluate`: measures the weights: prediction, controls, modes, form, similarity, copying, variety. */

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { lstmSteps, type ModelFiles, readWeights, type StepModel } from '../../plugin/internal.ts';
import { DEFAULT_CORPUS } from '../corpus/read.ts';
import { cardWith } from '../evaluation/card.ts';
import { type Evaluation, evaluate, needsMaterials, SECTIONS, type SectionName } from '../evaluation/evaluation.ts';
import { firstWeights } from '../evaluation/first-weights.ts';
import { type Materials, readMaterials } from '../evaluation/materials.ts';
import { moodRolls, ROLLS } from '../evaluation/mood-rolls.ts';
import { tablesOf, textOf } from '../evaluation/tables.ts';
import { trainingOf } from '../evaluation/training.ts';
import { verdictsOn } from '../evaluation/verdicts.ts';
import { openWorkerPool } from '../evaluation/worker-pool.ts';
import { startBackend } from '../training/backend.ts';
import { readModelFiles, SHIPPED_MODEL } from '../weights/read.ts';
import { CliError, readNumber, runCli } from './cli.ts';
import { assertFolder, assertWritable, readFileFor, writeFileAtomic } from './files.ts';
import { commandLine } from './invocation.ts';
import { progressLine } from './progress.ts';

const CARD = resolve(import.meta.dirname, '../README.md');
/** Most threads; more would be idle at the end. */
const MOST_THREADS = 8;

await runCli({
  name: 'evaluate',
  summary: 'measures the network: how well it predicts unseen tunes, and what it writes',
  usage: `${commandLine('evaluate')} [--json] [--only ${SECTIONS.join('|')}] [--corpus PATH] [options]`,
  options: {
    only: { type: 'string', value: 'LIST', help: `some sections: ${SECTIONS.join(', ')}` },
    corpus: {
      type: 'string',
      value: 'PATH',
      help: 'a folder (its test split is used) or one .jsonl file (all of it)',
      default: DEFAULT_CORPUS,
    },
    baseline: {
      type: 'string',
      value: 'FOLDER',
      help: 'the training corpus, if --corpus is a file; none = n-gram tables of the package, no overlap or copying',
      default: existsSync(DEFAULT_CORPUS) ? DEFAULT_CORPUS : 'none',
    },
    model: { type: 'string', value: 'FOLDER', help: 'a model folder', default: SHIPPED_MODEL },
    phrases: {
      type: 'string',
      value: 'N',
      help: 'phrases per level of a control; other sample sizes are proportional',
      default: '100',
    },
    threads: {
      type: 'string',
      value: 'N',
      help: 'threads that write',
      default: String(Math.min(MOST_THREADS, availableParallelism())),
    },
    json: { type: 'boolean', help: 'print one JSON object' },
    card: { type: 'boolean', help: 'also write the tables of all sections into the model card' },
    rolls: { type: 'string', value: 'FOLDER', help: 'measure nothing; draw four phrases of every mood there' },
    seed: { type: 'string', value: 'TEXT', help: 'seed of --rolls', default: '1' },
  },
  async run({ only, corpus, baseline, model, phrases, threads, json, card, rolls, seed }) {
    if (rolls !== undefined) return draw(rolls, model, seed);
    if (card && only !== undefined) throw new CliError('--card writes all sections', 'leave --only out');
    const sections = readSections(only);
    if (card) assertWritable(CARD);
    const phrasesPerLevel = readNumber('phrases', phrases, 2, 10_000, true);
    const workers = readNumber('threads', threads, 1, 64, true);
    const { lstm, files } = await loadLstm(model);
    const scored = sections.some((section) => section === 'bits' || section === 'styles');
    const first = scored ? firstWeights(files) : null;
    const materials = sections.some(needsMaterials) ? readTunes(corpus, baseline) : null;
    const pool = openWorkerPool(model, workers);
    try {
      const found = await evaluate({
        model: lstm.name,
        corpus,
        training: trainingOf(model),
        sections,
        phrasesPerLevel,
        pool,
        materials,
        lstm,
        first,
        progress: progressLine,
      });
      if (card) writeFileAtomic(CARD, cardWith(Buffer.from(readFileFor('the model card', CARD)).toString(), found));
      console.log(json ? jsonOf(found) : textOf(tablesOf(found)));
    } catch (error) {
      if (error instanceof RangeError) throw new CliError(error.message);
      throw error;
    } finally {
      pool.close();
      lstm.dispose();
      first?.dispose();
    }
  },
});

/** Draws the piano rolls. */
async function draw(folder: string, model: string, seed: string): Promise<void> {
  assertFolder(folder);
  const { lstm } = await loadLstm(model);
  const progress = progressLine('drawing', ROLLS);
  const files = Object.entries(moodRolls(lstm, seed, (done) => progress.update(done)));
  progress.finish();
  lstm.dispose();
  for (const [name, svg] of files) writeFileAtomic(join(folder, name), svg);
  console.log(`${folder}: ${files.length} pictures`);
}

function jsonOf(found: Evaluation): string {
  return JSON.stringify({ ...found, verdicts: verdictsOn(found) }, null, 2);
}

function readSections(only: string | undefined): readonly SectionName[] {
  if (only === undefined) return SECTIONS;
  return only.split(/[,|]/).map((name) => {
    const section = SECTIONS.find((known) => known === name.trim());
    if (!section) throw new CliError(`unknown section '${name}'`, `sections: ${SECTIONS.join(', ')}`);
    return section;
  });
}

function readTunes(corpus: string, baseline: string): Materials {
  try {
    return readMaterials(corpus, baseline);
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}

async function loadLstm(folder: string): Promise<{ readonly lstm: StepModel; readonly files: ModelFiles }> {
  try {
    const files = readModelFiles(folder);
    const weights = readWeights(files, folder);
    await startBackend();
    return { lstm: lstmSteps(weights), files };
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}
