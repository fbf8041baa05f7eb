/** Reads what a scene is like, in words. The word tables are loaded when they are first used. */

import type { Description } from './description.ts';

/**
 * Music for a scene that is described in English or Chinese: a mood, how it feels, controls and instruments, and which word
 * says what. The same text always gives the same result. A text without a known word gives `exploration`.
 * @throws TypeError (rejects) if `text` is not a text.
 * @example
 * const { mood, feel, why } = await describe('a lonely traveller in the snow');
 * console.log(mood, feel.valence, why.map(({ word, share }) => `${word} ${share}`));
 */
export async function describe(text: string): Promise<Description> {
  if (typeof text !== 'string') throw new TypeError('describe needs a text');
  const { descriptionOf } = await import('./description.ts');
  return descriptionOf(text);
}
