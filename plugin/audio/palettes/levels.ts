/**
 * Gain of every mood with every palette, in a table: bands differ by more than ten decibels at the same velocities, and a
 * mood with few notes is softer than one with many. The gains are measured on rendered music (`npm run levels`) and bring
 * each mood to its target in `loudness-targets.ts`.
 */

import type { Mood } from '../../mood/controls.ts';
import { PRESETS } from '../../mood/presets.ts';
import { ownValue } from '../../mood/validate.ts';
import { WORLD_MOODS } from '../../mood/world-moods.ts';
import type { NormalRange } from '../../music/time.ts';
import { INTENSITY_GAINS, PALETTE_GAINS } from './levels.generated.ts';
import { feltTarget, LOUDNESS_TARGETS } from './loudness-targets.ts';

/** The intensities at which gains are measured. */
export const MEASURED_INTENSITIES = [0.2, 0.5, 1] as const;

/** A mood of the dial: its point, and the preset whose band plays it. */
export type FeltBand = Required<Pick<Mood, 'felt' | 'band'>>;

/**
 * Gain in dB of a mood with a palette at an intensity; estimated if it was not measured. A mood of the dial has the gain of
 * its band, moved to the target of its point: neighboring points are about as loud, whichever band plays.
 */
export function levelFor(mood: string, palette: string, intensity: NormalRange, felt?: FeltBand): number {
  if (felt !== undefined)
    return levelFor(felt.band, palette, intensity) + feltTarget(felt.felt) - LOUDNESS_TARGETS[felt.band];
  const curve = ownValue(INTENSITY_GAINS, mood);
  const measured = ownValue(ownValue(PALETTE_GAINS, palette), mood);
  return (measured ?? likelyGain(mood, palette)) + (curve ? along(curve, intensity) : 0);
}

/** Estimated gain: that of the mood with its own palette, plus the mean difference of the palette in measured moods. */
function likelyGain(mood: string, palette: string): number {
  const measured = Object.entries(ownValue(PALETTE_GAINS, palette) ?? {});
  const apart = measured.map(([other, gain]) => gain - (ownGain(other) ?? gain));
  return (ownGain(mood) ?? USUAL) + mean(apart);
}

/** Gain of a mood of the package with its own palette, in dB. */
function ownGain(mood: string): number | undefined {
  const preset = ownValue<Mood>(PRESETS, mood) ?? ownValue<Mood>(WORLD_MOODS, mood);
  return preset && ownValue(ownValue(PALETTE_GAINS, preset.controls.palette), mood);
}

/** Linear interpolation between the measured intensities. */
function along(curve: readonly [number, number, number], intensity: NormalRange): number {
  const [low, middle, high] = MEASURED_INTENSITIES;
  const [from, to, a, b] = intensity < middle ? [low, middle, curve[0], curve[1]] : [middle, high, curve[1], curve[2]];
  const share = Math.min(1, Math.max(0, (intensity - from) / (to - from)));
  return a + (b - a) * share;
}

/** Gain of custom moods. */
const USUAL = mean(Object.keys(PRESETS).flatMap((mood) => ownGain(mood) ?? []));

function mean(list: readonly number[]): number {
  return list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length);
}
