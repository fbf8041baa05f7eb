/** Rewrites the goldens in test/goldens. Run it only for a change that is meant to change notes. */

import { fileURLToPath } from 'node:url';
import { runCli } from '../models/cli/cli.ts';
import { assertWritable, writeFileAtomic } from '../models/cli/files.ts';
import { GOLDENS_FILE, GROUPS } from '../test/goldens/goldens.ts';

const file = fileURLToPath(GOLDENS_FILE);

/** One golden per line, so that a diff names the game or piece that changed. */
function lines(value: object): string {
  const isList = Array.isArray(value);
  const entries = Object.entries(value).map(([name, golden]) =>
    isList ? `    ${JSON.stringify(golden)}` : `    ${JSON.stringify(name)}: ${JSON.stringify(golden)}`,
  );
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  return `${open}\n${entries.join(',\n')}\n  ${close}`;
}

await runCli({
  name: 'goldens',
  summary: 'plays the golden games and pieces and writes down what they are now',
  usage: 'npm run goldens',
  options: {},
  async run() {
    assertWritable(file);
    const groups: string[] = [];
    for (const [name, play] of Object.entries(GROUPS)) {
      console.error(`goldens: playing ${name}`);
      groups.push(`  ${JSON.stringify(name)}: ${lines(await play())}`);
    }
    writeFileAtomic(file, `{\n${groups.join(',\n')}\n}\n`);
    console.log(file);
  },
});
