/**
 * Target loudness of each mood at intensity 0.5, in LUFS: the difference of five decibels between cave and battle is audible
 * but needs no change of volume. Games aim at -24 to -18 LUFS in total (Sony's ASWG-R001: -23 for consoles, -18 for
 * handhelds); music leaves room for speech and effects, and headroom for stingers.
 */

import type { PresetName } from '../../mood/preset-names.ts';

/** LUFS at intensity 0.5. */
export const LOUDNESS_TARGETS: Readonly<Record<PresetName, number>> = {
  battle: -18,
  boss: -18,
  victory: -18.5,
  village: -20,
  exploration: -20,
  desert: -20.5,
  forest: -21,
  mystery: -22,
  calm: -22.5,
  sorrow: -22.5,
  cave: -23,
};

/** Change of the target at intensities 0.2, 0.5 and 1, in LU. */
export const INTENSITY_RISE = [-2, 0, 2] as const;

/** Number of half-minute pieces to average, if not one: moods with few notes vary by 3 LU between seeds. */
export const MEASURED_PIECES: Readonly<Partial<Record<PresetName, number>>> = { cave: 3, calm: 2, mystery: 2 };
