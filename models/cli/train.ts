/** `npm run train`: trains the network on a corpus, in a folder that holds its checkpoints, log and best weights. */

import { basename, resolve } from 'node:path';
import { FALLBACK_SCHEME, type NetworkWeights, readWeights } from '../../plugin/headless.ts';
import { quantileSource, quantileTables } from '../corpus/quantiles.ts';
import { DEFAULT_CORPUS } from '../corpus/read.ts';
import type { EpochLog } from '../training/checkpoint.ts';
import { corpusSets } from '../training/corpus-sets.ts';
import { fallbackSource } from '../training/ngram.ts';
import { DEFAULT_SETTINGS, FINE_TUNING_RATE, type TrainingSettings } from '../training/settings.ts';
import type { ThreadMessage } from '../training/thread.ts';
import { startTraining } from '../training/trainer.ts';
import { readModelFiles } from '../weights/read.ts';
import { CliError, readNumber, runCli } from './cli.ts';
import { writeFileAtomic } from './files.ts';
import { type Progress, progressLine } from './progress.ts';
import { publish } from './publish.ts';

const FALLBACK_FILE = resolve(import.meta.dirname, '../../plugin/generate/ngram-tables.generated.ts');
const QUANTILES_FILE = resolve(import.meta.dirname, '../../plugin/generate/quantiles.generated.ts');

/** Contexts seen less often are not worth their bytes: the tables stay near 300 kB. */
const FALLBACK_LEAST = 250;

await runCli({
  name: 'train',
  summary: 'trains the phrase network on a corpus of tunes',
  usage: 'npm run train -- [--corpus PATH] [--out FOLDER] [--hours N] [--resume]',
  options: {
    corpus: {
      type: 'string',
      value: 'PATH',
      help: 'folder or file of tunes: .jsonl records, .mid',
      default: DEFAULT_CORPUS,
    },
    out: { type: 'string', value: 'FOLDER', help: 'where checkpoints and the log go', default: '.runs/train' },
    hours: {
      type: 'string',
      value: 'N',
      help: 'running time, over all resumptions',
      default: String(DEFAULT_SETTINGS.hours),
    },
    units: {
      type: 'string',
      value: 'N',
      help: `units of each LSTM layer (default ${DEFAULT_SETTINGS.size.units}, or those of --from)`,
    },
    batch: { type: 'string', value: 'N', help: 'sequences a thread', default: String(DEFAULT_SETTINGS.batch) },
    rate: {
      type: 'string',
      value: 'N',
      help: `highest learning rate (default ${DEFAULT_SETTINGS.rate}, with --from ${FINE_TUNING_RATE})`,
    },
    dropout: { type: 'string', value: 'N', help: 'share of units dropped', default: String(DEFAULT_SETTINGS.dropout) },
    threads: { type: 'string', value: 'N', help: 'training threads', default: String(DEFAULT_SETTINGS.threads) },
    seed: { type: 'string', value: 'TEXT', help: 'where all chance comes from', default: DEFAULT_SETTINGS.seed },
    embed: {
      type: 'string',
      value: 'N',
      help: `width of the embedding (default ${DEFAULT_SETTINGS.size.embed}, or that of --from)`,
    },
    from: { type: 'string', value: 'FOLDER', help: 'start from these trained weights, grown where they are smaller' },
    resume: { type: 'boolean', help: 'go on from the last checkpoint in --out' },
    prepare: { type: 'boolean', help: 'only find the quantiles of the melody measures and write them into the plugin' },
    fallback: {
      type: 'boolean',
      help: 'only count the tables of the fallback composer and write them into the plugin',
    },
    publish: { type: 'string', value: 'FOLDER', help: 'only write the best weights in --out as a model folder' },
    precision: {
      type: 'string',
      value: 'TYPE',
      help: 'how --publish stores weights: uint8, uint16, float32',
      default: 'uint8',
    },
    json: { type: 'boolean', help: 'print the log as JSON at the end' },
  },
  notes: ['Ctrl-C saves and ends; --resume goes on. `npm run evaluate` measures the result, see models/README.md.'],
  async run(options) {
    if (options.publish !== undefined) return publishTo(options.out, options.publish, options.precision);
    if (options.prepare) return prepare(options.corpus);
    if (options.fallback) return countFallback(options.corpus);
    const from = options.from === undefined ? undefined : readModel(options.from);
    const size = from ?? DEFAULT_SETTINGS.size;
    const rate = options.rate ?? String(from ? FINE_TUNING_RATE : DEFAULT_SETTINGS.rate);
    const settings: TrainingSettings = {
      ...DEFAULT_SETTINGS,
      size: {
        embed: readNumber('embed', options.embed ?? String(size.embed), 8, 1024, true),
        units: readNumber('units', options.units ?? String(size.units), 8, 1024, true),
        pitchHidden: size.pitchHidden,
      },
      hours: readNumber('hours', options.hours, 0.001, 1000),
      batch: readNumber('batch', options.batch, 1, 512, true),
      rate: readNumber('rate', rate, 1e-6, 1),
      dropout: readNumber('dropout', options.dropout, 0, 0.9),
      threads: readNumber('threads', options.threads, 1, 16, true),
      seed: options.seed,
    };
    await train(options.corpus, options.out, settings, from, options.resume, options.json);
  },
});

async function publishTo(folder: string, target: string, precision: string): Promise<void> {
  if (precision !== 'uint8' && precision !== 'uint16' && precision !== 'float32') {
    throw new CliError(`--precision is '${precision}'`, 'give uint8, uint16 or float32');
  }
  await publish(folder, target, basename(resolve(target)), precision);
  console.error(`weights written to ${target}`);
}

function readModel(folder: string): NetworkWeights {
  try {
    return readWeights(readModelFiles(folder), folder);
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}

function prepare(corpus: string): void {
  const sets = readSets(corpus);
  writeFileAtomic(QUANTILES_FILE, quantileSource(quantileTables(sets.train)));
  console.error(`quantiles of ${sets.tunes.train} training tunes written to ${QUANTILES_FILE}`);
}

function countFallback(corpus: string): void {
  const sets = readSets(corpus);
  writeFileAtomic(FALLBACK_FILE, fallbackSource(sets.train, FALLBACK_SCHEME, FALLBACK_LEAST));
  console.error(`fallback tables of ${sets.tunes.train} training tunes written to ${FALLBACK_FILE}`);
}

function readSets(corpus: string): ReturnType<typeof corpusSets> {
  try {
    return corpusSets(corpus);
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}

async function train(
  corpus: string,
  folder: string,
  settings: TrainingSettings,
  from: NetworkWeights | undefined,
  resume: boolean,
  json: boolean,
): Promise<void> {
  const sets = readSets(corpus);
  if (sets.train.length === 0) throw new CliError('nothing to train on', corpus, 'name a larger corpus with --corpus');
  const count = [...sets.skipped.values()].reduce((sum, n) => sum + n, 0);
  console.error(
    `${sets.tunes.train} tunes train, ${sets.tunes.valid} validate, ${sets.tunes.test} are kept for evaluation; ${count} records skipped:`,
  );
  for (const [reason, n] of sets.skipped) console.error(`  ${n} × ${reason}`);
  const epochs: EpochLog[] = [];
  // A resumed run begins part of the way along, and only its first report tells where.
  let progress: Progress | undefined;
  const training = start(corpus, folder, settings, from, resume, (message) => {
    if (message.kind === 'progress') {
      const { seconds, notes } = message.run;
      progress ??= progressLine('training', Math.round(settings.hours * 3600), Math.round(seconds));
      progress.update(
        Math.round(seconds),
        `${(notes / 1e6).toFixed(2)} M notes, ${message.notesPerSecond}/s, ${message.train.toFixed(3)} bits`,
      );
    } else if (message.kind === 'epoch') {
      epochs.push(message.log);
      console.error(epochLine(message.log));
    }
  });
  process.removeAllListeners('SIGINT');
  process.on('SIGINT', () => {
    console.error('\nsaving …');
    training.stop();
  });
  const why = await training.done;
  if (progress) progress.finish(why);
  else console.error(`training: ${why}`);
  if (json) console.log(JSON.stringify({ folder, why, epochs }));
}

function start(
  corpus: string,
  folder: string,
  settings: TrainingSettings,
  from: NetworkWeights | undefined,
  resume: boolean,
  onMessage: (message: ThreadMessage) => void,
): ReturnType<typeof startTraining> {
  try {
    return startTraining({ corpus, folder, settings, from, resume, onMessage });
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}

function epochLine(log: EpochLog): string {
  return `epoch ${log.epoch}: ${log.hours.toFixed(2)} h, train ${log.train.toFixed(3)}, valid ${log.valid.toFixed(3)} bits/note (duration ${log.validDuration.toFixed(3)}, pitch ${log.validPitch.toFixed(3)}), rate ${log.rate}`;
}
