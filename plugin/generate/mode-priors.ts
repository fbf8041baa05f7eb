/**
 * Priors on scale degrees: the network knows major, minor and chant, so these favor or avoid the degrees that
 * characterize other modes. Semitones above the tonic → added log-probability. The degrees are those that theory texts
 * name as characteristic (dorian 6, phrygian b2, lydian #4, mixolydian b7 …); the sizes were set by reading phrases, until
 * the mode is recognizable in at least every other bar without mannerism. Negative ones are notes outside the scale that
 * would suggest another mode (a natural second in phrygian, a minor third in hijaz), to be avoided when chromatic notes
 * are requested.
 */

import { MODES, type Mode } from '../music/pitch.ts';

export const MODE_PRIORS: Partial<Record<Mode, Readonly<Record<number, number>>>> = {
  dorian: { 9: 0.7, 10: 0.3, 7: 0.7, 8: -2 },
  phrygian: { 1: 0.9, 10: 0.2, 2: -3, 4: -2 },
  lydian: { 6: 0.9, 5: -3 },
  mixolydian: { 10: 0.8, 11: -2 },
  locrian: { 1: 0.6, 6: 0.8, 2: -2, 7: -2 },
  'harmonic minor': { 11: 0.5, 8: 0.2 },
  // The tones next to the gaps: sixth and second; seventh and fourth (Japanese yo, Chinese gong and yu).
  'major pentatonic': { 9: 0.4, 7: 0.15, 2: 0.2 },
  'minor pentatonic': { 10: 0.4, 5: 0.2 },
  'phrygian dominant': { 1: 0.7, 4: 0.5, 8: 0.2, 2: -2, 3: -3, 9: -2 },
  'double harmonic': { 1: 0.7, 11: 0.6, 8: 0.3, 2: -2, 3: -3, 10: -2 },
  'whole tone': { 6: 0.3, 8: 0.3 },
  octatonic: { 1: 0.3, 6: 0.3 },
  gong: { 9: 0.4, 7: 0.3, 2: 0.2, 5: -3, 11: -3 },
  shang: { 5: 0.3, 7: 0.4, 10: 0.2, 3: -3, 9: -2 },
  zhi: { 5: 0.3, 2: 0.3, 9: 0.3, 4: -3, 11: -3 },
  yu: { 10: 0.3, 5: 0.2, 7: 0.3, 2: -2, 8: -3 },
  'miyako-bushi': { 1: 0.6, 8: 0.6, 7: 0.4, 2: -3, 3: -3, 4: -3, 10: -2, 11: -3 },
};

/** Pitch classes that end a phrase with a full or half cadence, by the third of the mode. */
export const CADENCE_TONES: Readonly<
  Record<'major' | 'minor', { readonly full: readonly number[]; readonly half: readonly number[] }>
> = {
  major: { full: [0, 4], half: [2, 7, 11, 10] },
  minor: { full: [0, 3], half: [2, 7, 11, 10, 1] },
};

/**
 * The same of modes whose finals are their own: Chinese lines end on the name of their mode, and rest before on the fifth or
 * another pillar of the five notes (Thrasher, Sizhu Instrumental Music of South China, 2008, ch. 5); in miyako-bushi the two
 * notes that frame its fourths carry every end (Koizumi, Nihon dento ongaku no kenkyu, 1958).
 */
const OWN_FINALS: Partial<Record<Mode, { readonly full: readonly number[]; readonly half: readonly number[] }>> = {
  gong: { full: [0], half: [7, 2, 9] },
  shang: { full: [0], half: [7, 5, 10] },
  zhi: { full: [0], half: [5, 2, 7] },
  yu: { full: [0], half: [7, 3, 5] },
  'miyako-bushi': { full: [0], half: [7, 5] },
};

/** The pitch classes that end a phrase in a mode with a full or half cadence. */
export function finalsOf(mode: Mode): { readonly full: readonly number[]; readonly half: readonly number[] } {
  return OWN_FINALS[mode] ?? CADENCE_TONES[MODES[mode].family];
}
