/** Replaces the figures of the model card, which are between two marks. */

import type { Evaluation } from './evaluation.ts';
import { markdownOf, tablesOf } from './tables.ts';

const BEGIN = '<!-- figures: written by `npm run --silent evaluate -- --card` -->';
const END = '<!-- end of figures -->';

/** The card with new figures. @throws Error if the card has no marks. */
export function cardWith(card: string, found: Evaluation): string {
  const from = card.indexOf(BEGIN);
  const to = card.indexOf(END);
  if (from < 0 || to < from)
    throw new Error(`the card has no place for figures; put the lines ${BEGIN} and ${END} where they belong`);
  return `${card.slice(0, from)}${BEGIN}\n\n${markdownOf(tablesOf(found))}\n\n${card.slice(to)}`;
}
