/** The names of the palettes that come with the package; the sound of each is loaded when it is first used. */

/** Names of the palettes in the package, without their variants. */
export const PALETTE_NAMES = [
  'woodland',
  'journey',
  'folk',
  'cavern',
  'sands',
  'war',
  'doom',
  'lament',
  'musicbox',
  'glass',
  'fanfare',
  'silk',
  'bamboo',
  'session',
  'parlor',
  'bandstand',
  'chiptune',
  'dark-synth',
  'ethereal',
  'toy-box',
  'folk-pluck',
] as const;
export type PaletteName = (typeof PALETTE_NAMES)[number];
