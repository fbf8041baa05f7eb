/**
 * The split of the first corpus, by piece, as the shipped weights were trained and measured. Pieces keep their side for good:
 * a new source that holds a near copy, or a record that is read again and comes out otherwise, must not move what old figures
 * were measured on. `first-split.json` names the pieces that do not train.
 */

import list from './first-split.json' with { type: 'json' };

/** The sides of the split. */
export type SplitName = 'train' | 'valid' | 'test';

const SOURCES: ReadonlySet<string> = new Set(list.sources);
const HELD: ReadonlyMap<string, SplitName> = new Map([
  ...list.valid.map((piece) => [piece, 'valid'] as const),
  ...list.test.map((piece) => [piece, 'test'] as const),
]);

/**
 * On which side a piece of the first corpus stands; null for any other piece.
 * @param piece its id without stretch and channel. Records name the file that they were made from without folder and ending.
 */
export function firstSplit(piece: string, source: string): SplitName | null {
  const known = nameOf(piece);
  if (!SOURCES.has(source) && !SOURCES.has(known.split('/')[0]!)) return null;
  return HELD.get(known) ?? 'train';
}

/** Whether a piece of the first corpus validates or tests. */
export function heldAtFirst(piece: string, source: string): boolean {
  const side = firstSplit(piece, source);
  return side === 'valid' || side === 'test';
}

function nameOf(piece: string): string {
  return piece.replace(/\/midi\//, '/').replace(/\.(midi?|kar)$/i, '');
}
