/** The forms of the moods: in which order themes come and return. The seed of a soundtrack draws one for each mood. */

import { random } from '../music/random.ts';
import type { Meter } from '../music/time.ts';
import type { PresetName } from './preset-names.ts';

/**
 * Names of the forms. `round`: the main theme frames two others. `song`: a period twice, a contrast, and the period again.
 * `rondo`: a refrain between episodes. `chain`: one theme after another, with an interlude without melody.
 * `drive`: short of pauses, with one break.
 */
export const FORM_NAMES = ['round', 'song', 'rondo', 'chain', 'drive'] as const;
/** The forms that go on and on, and `fanfare`: a period with a full close and a held chord, then a quiet afterglow. */
export type FormName = (typeof FORM_NAMES)[number] | 'fanfare';

/** The presets that end: their form is a `fanfare`. */
export const ENDING_PRESETS: readonly PresetName[] = ['victory'];

/** How often each preset has each form: dances have refrains, fights few pauses, and quiet moods long ones. */
const WEIGHTS: Readonly<Record<PresetName, Readonly<Partial<Record<FormName, number>>>>> = {
  forest: { round: 2, song: 2, chain: 2, rondo: 1 },
  exploration: { song: 2, round: 2, rondo: 2, chain: 1 },
  battle: { drive: 4, rondo: 1, song: 1, round: 1 },
  boss: { drive: 4, rondo: 1, song: 1, round: 1 },
  village: { rondo: 2, song: 2, round: 2 },
  cave: { chain: 2, round: 1, song: 1 },
  desert: { rondo: 2, round: 2, chain: 1, song: 1 },
  sorrow: { chain: 2, song: 1, round: 1 },
  victory: { song: 1, rondo: 1, drive: 1 },
  calm: { chain: 2, song: 1, round: 1 },
  mystery: { chain: 2, round: 1, song: 1 },
};

/** A meter whose phrases have eight bars: in them the period of a `song` would sound twice as long as in others. */
const SHORT: Meter = '2/4';

/** The form that a seed draws for a preset. */
export function drawnForm(preset: PresetName, seed: string, meter: Meter): FormName {
  const forms = Object.entries(WEIGHTS[preset]) as [FormName, number][];
  const choices = forms.filter(([form]) => meter !== SHORT || form !== 'song');
  return choices[random(`${seed}/${preset}/form`).weighted(choices.map(([, weight]) => weight))]![0];
}
