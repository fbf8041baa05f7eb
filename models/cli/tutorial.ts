/** `npx tsx models/cli/tutorial.ts`: trains the tutorial network, a baseline of `evaluate`, on the same training split. */

import { join } from 'node:path';
import { DEFAULT_CORPUS } from '../corpus/read.ts';
import { startBackend } from '../training/backend.ts';
import { type CorpusSets, corpusSets } from '../training/corpus-sets.ts';
import { trainTutorial } from '../training/tutorial.ts';
import { readTutorial, TUTORIAL_FOLDER, writeTutorial } from '../training/tutorial-file.ts';
import { CliError, readNumber, runCli } from './cli.ts';
import { assertWritable } from './files.ts';
import { progressLine } from './progress.ts';

await runCli({
  name: 'tutorial',
  summary: 'trains the tutorial network that evaluate compares with',
  usage: 'npx tsx models/cli/tutorial.ts [--corpus PATH] [--events N] [--resume] [--out FOLDER]',
  options: {
    corpus: { type: 'string', value: 'PATH', help: 'a folder or file of tunes', default: DEFAULT_CORPUS },
    events: { type: 'string', value: 'N', help: 'notes and rests to draw, in millions', default: '4' },
    resume: { type: 'boolean', help: 'continue from the weights in --out' },
    out: { type: 'string', value: 'FOLDER', help: 'folder of its weights', default: TUTORIAL_FOLDER },
  },
  async run({ corpus, events: asked, resume, out }) {
    const events = 1e6 * readNumber('events', asked, 0.001, 1000);
    assertWritable(join(out, 'tutorial.json'));
    const begun = resume ? readTutorial(out) : null;
    if (resume && !begun) throw new CliError(`no weights in ${out}`, 'leave --resume out to start over');
    const sets = readSets(corpus);
    await startBackend();
    const progress = progressLine('training', events, begun?.notes);
    let written = Number.POSITIVE_INFINITY;
    const run = await trainTutorial(sets, events, begun, (best, drawn) => {
      progress.update(Math.min(events, drawn), `validation ${best.valid.toFixed(3)} bits a pitch`);
      if (best.valid < written) writeTutorial(out, best);
      written = best.valid;
    });
    progress.finish(`validation ${run.valid.toFixed(3)} bits a pitch`);
  },
});

function readSets(corpus: string): CorpusSets {
  try {
    return corpusSets(corpus);
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}
