/**
 * Loudness of every mood with every palette, as a table: bands differ by ten decibels and more in how loud the same
 * written dynamics come out, and a mood with few notes is softer than one with many. The gains are measured on rendered
 * music, not guessed (`npm run levels`), and bring each mood to the target that `loudness-targets.ts` says.
 */

import type { NormalRange } from '../../music/time.ts';
import { INTENSITY_GAINS, PALETTE_GAINS } from './levels.generated.ts';

/** The intensities that are measured. */
export const MEASURED_INTENSITIES = [0.2, 0.5, 1] as const;

/** Gain of a band in dB, by the mood it plays, its palette and intensity; unknown ones get what others get on average. */
export function levelFor(mood: string, palette: string, intensity: NormalRange): number {
  const gains = PALETTE_GAINS[palette];
  const base = gains ? (gains[mood] ?? mean(Object.values(gains))) : 0;
  const curve = INTENSITY_GAINS[mood];
  return base + (curve ? along(curve, intensity) : 0);
}

/** Between the measured intensities in straight lines. */
function along(curve: readonly [number, number, number], intensity: NormalRange): number {
  const [low, middle, high] = MEASURED_INTENSITIES;
  const [from, to, a, b] = intensity < middle ? [low, middle, curve[0], curve[1]] : [middle, high, curve[1], curve[2]];
  const share = Math.min(1, Math.max(0, (intensity - from) / (to - from)));
  return a + (b - a) * share;
}

const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length);
