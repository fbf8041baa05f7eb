/** Ambience: the sounds of a place, such as rain and wind, each with a level. This is data; `audio/ambience` makes the sound. */

import { clamp01 } from '../music/pitch.ts';
import type { NormalRange } from '../music/time.ts';

/** The sounds that a mood may have. `describe` uses the same names. */
export const AMBIENCE_NAMES = [
  'wind',
  'rain',
  'thunder',
  'snow',
  'waves',
  'brook',
  'drips',
  'birds',
  'crickets',
  'fire',
  'murmur',
  'cups',
  'machines',
  'bells',
] as const;
export type AmbienceName = (typeof AMBIENCE_NAMES)[number];

/** Levels of sounds, 0..1; a sound that is left out is silent. Half the level sounds about half as loud. */
export type Ambience = Readonly<Partial<Record<AmbienceName, NormalRange>>>;

/** The target of a modulation that moves the level of a sound. */
export type AmbienceTarget = `ambience.${AmbienceName}`;
/** The targets of all sounds. */
export const AMBIENCE_TARGETS: readonly AmbienceTarget[] = AMBIENCE_NAMES.map((name) => `ambience.${name}` as const);

/** The levels above 0, each with what is added to it, in the order of the names; null if there are none. */
export function movedAmbience(ambience: Ambience, added: (target: AmbienceTarget) => number): Ambience | null {
  const levels = AMBIENCE_NAMES.flatMap((name, i) => {
    const level = clamp01((ambience[name] ?? 0) + added(AMBIENCE_TARGETS[i]!));
    // Steps that nobody hears would make every bar another plan.
    const rounded = Math.round(level * 1000) / 1000;
    return rounded > 0 ? [[name, rounded] as const] : [];
  });
  return levels.length === 0 ? null : Object.fromEntries(levels);
}
