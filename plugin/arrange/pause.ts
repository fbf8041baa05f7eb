/** Where a form pauses: its first phrase without melody may change places with a return in the second instrument, by seed, so that games in one form differ. */

import { random } from '../music/random.ts';
import type { LineupName } from './lineups.ts';
import { RETURN_FROM, type SectionStep } from './sections.ts';

/** The lineup of a step of a form, in a game with a seed of its own; without one, as the form has it. */
export function ownLineup(steps: readonly SectionStep[], place: number, seed: string | undefined): LineupName {
  const { lineup } = steps[place]!;
  const pause = steps.findIndex((step) => step.lineup === 'breather');
  if (seed === undefined || pause < 0) return lineup;
  const choices = steps.flatMap((step, i) => (i === pause || mayPause(step, i) ? [i] : []));
  const chosen = random(`${seed}/pause`).pick(choices);
  if (place === pause) return steps[chosen]!.lineup;
  return place === chosen ? 'breather' : lineup;
}

/**
 * Whether a step is a statement that returns whole in the second instrument. The pause takes the place of such a one only, so
 * that the lead rests in as many blocks as in the form.
 */
function mayPause({ half, comes, lineup }: SectionStep, place: number): boolean {
  return place >= RETURN_FROM && half === 'statement' && comes === 'whole' && lineup === 'second';
}
