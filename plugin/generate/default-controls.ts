/**
 * Values for controls that a request omits, drawn from its seed with the spread of real melodies. The network alone would
 * not vary them independently: dense melodies of the corpus are also high and chromatic, so requesting density would
 * bring all three.
 */

import { MELODY_CONTROLS, type MelodyControl, type MelodyControls } from '../music/melody-controls.ts';
import type { PhraseRequest } from '../music/phrase.ts';
import type { Mode } from '../music/pitch.ts';
import { random } from '../music/random.ts';
import type { NormalRange } from '../music/time.ts';

/** Share of four-bar stretches of the training melodies without syncopation, and without notes outside the scale. */
const NONE = { syncopation: 0.6, chromaticism: 0.55 } as const;
/** How much more often a melody of the greatest density stays in its scale than one of the least: it has more notes that could leave it. */
const NONE_BY_DENSITY: NormalRange = 0.3;
/** Share of the range that is drawn from; the tails must be requested. */
const WIDTH = 0.7;
/** How much larger the leaps of a melody of the greatest density are drawn than those of one of the least: the network writes dense melodies in steps. */
const LEAP_BY_DENSITY: NormalRange = 0.12;
/** Modes of common practice, whose melodies use chromatic notes; in other modes these blur the mode. */
const BORROWING: readonly Mode[] = ['ionian', 'aeolian', 'harmonic minor'];

/** All controls of a phrase: the requested ones, the others drawn. */
export function chosenControls(request: PhraseRequest): MelodyControls {
  const chance = random(`${request.seed} own choice`);
  const density = request.controls.density ?? 0.5;
  return Object.fromEntries(
    MELODY_CONTROLS.map((control) => {
      const own = ownChoice(control, chance.next(), request.mode, density);
      return [control, request.controls[control] ?? own];
    }),
  ) as MelodyControls;
}

function ownChoice(control: MelodyControl, chance: NormalRange, mode: Mode, density: NormalRange): NormalRange {
  if (control === 'chromaticism' && !BORROWING.includes(mode)) return 0;
  if (control === 'syncopation' || control === 'chromaticism') {
    const none = NONE[control] + (control === 'chromaticism' ? NONE_BY_DENSITY * (density - 0.5) : 0);
    return (WIDTH * Math.max(0, chance - none)) / (1 - none);
  }
  const lean = control === 'leap' ? LEAP_BY_DENSITY * (density - 0.5) : 0;
  return 0.5 + WIDTH * (chance - 0.5) + lean;
}
