/**
 * What is not asked, the composer chooses: by the request's chance, and spread as in real tunes. Left to itself the network
 * would choose too, but never independently: dense tunes of the corpus are high and chromatic ones, and who asks for
 * density would get all three.
 */

import { MELODY_CONTROLS, type MelodyControl, type MelodyControls, type PhraseRequest } from '../music/phrase.ts';
import type { Mode } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import type { NormalRange } from '../music/time.ts';

/** Share of four bars of the training tunes that have no syncopation, and no note outside the scale. */
const NONE = { syncopation: 0.6, chromaticism: 0.55 } as const;
/** How much of the range is chosen from: the tails are for those who ask for them. */
const WIDTH = 0.7;
/** Modes of common practice, whose tunes borrow notes; a modal tune that does loses its colour. */
const BORROWING: readonly Mode[] = ['ionian', 'aeolian', 'harmonic minor'];

/** All controls of a phrase: those asked as they are, the others chosen. */
export function chosenControls(request: PhraseRequest): MelodyControls {
  const chance = random(`${request.seed} own choice`);
  return Object.fromEntries(
    MELODY_CONTROLS.map((control) => {
      const own = ownChoice(control, chance.next(), request.mode);
      return [control, request.controls[control] ?? own];
    }),
  ) as MelodyControls;
}

function ownChoice(control: MelodyControl, chance: NormalRange, mode: Mode): NormalRange {
  if (control === 'chromaticism' && !BORROWING.includes(mode)) return 0;
  if (control === 'syncopation' || control === 'chromaticism')
    return (WIDTH * Math.max(0, chance - NONE[control])) / (1 - NONE[control]);
  return 0.5 + WIDTH * (chance - 0.5);
}
