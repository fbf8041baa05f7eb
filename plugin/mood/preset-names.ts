/** The names of the moods that come with the package; `presets.ts` has their table. */

/** Names of the moods in the package. */
export const PRESET_NAMES = [
  'forest',
  'exploration',
  'battle',
  'boss',
  'village',
  'cave',
  'desert',
  'sorrow',
  'victory',
  'calm',
  'mystery',
] as const;
export type PresetName = (typeof PRESET_NAMES)[number];
