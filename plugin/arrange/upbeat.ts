/** Upbeats: a theme may start in the second half of its first bar. */

import type { Phrase } from '../music/phrase.ts';
import { random } from '../music/random.ts';
import { meterInfo } from '../music/time.ts';
import { withNotes } from './transform.ts';

/** Share of themes that are tried. 15 to 45 % of real tunes have an upbeat; some themes here have no note in that half bar. */
const SHARE = 0.4;
/** Minimum number of notes that must remain. */
const LEAST_NOTES = 5;

/** The phrase, by chance without the notes in the first half of its first bar. */
export function withUpbeat(phrase: Phrase, seed: string): Phrase {
  const from = meterInfo(phrase.request.meter).barTicks / 2;
  const end = from * 2;
  const left = phrase.notes.filter(({ tick }) => tick >= from);
  const begins = left.some(({ tick }) => tick < end);
  if (random(`${seed}/upbeat`).next() >= SHARE || !begins || left.length < LEAST_NOTES) return phrase;
  return withNotes(phrase, left);
}
