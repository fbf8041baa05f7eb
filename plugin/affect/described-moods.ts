/** Moods that a game describes in words, as moods in numbers. The word tables are loaded only if there is one. */

import { describedNames, type MoodDefinition } from '../mood/moods.ts';
import type { PresetName } from '../mood/preset-names.ts';

/** Custom moods by name. */
export type MoodDefinitions = Readonly<Record<string, MoodDefinition>>;

/**
 * The same moods, with numbers in place of words: `like`, feeling, controls and ambience, where the game does not set its own. The
 * definitions must be valid.
 */
export async function readDescriptions(moods: MoodDefinitions): Promise<MoodDefinitions> {
  const names = describedNames(moods);
  if (names.length === 0) return moods;
  const { descriptionOf } = await import('./description.ts');
  return { ...moods, ...Object.fromEntries(names.map((name) => [name, inNumbers(moods[name]!, descriptionOf)])) };
}

/** A definition whose moods are described in words, in numbers. */
export async function withoutDescriptions<D extends { readonly moods?: MoodDefinitions }>(definition: D): Promise<D> {
  const { moods } = definition;
  if (!moods || describedNames(moods).length === 0) return definition;
  return { ...definition, moods: await readDescriptions(moods) };
}

function inNumbers(
  { describe, ...own }: MoodDefinition,
  read: typeof import('./description.ts').descriptionOf,
): MoodDefinition {
  const { feel, mood, controls, palette, ambience } = read(describe!, own.like as PresetName | undefined);
  const sounds = { ...ambience, ...own.ambience };
  return {
    ...{ like: mood, ...feel, ...own, controls: { ...controls, palette, ...own.controls } },
    ...(Object.keys(sounds).length === 0 ? {} : { ambience: sounds }),
  };
}
