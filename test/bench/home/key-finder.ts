/**
 * Hears the tonic of notes by their durations alone (Krumhansl & Schmuckler; Krumhansl 1990): the key whose profile correlates
 * best. Besides the profiles of major and minor (Krumhansl & Kessler 1982) it knows those of other modes: the same ratings,
 * where a degree that is raised or lowered takes the rating of the degree in its place.
 */

import { correlation, KEY_PROFILES } from '../../../models/corpus/key-profile.ts';
import { MODES, type Mode, type PitchClass } from '../../../plugin/music/pitch.ts';

/** Modes of seven notes that a listener may hear; the pentatonic ones are parts of these. */
export const HEARD_MODES = [
  'ionian',
  'aeolian',
  'dorian',
  'phrygian',
  'lydian',
  'mixolydian',
  'harmonic minor',
  'phrygian dominant',
  'double harmonic',
] as const satisfies readonly Mode[];

/** A key, with the correlation of its profile, -1..1. */
export interface Heard {
  readonly tonic: PitchClass;
  readonly mode: Mode;
  readonly agreement: number;
}

/** The key of twelve durations by pitch class, out of all tonics in some modes; of equal ones, the first. */
export function heardKey(durations: readonly number[], modes: readonly Mode[] = HEARD_MODES): Heard {
  let best: Heard = { tonic: 0, mode: modes[0]!, agreement: Number.NEGATIVE_INFINITY };
  for (const mode of modes) {
    const profile = profileOf(mode);
    for (let tonic = 0; tonic < 12; tonic++) {
      const turned = durations.map((_, degree) => durations[(degree + tonic) % 12]!);
      const agreement = correlation(turned, profile);
      if (agreement > best.agreement) best = { tonic, mode, agreement };
    }
  }
  return best;
}

/** The ratings of the twelve pitch classes above the tonic of a mode. */
export function profileOf(mode: Mode): readonly number[] {
  const { family, scale } = MODES[mode];
  const base: readonly number[] = MODES[family === 'major' ? 'ionian' : 'aeolian'].scale;
  const profile = [...KEY_PROFILES[family]];
  for (const degree of scale) {
    if (base.includes(degree)) continue;
    const replaced = [degree + 1, degree - 1].find((near) => base.includes(near) && !hasNote(scale, near));
    if (replaced === undefined) continue;
    profile[degree] = KEY_PROFILES[family][replaced]!;
    profile[replaced] = KEY_PROFILES[family][degree]!;
  }
  return profile;
}

const hasNote = (scale: readonly number[], pitchClass: number) => scale.includes(pitchClass);
