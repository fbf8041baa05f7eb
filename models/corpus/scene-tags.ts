/** Kinds of scene of game MIDI, by the tags of its index. */

/** Kinds of scene by the tags of SOURCES.md; the first that fits wins, so that a piece counts once. */
const SCENES: readonly (readonly [scene: string, tags: readonly string[]])[] = [
  ['battle', ['battle', 'boss', 'action', 'tense', 'dramatic', 'march']],
  ['fanfare', ['victory', 'ending', 'title']],
  [
    'calm',
    ['sad', 'calm', 'cave', 'dungeon', 'church', 'mystery', 'spooky', 'dark', 'stealth', 'forest', 'intermission'],
  ],
  ['field', ['exploration', 'village', 'castle', 'desert', 'comic', 'sea']],
];

/** The kind of scene that tags belong to; undefined if they say none. */
export function sceneOf(tags: readonly string[] = []): string | undefined {
  return SCENES.find(([, own]) => own.some((tag) => tags.includes(tag)))?.[0];
}
