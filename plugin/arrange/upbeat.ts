/** Themes that begin with an upbeat: the band has the first half of the bar, and the tune comes in before the next bar line. */

import type { Phrase } from '../music/phrase.ts';
import { random } from '../music/random.ts';
import { meterInfo } from '../music/time.ts';
import { withNotes } from './transform.ts';

/** Share of the themes that may. Of real tunes 15 to 45 % do; some of these have no note in that half of their bar. */
const SHARE = 0.45;
/** Fewest notes that must be left, so that the phrase is still a tune. */
const LEAST_NOTES = 5;

/** The statement of a theme, which by chance begins with what it has in the second half of its first bar. */
export function withUpbeat(phrase: Phrase, seed: string): Phrase {
  const from = meterInfo(phrase.request.meter).barTicks / 2;
  const end = from * 2;
  const left = phrase.notes.filter(({ tick }) => tick >= from);
  const begins = left.some(({ tick }) => tick < end);
  if (random(`${seed}/upbeat`).next() >= SHARE || !begins || left.length < LEAST_NOTES) return phrase;
  return withNotes(phrase, left);
}
