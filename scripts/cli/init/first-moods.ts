/** Suggests a mood for a scene by its key. */

import type { PresetName } from '../../../plugin/internal.ts';

/** Keys of scenes that load and show nothing. */
const SILENT = /boot|preload|loading/i;

/** Words in keys, in order of precedence; `\b` does not part words in camel case. */
const MOODS: readonly (readonly [words: RegExp, mood: PresetName])[] = [
  [/game.?over|lose|lost|defeat|death/i, 'sorrow'],
  [/win|won|victory|score|result|credits/i, 'victory'],
  [/boss/i, 'boss'],
  [/battle|fight|arena|combat|war|shoot/i, 'battle'],
  [/forest|wood|garden/i, 'forest'],
  [/town|village|shop|tavern|inn$/i, 'village'],
  [/cave|dungeon|crypt/i, 'cave'],
  [/desert|sand/i, 'desert'],
  [/ruin|temple|puzzle|mystery/i, 'mystery'],
  [/menu|title|start|intro|settings|option|pause/i, 'calm'],
];

/** The mood for each scene that shows something: by its key, else `exploration`. */
export function firstMoods(keys: readonly string[]): Readonly<Record<string, PresetName>> {
  const shown = [...new Set(keys)].filter((key) => !SILENT.test(key));
  return Object.fromEntries(shown.map((key) => [key, MOODS.find(([words]) => words.test(key))?.[1] ?? 'exploration']));
}
