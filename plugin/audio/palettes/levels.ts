/**
 * Loudness of every mood with every palette, as a table: bands differ by ten decibels and more in how loud the same
 * written dynamics come out, and a mood with few notes is softer than one with many. The gains are measured on rendered
 * music, not guessed (`npm run levels`), and bring each mood to the target that `loudness-targets.ts` says.
 */

import type { Mood } from '../../mood/controls.ts';
import { PRESETS } from '../../mood/presets.ts';
import { ownValue } from '../../mood/validate.ts';
import type { NormalRange } from '../../music/time.ts';
import { INTENSITY_GAINS, PALETTE_GAINS } from './levels.generated.ts';

/** The intensities that are measured. */
export const MEASURED_INTENSITIES = [0.2, 0.5, 1] as const;

/** Gain of a band in dB, by the mood it plays, its palette and intensity; what has not been measured gets what is likely. */
export function levelFor(mood: string, palette: string, intensity: NormalRange): number {
  const curve = ownValue(INTENSITY_GAINS, mood);
  const measured = ownValue(ownValue(PALETTE_GAINS, palette), mood);
  return (measured ?? likelyGain(mood, palette)) + (curve ? along(curve, intensity) : 0);
}

/** What the mood's own band needs, and how much louder than such bands the palette was where it has been measured. */
function likelyGain(mood: string, palette: string): number {
  const measured = Object.entries(ownValue(PALETTE_GAINS, palette) ?? {});
  const apart = measured.map(([other, gain]) => gain - (ownGain(other) ?? gain));
  return (ownGain(mood) ?? USUAL) + mean(apart);
}

/** Gain of a mood of the package with its own palette. */
function ownGain(mood: string): number | undefined {
  const preset = ownValue<Mood>(PRESETS, mood);
  return preset && ownValue(ownValue(PALETTE_GAINS, preset.controls.palette), mood);
}

/** Between the measured intensities in straight lines. */
function along(curve: readonly [number, number, number], intensity: NormalRange): number {
  const [low, middle, high] = MEASURED_INTENSITIES;
  const [from, to, a, b] = intensity < middle ? [low, middle, curve[0], curve[1]] : [middle, high, curve[1], curve[2]];
  const share = Math.min(1, Math.max(0, (intensity - from) / (to - from)));
  return a + (b - a) * share;
}

/** Gain of moods that a game has added. */
const USUAL = mean(Object.keys(PRESETS).flatMap((mood) => ownGain(mood) ?? []));

function mean(list: readonly number[]): number {
  return list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length);
}
