/**
 * How a feeling shapes harmony: the weight of each part of the corpus, the harmonic rhythm, the added sevenths and
 * suspensions. Values are estimates after docs/music-criteria.md (Harmony) and Livingstone et al. (2010): arousal quickens
 * harmonic rhythm, tension brings diminished chords and dominants, valence brings major and plagal ones.
 */

import type { Feel } from '../mood/feel.ts';
import type { Quality } from '../music/harmony.ts';
import type { NormalRange } from '../music/time.ts';

/** Valence, arousal and tension; every `Mood` has them. */
export interface ProgressionFeeling {
  readonly valence: NormalRange;
  readonly arousal: NormalRange;
  readonly tension: NormalRange;
  /** The point of the dial that a mood was made for, if it was. */
  readonly felt?: Feel;
}

/** The default feeling. */
export const NEUTRAL: ProgressionFeeling = { valence: 0.5, arousal: 0.4, tension: 0.3 };

/** Weight of each part of the corpus; the list of pop progressions is small, so its weight is constant. */
export function mannerWeights({ valence, arousal, tension }: ProgressionFeeling): Readonly<Record<string, number>> {
  return {
    hymn: 0.1 + 0.9 * valence * (1 - arousal),
    folk: 0.1 + 0.9 * valence * arousal,
    art: 0.1 + 0.9 * (1 - valence) * (1 - arousal),
    game: 0.1 + 0.9 * Math.max(tension, (1 - valence) * arousal),
    list: 0.35,
  };
}

/** Chords per bar: one in calm moods, two in busy ones, fewer than one in still or dark ones (docs/music-criteria.md, Harmony). */
export function chordsPerBar({ arousal, tension }: ProgressionFeeling): number {
  if (arousal < 0.25 && tension < 0.6) return 0.75;
  if (tension > 0.6 && arousal < 0.5) return 0.7;
  if (arousal > 0.45 && tension < 0.6) return 1.25;
  return 1;
}

/** Weight of a chord quality: major rises with valence, diminished with tension. */
export function qualityBias(quality: Quality, { valence, tension }: ProgressionFeeling): number {
  if (quality === 'maj') return 0.7 + 0.6 * valence;
  if (quality === 'min') return 1.3 - 0.6 * valence;
  if (quality === 'dim' || quality === 'dim7' || quality === 'm7b5') return 0.15 + 1.3 * tension;
  return 1;
}

/** Whether a major seventh on the tonic would be left hanging: in lively, happy tunes, which stand on strong beats. */
export function isHanging(quality: Quality, { valence, arousal }: ProgressionFeeling): boolean {
  return quality === 'maj7' && valence > 0.7 && arousal > 0.4;
}

/** Extended forms of a triad at full tension, for moods of the dial: plain chords are at rest, sevenths are not. */
const FELT_DRESSINGS: Readonly<Partial<Record<Quality, readonly (readonly [Quality, number])[]>>> = {
  maj: [
    ['maj7', 0.5],
    ['dom7', 0.45],
  ],
  min: [['min7', 0.8]],
  dim: [['m7b5', 0.8]],
};

/** Extended forms of a triad with their probabilities in a feeling; the caller skips those outside the mode. */
export function dressings(
  quality: Quality,
  { valence, arousal, tension, felt }: ProgressionFeeling,
): readonly (readonly [Quality, number])[] {
  if (felt !== undefined) return FELT_DRESSINGS[quality]?.map(([extended, share]) => [extended, share * tension]) ?? [];
  const still = Math.max(0.35, 1 - 1.6 * arousal);
  if (quality === 'maj') {
    return [
      ['maj7', 0.45 * still],
      ['dom7', 0.25],
      ['sus2', 0.15 * still * valence],
      ['sus4', 0.08 * (1 - tension)],
    ];
  }
  if (quality === 'min') {
    return [
      ['min7', 0.45 * still],
      ['power', arousal > 0.7 && tension > 0.6 ? 0.1 : 0],
    ];
  }
  if (quality === 'dim') return [['m7b5', 0.5]];
  return [];
}
