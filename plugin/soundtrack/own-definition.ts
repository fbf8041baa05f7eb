/** Copies of soundtrack definitions, so that later changes by the game have no effect. */

import { plainCopy } from '../mood/validate.ts';
import type { SoundtrackDefinition } from './soundtrack.ts';

/** A copy of a definition. Its bank is shared, because it is only read and may be large. */
export function ownDefinition(definition: SoundtrackDefinition): SoundtrackDefinition {
  const { bank, ...rest } = definition;
  return { ...plainCopy(rest), ...(bank === undefined ? {} : { bank }) };
}

/** A copy of a definition given while the game runs, with the `workerUrl` of the one that the game was set up with. */
export function withWorkerOf(given: SoundtrackDefinition, running: SoundtrackDefinition): SoundtrackDefinition {
  const { workerUrl: _, ...rest } = ownDefinition(given);
  return running.workerUrl == null ? rest : { ...rest, workerUrl: running.workerUrl };
}
