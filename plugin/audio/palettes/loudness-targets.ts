/**
 * Target loudness of each mood at intensity 0.5, in LUFS: the difference of five decibels between cave and battle is audible
 * but needs no change of volume. Finished games' tracks are at -14 to -10.5 LUFS (the middle half, see
 * `test/bench/sound/reference-percentiles.json`); ours stay 4 LU below, which leaves room for speech and effects, headroom
 * for stingers, and true peaks below -1 dBTP, where those tracks exceed 0.
 */

import { mixAt } from '../../mood/dial.ts';
import type { Feel } from '../../mood/feel.ts';
import type { PresetName } from '../../mood/preset-names.ts';
import type { WorldMoodName } from '../../mood/world-moods.ts';

/** LUFS at intensity 0.5. */
export const LOUDNESS_TARGETS: Readonly<Record<PresetName, number>> = {
  battle: -15,
  boss: -15,
  victory: -15.5,
  village: -17,
  exploration: -17,
  desert: -17.5,
  forest: -18,
  mystery: -18.3,
  sorrow: -18.3,
  calm: -19.5,
  cave: -20,
};

/** The same of the moods of the world. */
export const WORLD_TARGETS: Readonly<Record<WorldMoodName, number>> = {
  tavern: -17,
  saloon: -17,
  swing: -17,
  garden: -18.5,
  shrine: -19.5,
};

/** The trend of the targets, by a line through them: music of high arousal is louder (Gabrielsson & Lindström 2010). */
const TREND = [-24, 0.5, 6, 0] as const;

/** Target of a point of the dial in LUFS at intensity 0.5; at a preset's point that of the preset. */
export function feltTarget(feel: Feel): number {
  return mixAt(feel)(({ band }) => LOUDNESS_TARGETS[band], TREND);
}

/** Change of the target at intensities 0.2, 0.5 and 1, in LU. */
export const INTENSITY_RISE = [-2, 0, 2] as const;

/** Number of half-minute pieces to average, if not one: moods with few notes vary by 3 LU between seeds. */
export const MEASURED_PIECES: Readonly<Partial<Record<PresetName | WorldMoodName, number>>> = {
  cave: 3,
  calm: 2,
  mystery: 2,
  shrine: 2,
};
