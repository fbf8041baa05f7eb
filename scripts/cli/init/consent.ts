/** Asks on a terminal whether to write. */

import { createInterface } from 'node:readline/promises';
import { CliError } from '../../../models/cli/cli.ts';

/** Where the answer comes from; `isTTY` is true for a terminal. */
export type Answers = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** Whether the user agrees; the end of the input is a no. @throws CliError if nobody can answer. */
export async function agreed(input: Answers, output: NodeJS.WritableStream): Promise<boolean> {
  if (!input.isTTY) throw new CliError('nobody can be asked here, so nothing was written', 'add --yes to write');
  const line = createInterface({ input, output });
  try {
    const closed = new Promise<string>((resolve) => line.once('close', () => resolve('')));
    const answer = await Promise.race([line.question('Write these files? [y/N] '), closed]);
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    line.close();
  }
}
