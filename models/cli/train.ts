/** `npm run train`: trains the network on a corpus, in a folder with its checkpoints, log and best weights. */

import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { FALLBACK_SCHEME, type NetworkWeights, readWeights } from '../../plugin/internal.ts';
import { quantileSource, quantileTables } from '../corpus/quantiles.ts';
import { DEFAULT_CORPUS, MOST_FILES } from '../corpus/read.ts';
import type { Stretch } from '../corpus/stretches.ts';
import { hasRun, loadRun, type RunState } from '../training/checkpoint.ts';
import { type CorpusSets, corpusSets } from '../training/corpus-sets.ts';
import { fallbackSource } from '../training/ngram.ts';
import { DEFAULT_SETTINGS, defaultSettings, type TrainingSettings } from '../training/settings.ts';
import { sourceReports, sourceTable } from '../training/source-report.ts';
import { startTraining } from '../training/trainer.ts';
import {
  trainingArrays,
  validationArrays,
  type WindowArrays,
  wholeArrays,
  windowFiles,
  windowsInfo,
} from '../training/windows-file.ts';
import { readModelFiles, SHIPPED_MODEL } from '../weights/read.ts';
import { CliError, readNumber, runCli } from './cli.ts';
import { assertFolder, assertWritable, writeFileAtomic, writeFilesAtomic } from './files.ts';
import { commandLine } from './invocation.ts';
import { progressLine, readableSeconds } from './progress.ts';
import { publish } from './publish.ts';
import { midiLog, reportCorpus, stopOnSignal, TrainingReport } from './training-report.ts';
import { freshSettings, readAsked, resumedSettings } from './training-settings.ts';

const FALLBACK_FILE = resolve(import.meta.dirname, '../../plugin/generate/ngram-tables.generated.ts');
const QUANTILES_FILE = resolve(import.meta.dirname, '../../plugin/generate/quantiles.generated.ts');

/** Rarer contexts are omitted, so that the tables stay near 300 kB. */
const FALLBACK_LEAST = 250;

/** Fewer files are read without a progress line. */
const SHOW_READING = 100;

/** Default number of exported windows: a few hundred megabytes. */
const WINDOWS = 20_000;
/** Default number of events before a window: the look-back of the shipped network. */
const PAST = 256;

const number = (help: string) => ({ type: 'string', value: 'N', help }) as const;
const { size: SIZE, batch: BATCH, rate: RATE, hours: HOURS, patience: PATIENCE } = DEFAULT_SETTINGS;
const TUNED = defaultSettings(0, true);

await runCli({
  name: 'train',
  summary: 'trains the phrase network on a corpus of tunes, or fine-tunes trained weights on a few of your own pieces',
  usage: `${commandLine('train')} --corpus PATH [--from default] [--out FOLDER] [--hours N] [--resume]`,
  options: {
    corpus: {
      type: 'string',
      value: 'PATH',
      help: 'folder or file of tunes: .mid, .abc, .jsonl records, mixed and nested',
      default: DEFAULT_CORPUS,
    },
    out: { type: 'string', value: 'FOLDER', help: 'folder of checkpoints, log and curve', default: '.runs/train' },
    from: {
      type: 'string',
      value: 'FOLDER',
      help: "start from these trained weights ('default': the shipped ones), grown if they are smaller",
    },
    resume: { type: 'boolean', help: 'continue from the last checkpoint in --out, with its settings' },
    hours: number(
      `longest running time, over all resumptions (default ${HOURS}, few pieces with --from ${TUNED.hours})`,
    ),
    epochs: number(`most epochs (default no limit, few pieces with --from ${TUNED.epochs})`),
    patience: number(
      `epochs without a better validation until it stops (default ${PATIENCE}, few pieces with --from ${TUNED.patience})`,
    ),
    rate: number(`highest learning rate (default ${RATE}, with --from lower)`),
    batch: number(`sequences a thread (default ${BATCH}, few pieces ${TUNED.batch})`),
    dropout: number('share of units dropped'),
    threads: number(`training threads (default ${DEFAULT_SETTINGS.threads})`),
    units: number(`units of each LSTM layer (default ${SIZE.units}, or those of --from)`),
    embed: number(`width of the embedding (default ${SIZE.embed}, or that of --from)`),
    seed: { type: 'string', value: 'TEXT', help: `seeds all randomness (default ${DEFAULT_SETTINGS.seed})` },
    files: number(`largest number of files, drawn at random (default ${MOST_FILES})`),
    publish: { type: 'string', value: 'FOLDER', help: 'only write the best weights in --out as a model folder' },
    export: {
      type: 'string',
      value: 'FOLDER',
      help: 'only write training windows as NumPy arrays, to train elsewhere',
    },
    windows: number(`how many --export writes (default ${WINDOWS})`),
    steps: number(`events per window of --export (default ${DEFAULT_SETTINGS.steps})`),
    past: number(`events before each window that --export keeps, for attention (default ${PAST})`),
    precision: {
      type: 'string',
      value: 'TYPE',
      help: 'how --publish stores weights: uint8, uint16, float32',
      default: 'uint8',
    },
    prepare: {
      type: 'boolean',
      help: 'only compute the quantiles of the melody measures and write them into the plugin',
    },
    fallback: {
      type: 'boolean',
      help: 'only count the tables of the fallback model and write them into the plugin',
    },
    sources: { type: 'boolean', help: 'only tell what each source gives, and what was left out of it and why' },
    json: { type: 'boolean', help: 'print the log (or what --sources tells, with all names) as JSON' },
  },
  notes: [
    'Ctrl-C saves and stops, a second one exits at once; --resume continues. In the style of your own soundtrack:',
    `  ${commandLine('train')} --corpus my-midi --from default --out .runs/mine`,
    `  ${commandLine('train')} --out .runs/mine --publish weights/mine`,
    `  ${commandLine('compose')} --model weights/mine --mood forest --out forest.mid`,
    '`npm run evaluate` measures the result, see models/README.md.',
  ],
  async run(options) {
    const { corpus, out, publish: target } = options;
    if (target !== undefined) return publishTo(out, target, options.precision);
    const asked = readAsked(options);
    const most = options.files === undefined ? MOST_FILES : readNumber('files', options.files, 1, 1e7, true);
    // Output paths are checked before the corpus is read.
    if (options.prepare) assertWritable(QUANTILES_FILE);
    if (options.fallback) assertWritable(FALLBACK_FILE);
    if (options.export !== undefined) assertFolder(options.export);
    if (options.sources) return tellSources(readSets(corpus, most), options.json);
    if (options.prepare) return prepare(readSets(corpus, most));
    if (options.fallback) return countFallback(readSets(corpus, most));
    if (options.export !== undefined) return exportWindows(readSets(corpus, most), options.export, options);
    const before = options.resume ? resumable(out) : undefined;
    if (before === undefined && hasRun(out))
      throw new CliError(`${out} contains a run already`, 'continue with --resume, or name another folder with --out');
    if (before && options.from !== undefined)
      throw new CliError('--from and --resume together', 'a resumed run has its weights; leave --from out');
    const from = options.from === undefined ? undefined : readModel(options.from);
    assertFolder(out);
    const sets = readSets(corpus, most);
    if (sets.train.length === 0)
      throw new CliError('nothing to train on', corpus, 'name a larger corpus with --corpus');
    reportCorpus(sets, corpus, out);
    const settings = before ? resumedSettings(before, asked) : freshSettings(sets, from, asked);
    await train(sets, out, settings, { from, before, json: options.json });
  },
});

function resumable(folder: string): RunState {
  try {
    return loadRun(folder);
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}

async function publishTo(folder: string, target: string, precision: string): Promise<void> {
  if (precision !== 'uint8' && precision !== 'uint16' && precision !== 'float32') {
    throw new CliError(`--precision is '${precision}'`, 'give uint8, uint16 or float32');
  }
  await publish(folder, target, basename(resolve(target)), precision);
  console.error(`weights written to ${target}`);
}

function readModel(name: string): NetworkWeights {
  const folder = name === 'default' && !existsSync(join(name, 'model.json')) ? SHIPPED_MODEL : name;
  try {
    const files = readModelFiles(folder, "name a folder of trained weights, or 'default' for the shipped ones");
    return readWeights(files, folder);
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}

function exportWindows(
  sets: CorpusSets,
  folder: string,
  given: Readonly<Record<'windows' | 'steps' | 'past' | 'seed', string | undefined>>,
): void {
  const whole = (name: 'windows' | 'steps' | 'past', usual: number, least: number, most: number) =>
    given[name] === undefined ? usual : readNumber(name, given[name], least, most, true);
  const count = whole('windows', WINDOWS, 1, 100_000);
  const steps = whole('steps', DEFAULT_SETTINGS.steps, 8, 1024);
  const past = whole('past', PAST, 0, 400);
  const seed = given.seed ?? DEFAULT_SETTINGS.seed;
  // One set at a time: the training windows alone may exceed a gigabyte.
  const write = (word: string, arrays: WindowArrays, width: number) =>
    writeFilesAtomic(inFolder(folder, windowFiles(arrays, width, word)));
  write('train', trainingArrays(sets.train, count, steps, seed, past), steps);
  write('valid', validationArrays(sets.valid, steps, past), steps);
  const writeWhole = (word: string, stretches: readonly Stretch[]) => {
    const { arrays, steps: longest } = wholeArrays(stretches);
    if (stretches.length > 0) write(`whole-${word}`, arrays, longest);
  };
  for (const name of ['valid', 'test'] as const) writeWhole(name, sets[name]);
  for (const [style, held] of sets.styles)
    for (const name of ['valid', 'test'] as const) writeWhole(`${name}-${style}`, held[name]);
  for (const [source, stretches] of sets.measured) writeWhole(`measure-${source}`, stretches);
  writeFileAtomic(join(folder, 'windows.json'), windowsInfo(steps, past, seed));
  console.error(
    `${count} training windows of ${steps} events, and what validates and tests them, written to ${folder}`,
  );
}

function tellSources(sets: CorpusSets, json: boolean): void {
  const reports = sourceReports(sets);
  console.log(json ? JSON.stringify(reports, null, 2) : sourceTable(reports));
}

function inFolder<T>(folder: string, files: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [join(folder, name), content]));
}

function prepare(sets: CorpusSets): void {
  writeFileAtomic(QUANTILES_FILE, quantileSource(quantileTables(sets.train)));
  console.error(`quantiles of ${sets.tunes.train} training tunes written to ${QUANTILES_FILE}`);
}

function countFallback(sets: CorpusSets): void {
  writeFileAtomic(FALLBACK_FILE, fallbackSource(sets.train, FALLBACK_SCHEME, FALLBACK_LEAST));
  console.error(`fallback tables of ${sets.tunes.train} training tunes written to ${FALLBACK_FILE}`);
}

function readSets(corpus: string, most: number): CorpusSets {
  // Reading is synchronous and handles no signals, so until threads run Ctrl-C ends the process.
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
  let progress: ReturnType<typeof progressLine> | undefined;
  const onFile = (done: number, total: number) => {
    if (total < SHOW_READING) return;
    progress ??= progressLine('reading', total);
    progress.update(done);
  };
  try {
    const sets = corpusSets(corpus, { most, onFile });
    progress?.finish();
    return sets;
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}

async function train(
  sets: CorpusSets,
  folder: string,
  settings: TrainingSettings,
  run: { readonly from: NetworkWeights | undefined; readonly before: RunState | undefined; readonly json: boolean },
): Promise<void> {
  const report = new TrainingReport(folder, run.before);
  const training = start(sets, folder, settings, run.from, run.before !== undefined, report);
  stopOnSignal(folder, () => training.stop());
  console.error(announcement(sets, settings));
  const why = await training.done;
  report.finish(why);
  if (run.json)
    console.log(
      JSON.stringify({
        folder,
        why,
        settings,
        ...report.losses,
        epochs: report.epochs,
        midi: midiLog(sets.corpus.midi),
      }),
    );
}

function announcement({ train: stretches }: CorpusSets, { hours, epochs, threads }: TrainingSettings): string {
  const notes = stretches.reduce((sum, { pitch }) => sum + pitch.length, 0);
  const limit = `${epochs ? `${epochs} epochs or ` : ''}${readableSeconds(hours * 3600)}`;
  return `training on ${notes} notes in ${threads} threads for at most ${limit}; Ctrl-C saves`;
}

function start(
  sets: CorpusSets,
  folder: string,
  settings: TrainingSettings,
  from: NetworkWeights | undefined,
  resume: boolean,
  report: TrainingReport,
): ReturnType<typeof startTraining> {
  const { train: stretches, valid } = sets;
  try {
    return startTraining({
      train: stretches,
      valid,
      folder,
      settings,
      from,
      resume,
      onMessage: (message) => report.tell(message),
    });
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}
