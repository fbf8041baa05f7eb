/** What a description in words says about music. This module carries the word tables; `describe.ts` loads it when it is used. */

import type { Ambience, AmbienceName } from '../mood/ambience.ts';
import type { Controls } from '../mood/controls.ts';
import type { PresetName } from '../mood/preset-names.ts';
import { PRESETS } from '../mood/presets.ts';
import { DESCRIPTION_LETTERS } from '../music/limits.ts';
import { describedControls } from './described-controls.ts';
import { DEFAULT_MOOD, feelingOf, moodsOf, sharesOf } from './feeling.ts';
import { type Meaning, meaningsOf } from './meanings.ts';

/** What one word of a description contributes. */
export interface WordShare {
  /** As it stands in the text, with a `not` or `very` before it. */
  readonly word: string;
  /** Its share in the feeling; all shares add up to 1. */
  readonly share: number;
  readonly valence: number;
  readonly arousal: number;
  readonly tension: number;
  /** The mood that it suggests; null if it only has a feeling. */
  readonly mood: PresetName | null;
}

/** Music for a described scene. */
export interface Description {
  /** How the scene feels, each 0..1. */
  readonly feel: { readonly valence: number; readonly arousal: number; readonly tension: number };
  /** The preset that fits best. */
  readonly mood: PresetName;
  /** Controls that differ from those of the mood. */
  readonly controls: Partial<Controls>;
  /** The instruments. */
  readonly palette: string;
  /** Sounds that belong to the scene, such as `rain` or `cups`, with levels 0..1. */
  readonly ambience: Ambience;
  /** The words that were understood, with their shares, in the order of the text. */
  readonly why: readonly WordShare[];
  /** The words that were not. */
  readonly unknown: readonly string[];
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** Reads a description, a longer one up to {@link DESCRIPTION_LETTERS}; `preset` is a mood to keep whatever the words say. Never throws. */
export function descriptionOf(text: string, preset?: PresetName): Description {
  const { meanings, unknown } = meaningsOf(text.slice(0, DESCRIPTION_LETTERS));
  if (meanings.length === 0) return defaultDescription(unknown, preset);
  const shares = sharesOf(meanings);
  const feeling = feelingOf(meanings).map(rounded) as [number, number, number];
  const [valence, arousal, tension] = feeling;
  const mood = preset ?? moodsOf(meanings, feeling)[0]![0];
  return {
    feel: { valence, arousal, tension },
    mood,
    ...describedControls(mood, feeling, meanings, shares),
    ambience: ambienceOf(meanings),
    why: meanings.map((meaning, i) => wordShare(meaning, shares[i]!)),
    unknown,
  };
}

function defaultDescription(unknown: readonly string[], mood = DEFAULT_MOOD): Description {
  const { valence, arousal, tension, controls } = PRESETS[mood];
  const feel = { valence, arousal, tension };
  return { feel, mood, controls: {}, palette: controls.palette, ambience: {}, why: [], unknown };
}

function wordShare({ text, feeling, scene }: Meaning, share: number): WordShare {
  const [valence, arousal, tension] = feeling.map(rounded) as [number, number, number];
  const mood = scene === null ? null : (scene.moods.keys().next().value ?? null);
  return { word: text, share: rounded(share), valence, arousal, tension, mood };
}

function ambienceOf(meanings: readonly Meaning[]): Ambience {
  const ambience: Partial<Record<AmbienceName, number>> = {};
  for (const { scene } of meanings)
    for (const [sound, level] of scene?.ambience ?? []) ambience[sound] = Math.max(level, ambience[sound] ?? 0);
  return ambience;
}
