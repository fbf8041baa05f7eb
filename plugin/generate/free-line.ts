/**
 * Lines that are free of the habits of game music. A mood's tune is held to what a review of game music asked for: four bars within
 * a tenth, few rhythms, most of them even. Church tunes of the corpus, and those without a style, are not like that: they
 * reach as far as their leaps take them, and their rhythms change.
 */

import type { PhraseRequest } from '../music/phrase.ts';
import { broadStyle, type Style } from '../music/style.ts';

const FREE: readonly Style[] = ['sacred', 'chant'];

/** Whether a request is for such a line. */
export function isFreeLine({ style }: Pick<PhraseRequest, 'style'>): boolean {
  return style === null || FREE.includes(broadStyle(style));
}
