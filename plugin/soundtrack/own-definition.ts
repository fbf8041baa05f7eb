/** Definitions of soundtracks that change hands: what a game does to its object afterwards changes nothing, and code stays where it comes from. */

import { plainCopy } from '../mood/validate.ts';
import type { SoundtrackDefinition } from './soundtrack.ts';

/** A copy of a definition. A bank is read only and may be large: it is handed on as it is. */
export function ownDefinition(definition: SoundtrackDefinition): SoundtrackDefinition {
  const { bank, ...rest } = definition;
  return { ...plainCopy(rest), ...(bank === undefined ? {} : { bank }) };
}

/** A definition that was handed over while the game runs, with the phrase worker of the one that the game was set up with. */
export function withWorkerOf(given: SoundtrackDefinition, running: SoundtrackDefinition): SoundtrackDefinition {
  const { workerUrl: _, ...rest } = ownDefinition(given);
  return running.workerUrl == null ? rest : { ...rest, workerUrl: running.workerUrl };
}
