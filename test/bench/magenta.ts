/** Magenta's MusicRNN, installed into its own folder when it is first measured. */

import { join } from 'node:path';
import { startProgram } from './other-program.ts';

/** A running MusicRNN of two layers of 256 units. */
export interface Magenta {
  /** Lets it write `steps` sixteenths. @returns milliseconds. */
  time(steps: number): Promise<number>;
  stop(): void;
}

/** Starts it. @throws CliError where it cannot be installed. */
export async function startMagenta(): Promise<Magenta> {
  const { ask, stop } = await startProgram(join(import.meta.dirname, 'magenta'), '@magenta/music');
  return { time: async (steps) => ((await ask({ steps })) as { ms: number }).ms, stop };
}
