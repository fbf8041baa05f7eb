/** Suggests a mood for a scene by its key. */

import type { PresetName } from '../../../plugin/internal.ts';

/** Keys of scenes that load and show nothing. */
const SILENT = /boot|preload|loading/i;

/** Words of keys, also without a plural s, in order of precedence. */
const MOODS: readonly (readonly [words: string, mood: PresetName])[] = [
  ['gameover lose lost loser defeat defeated death', 'sorrow'],
  ['win won winner youwin victory score highscore scoreboard result credits', 'victory'],
  ['boss bossfight bossbattle', 'boss'],
  ['battle battlefield fight arena combat war shoot shooter', 'battle'],
  ['forest wood woodland garden', 'forest'],
  ['town village shop tavern inn', 'village'],
  ['cave dungeon crypt', 'cave'],
  ['desert sand', 'desert'],
  ['ruin temple puzzle mystery', 'mystery'],
  ['menu mainmenu title titlescreen start intro settings option pause', 'calm'],
];

/** The mood for each scene that shows something: by its key, else `exploration`. */
export function firstMoods(keys: readonly string[]): Readonly<Record<string, PresetName>> {
  const shown = [...new Set(keys)].filter((key) => !SILENT.test(key));
  return Object.fromEntries(shown.map((key) => [key, moodOf(key)]));
}

function moodOf(key: string): PresetName {
  const parts = wordsOf(key);
  return MOODS.find(([words]) => words.split(' ').some((word) => parts.has(word)))?.[1] ?? 'exploration';
}

/** The words of a key: its parts, each two neighbors as one (`game over`), and all of these without a plural s. */
function wordsOf(key: string): ReadonlySet<string> {
  const parts = key.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu)?.map((part) => part.toLowerCase()) ?? [];
  const words = [...parts, ...parts.slice(1).map((part, i) => parts[i]! + part)];
  return new Set([...words, ...words.map((word) => word.replace(/s$/, ''))]);
}
