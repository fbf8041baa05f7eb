/**
 * Holds pieces out of the styles that are new: `npx tsx models/corpus/style-split-list.ts [--corpus DIR]`. Styles that have
 * held-out pieces keep them.
 */

import { join } from 'node:path';
import { CliError, runCli } from '../cli/cli.ts';
import { assertWritable, tell, writeFileAtomic } from '../cli/files.ts';
import { heldOut } from './hold-out.ts';
import { DEFAULT_CORPUS, readCorpus } from './read.ts';
import { groupTunes } from './split.ts';
import { STYLE_SPLIT } from './style-split.ts';
import { useful } from './useful.ts';

await runCli({
  name: 'style-split-list',
  summary: 'chooses the pieces that validate and test each new style',
  usage: 'npx tsx models/corpus/style-split-list.ts [options]',
  options: {
    corpus: { type: 'string', value: 'DIR', help: 'folder of the corpus', default: DEFAULT_CORPUS },
    out: {
      type: 'string',
      value: 'FILE',
      help: 'list to write',
      default: join(import.meta.dirname, 'style-split.json'),
    },
  },
  run({ corpus, out }) {
    assertWritable(out);
    const { tunes } = useful(read(corpus), []);
    const list = heldOut(tunes, groupTunes(tunes), STYLE_SPLIT);
    writeFileAtomic(out, `${JSON.stringify(list, null, 1)}\n`);
    const counted = Object.entries(list).map(
      ([style, { valid, test }]) => `${style.padEnd(14)} ${valid.length} pieces validate, ${test.length} test`,
    );
    tell(counted.join('\n'), [out]);
  },
});

function read(corpus: string) {
  try {
    return readCorpus(corpus).tunes;
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}
