/** Writes `models/ATTRIBUTION.md` and the credit of the model card: `npx tsx models/corpus/attribution-file.ts`. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runCli } from '../cli/cli.ts';
import { assertWritable, tell, writeFileAtomic } from '../cli/files.ts';
import { attributionText, cardWithCredit } from './attribution.ts';

await runCli({
  name: 'attribution-file',
  summary: 'writes the credits and licenses of all sources, and the credit in the model card',
  usage: 'npx tsx models/corpus/attribution-file.ts [--out FILE] [--card FILE]',
  options: {
    out: {
      type: 'string',
      value: 'FILE',
      help: 'file to write',
      default: resolve(import.meta.dirname, '../ATTRIBUTION.md'),
    },
    card: {
      type: 'string',
      value: 'FILE',
      help: 'the model card',
      default: resolve(import.meta.dirname, '../README.md'),
    },
  },
  run({ out, card }) {
    assertWritable(out);
    assertWritable(card);
    writeFileAtomic(out, attributionText());
    writeFileAtomic(card, cardWithCredit(readFileSync(card, 'utf8')));
    tell('credits and licenses of all sources', [out, card]);
  },
});
