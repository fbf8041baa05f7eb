/** Writes learned chord counts as the plugin's compact source file: one letter per chord, without rare contexts. */

import { type ChainCounts, type ChordToken, ORDER } from '../../plugin/internal.ts';

/** Least count of a context, by its length. */
const MIN_SEEN = [0, 2, 6, 8];
/** Least count of a successor, by the length of its context. */
const MIN_NEXT = [2, 2, 3, 3];
/** The letters of chords. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function mostFrequent(tables: ReadonlyMap<string, ChainCounts>): ChordToken[] {
  const totals = new Map<ChordToken, number>();
  for (const counts of tables.values()) {
    const all = [...(counts.get('') ?? [])];
    const size = all.reduce((sum, [, count]) => sum + count, 0);
    for (const [token, count] of all) totals.set(token, (totals.get(token) ?? 0) + count / size);
  }
  const sorted = [...totals].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return sorted.slice(0, LETTERS.length).map(([token]) => token);
}

/** The source text of the table; `readTable` in plugin/generate parses it. */
export function tableText(tables: ReadonlyMap<string, ChainCounts>): string {
  const vocabulary = mostFrequent(tables);
  const letter = new Map(vocabulary.map((token, i) => [token, LETTERS[i]!]));
  const lines = [...tables].map(([name, counts]) => {
    const entries: string[] = [];
    for (const [context, next] of counts) {
      const before = context === '' ? [] : context.split(' ');
      const order = Math.min(ORDER, before.length);
      const key = before.map((token) => letter.get(token)).join('');
      if (key.length < before.length) continue;
      const kept = [...next].filter(([token, count]) => letter.has(token) && Math.round(count) >= MIN_NEXT[order]!);
      const seen = kept.reduce((sum, [, count]) => sum + count, 0);
      if (kept.length === 0 || seen < MIN_SEEN[order]!) continue;
      kept.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      entries.push(`${key}:${kept.map(([token, count]) => letter.get(token)! + Math.round(count)).join('')}`);
    }
    return `  '${name}':\n    '${entries.sort().join(' ')}',`;
  });
  return [
    '// Made by models/corpus/progressions.ts from the corpus (models/README.md names its sources). Do not edit.',
    '',
    '/** The chords, one letter each in this order: A–Z, a–z. */',
    `export const CHORD_LETTERS = '${vocabulary.join(' ')}';`,
    '',
    '/** By manner and family: `context:chordCount…`, contexts oldest chord first. */',
    'export const PROGRESSION_TABLE = {',
    ...lines,
    '} as const;',
    '',
  ].join('\n');
}
