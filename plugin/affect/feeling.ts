/** From the meanings of a text to one feeling and one mood. */

import type { PresetName } from '../mood/preset-names.ts';
import { PRESETS } from '../mood/presets.ts';
import { clamp01 } from '../music/pitch.ts';
import { type Meaning, NEUTRAL } from './meanings.ts';
import type { Feeling } from './scene-words.ts';

/**
 * How much more a word counts the farther it lies from neutral: a murder in a pleasant garden is unpleasant. (Strong and
 * negative words decide more of what people feel at a text than a mean would say: Rozin & Royzman 2001.)
 */
const SALIENCE = { least: 0.2, slope: 2, unpleasant: 1.25 } as const;
/** What a text without any word would weigh. */
const PRIOR = 0.08;
/** A mean of several words lies nearer to the middle than what people feel at all of them. */
const SPREAD = [1.15, 1.15, 1.1] as const;
/** How much the feeling decides of the mood, beside what the words suggest, and how near a preset has to be. */
const CLOSENESS = { weight: 1.6, width: 0.28 } as const;
/** Tension is half guessed. */
const AXES = [1, 1, 0.6] as const;
/** Moods of places. */
const PLACES: readonly PresetName[] = ['forest', 'desert', 'cave'];
/** The mood of a text in which no word means anything. */
export const DEFAULT_MOOD: PresetName = 'exploration';
/** What the default mood gains where words have only a feeling, and that is neutral. */
const UNDECIDED = 0.25;

/** The share of each meaning in the feeling; they add up to 1. */
export function sharesOf(meanings: readonly Meaning[]): readonly number[] {
  const weights = meanings.map((meaning) => (salience(meaning, 0) + salience(meaning, 1)) / 2);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (sum === 0 ? 0 : weight / sum));
}

/** The feeling of a text: the mean of its meanings by salience, away from the middle. */
export function feelingOf(meanings: readonly Meaning[]): Feeling {
  return NEUTRAL.map((neutral, axis) => {
    let sum = PRIOR * neutral;
    let weights = PRIOR;
    for (const meaning of meanings) {
      const weight = salience(meaning, axis);
      sum += weight * meaning.feeling[axis]!;
      weights += weight;
    }
    return clamp01(neutral + SPREAD[axis]! * (sum / weights - neutral));
  }) as unknown as Feeling;
}

function salience({ feeling, weight }: Meaning, axis: number): number {
  const off = feeling[axis]! - NEUTRAL[axis]!;
  const unpleasant = axis === 0 && off < 0 ? SALIENCE.unpleasant : 1;
  return weight * (SALIENCE.least + SALIENCE.slope * Math.abs(off)) * unpleasant;
}

/** All presets with how well they fit a text, the fittest first. A feeling is not a place: a forest, desert or cave needs a word that suggests it. */
export function moodsOf(meanings: readonly Meaning[], feeling: Feeling): readonly (readonly [PresetName, number])[] {
  const scenes = meanings.filter(({ scene }) => scene !== null);
  const named = new Set(scenes.flatMap(({ scene }) => [...scene!.moods.keys()]));
  const fit = new Map(
    Object.values(PRESETS).map(({ band, valence, arousal, tension }) => {
      const isFelt = !PLACES.includes(band) || named.has(band);
      return [band, isFelt ? CLOSENESS.weight * closeness([valence, arousal, tension], feeling) : 0];
    }),
  );
  if (scenes.length === 0) fit.set(DEFAULT_MOOD, fit.get(DEFAULT_MOOD)! + UNDECIDED * closeness(NEUTRAL, feeling));
  const all = scenes.reduce((sum, { weight }) => sum + weight, 0);
  for (const { scene, weight } of scenes)
    for (const [mood, vote] of scene!.moods) fit.set(mood, fit.get(mood)! + (vote * weight) / Math.max(1, all / 2));
  return [...fit].sort(([, a], [, b]) => b - a);
}

function closeness(a: Feeling, b: Feeling): number {
  const far = AXES.reduce((sum, share, axis) => sum + share * (a[axis]! - b[axis]!) ** 2, 0);
  return Math.exp(-far / (2 * CLOSENESS.width ** 2));
}
