/**
 * How a feeling colours harmony: which manner of the corpus speaks, how often chords change, how they are dressed.
 * Numbers are starting points after MUSIC.md (Harmony) and the cue table of Livingstone et al. (2010): excitement
 * quickens harmonic rhythm, tension brings diminished chords and dominants, warmth brings major and plagal ones.
 */

import type { Quality } from '../music/harmony.ts';
import type { NormalRange } from '../music/time.ts';

/** Where a mood lies; every `Mood` is one. */
export interface ProgressionFeeling {
  readonly valence: NormalRange;
  readonly arousal: NormalRange;
  readonly tension: NormalRange;
}

/** The middle of the plane, for whoever asks for none. */
export const NEUTRAL: ProgressionFeeling = { valence: 0.5, arousal: 0.4, tension: 0.3 };

/** Weight of each manner of the corpus; the list of pop progressions is small and stands by everywhere. */
export function mannerWeights({ valence, arousal, tension }: ProgressionFeeling): Readonly<Record<string, number>> {
  return {
    hymn: 0.1 + 0.9 * valence * (1 - arousal),
    folk: 0.1 + 0.9 * valence * arousal,
    art: 0.1 + 0.9 * (1 - valence) * (1 - arousal),
    game: 0.1 + 0.9 * Math.max(tension, (1 - valence) * arousal),
    list: 0.35,
  };
}

/** Chords a bar: one in calm moods, two in busy ones, one in two bars where it is still or dark (MUSIC.md, Harmony). */
export function chordsPerBar({ arousal, tension }: ProgressionFeeling): number {
  if (arousal < 0.25 && tension < 0.6) return 0.75;
  if (tension > 0.6 && arousal < 0.5) return 0.5;
  if (arousal > 0.45 && tension < 0.6) return 1.25;
  return 1;
}

/** How welcome a chord is: major ones where it is bright, diminished ones where it is tense. */
export function qualityBias(quality: Quality, { valence, tension }: ProgressionFeeling): number {
  if (quality === 'maj') return 0.7 + 0.6 * valence;
  if (quality === 'min') return 1.3 - 0.6 * valence;
  if (quality === 'dim' || quality === 'dim7' || quality === 'm7b5') return 0.15 + 1.3 * tension;
  return 1;
}

/** Richer forms of a plain chord, and how likely each is in a feeling; those outside the mode are not taken. */
export function dressings(
  quality: Quality,
  { valence, arousal, tension }: ProgressionFeeling,
): readonly (readonly [Quality, number])[] {
  const still = Math.max(0, 1 - 1.6 * arousal);
  if (quality === 'maj') {
    return [
      ['maj7', 0.35 * still],
      ['sus2', 0.15 * still * valence],
      ['sus4', 0.08 * (1 - tension)],
    ];
  }
  if (quality === 'min') {
    return [
      ['min7', 0.4 * still],
      ['power', arousal > 0.7 && tension > 0.6 ? 0.3 : 0],
    ];
  }
  if (quality === 'dim') return [['m7b5', 0.5]];
  return [];
}
