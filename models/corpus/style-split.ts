/**
 * The pieces that validate and test the styles which came with the second corpus. As those of the first, they keep their side
 * for good: `style-split.json` names them, and `hold-out.ts` chose them.
 */

import type { SplitName } from './first-split.ts';
import list from './style-split.json' with { type: 'json' };

/** By style, the pieces that do not train. */
export type StyleSplit = Readonly<Record<string, Readonly<Record<'valid' | 'test', readonly string[]>>>>;

/** What is held out now. */
export const STYLE_SPLIT: StyleSplit = list;

const HELD: ReadonlyMap<string, SplitName> = new Map(
  Object.values(STYLE_SPLIT).flatMap(({ valid, test }) => [
    ...valid.map((piece) => [piece, 'valid'] as const),
    ...test.map((piece) => [piece, 'test'] as const),
  ]),
);

/** On which side a piece stands that is held out for its style; null for any other piece. */
export function styleSplit(piece: string): SplitName | null {
  return HELD.get(piece) ?? null;
}
