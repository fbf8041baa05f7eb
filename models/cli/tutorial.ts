/** `npx tsx models/cli/tutorial.ts`: trains the tutorial network that `evaluate` scores as a baseline, on the same training split. */

import { DEFAULT_CORPUS } from '../corpus/read.ts';
import { startBackend } from '../training/backend.ts';
import { type CorpusSets, corpusSets } from '../training/corpus-sets.ts';
import { trainTutorial } from '../training/tutorial.ts';
import { TUTORIAL_FOLDER, writeTutorial } from '../training/tutorial-file.ts';
import { CliError, readNumber, runCli } from './cli.ts';
import { assertWritable } from './files.ts';
import { progressLine } from './progress.ts';

await runCli({
  name: 'tutorial',
  summary: 'trains the tutorial network that evaluate compares with',
  usage: 'npx tsx models/cli/tutorial.ts [--corpus PATH] [--hours N] [--out FOLDER]',
  options: {
    corpus: { type: 'string', value: 'PATH', help: 'a folder or file of tunes', default: DEFAULT_CORPUS },
    hours: { type: 'string', value: 'N', help: 'how long to train, on one thread', default: '0.5' },
    out: { type: 'string', value: 'FOLDER', help: 'where its weights go', default: TUTORIAL_FOLDER },
  },
  async run({ corpus, hours: asked, out }) {
    const hours = readNumber('hours', asked, 0.0001, 100);
    assertWritable(`${out}/tutorial.json`);
    const sets = readSets(corpus);
    await startBackend();
    const progress = progressLine('training', 1000);
    let written = Number.POSITIVE_INFINITY;
    const run = trainTutorial(sets, hours, (best, share) => {
      progress.update(
        Math.round(share * 1000),
        `${(best.notes / 1e6).toFixed(2)} M events, ${best.valid.toFixed(3)} bits`,
      );
      if (best.valid < written) writeTutorial(out, best);
      written = best.valid;
    });
    progress.finish(`${run.notes} events, validation ${run.valid.toFixed(3)} bits a pitch`);
  },
});

function readSets(corpus: string): CorpusSets {
  try {
    return corpusSets(corpus);
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}
