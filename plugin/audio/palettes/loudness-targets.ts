/**
 * How loud each mood is at intensity 0.5, in LUFS, as a table: five decibels from a cave to a battle are a difference
 * that is felt and that no player turns the volume for. Games aim at -24 to -18 LUFS in all (Sony's ASWG-R001 says -23
 * for consoles, -18 for handhelds); music leaves the speech and the blows above it room, and headroom for stingers.
 */

import type { PresetName } from '../../mood/presets.ts';

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

/** What a mood is louder at intensities 0.2, 0.5 and 1, in LU. */
export const INTENSITY_RISE = [-2, 0, 2] as const;

/** How many pieces of half a minute are averaged, where one says too little: moods of few notes differ from seed to seed by 3 LU. */
export const MEASURED_PIECES: Readonly<Partial<Record<PresetName, number>>> = { cave: 3, calm: 2, mystery: 2 };
