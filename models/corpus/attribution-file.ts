/** Writes `models/ATTRIBUTION.md`: `npx tsx models/corpus/attribution-file.ts`. */

import { resolve } from 'node:path';
import { runCli } from '../cli/cli.ts';
import { assertWritable, tell, writeFileAtomic } from '../cli/files.ts';
import { attributionText } from './attribution.ts';

await runCli({
  name: 'attribution-file',
  summary: 'writes the credits and licenses of all sources',
  usage: 'npx tsx models/corpus/attribution-file.ts [--out FILE]',
  options: {
    out: {
      type: 'string',
      value: 'FILE',
      help: 'file to write',
      default: resolve(import.meta.dirname, '../ATTRIBUTION.md'),
    },
  },
  run({ out }) {
    assertWritable(out);
    writeFileAtomic(out, attributionText());
    tell('credits and licenses of all sources', [out]);
  },
});
