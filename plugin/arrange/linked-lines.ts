/**
 * Linked lines: a line begins on the note on which the line before it ended ("top-linking", dingzhen: Jones, Folk Music of China,
 * 1995; Thrasher 2008). It links phrases, and the halves of a phrase.
 */

import type { Phrase, PhraseNote } from '../music/phrase.ts';
import type { RelativePitch } from '../music/pitch.ts';
import type { MoodStyle } from '../music/style.ts';
import { meterInfo } from '../music/time.ts';
import { withNotes } from './transform.ts';

/** Styles whose lines are linked. */
const LINKED: readonly (MoodStyle | null)[] = ['chinese'];
/** Largest leap, in semitones, from the linking note to the one after it. */
const REACH = 9;
/** Bars from which a phrase is two lines. */
const TWO_LINES = 4;

/** The phrase with its lines linked to what came before, in styles that do so. */
export function linkedLines(style: MoodStyle | null, phrase: Phrase): Phrase {
  if (!LINKED.includes(style) || phrase.notes.length < 2) return phrase;
  const { bars, meter, prime } = phrase.request;
  const middle = bars >= TWO_LINES ? Math.floor(bars / 2) * meterInfo(meter).barTicks : null;
  const notes = [...phrase.notes];
  link(notes, 0, prime?.notes.at(-1)?.pitch);
  const half = middle === null ? -1 : notes.findIndex(({ tick }) => tick >= middle);
  if (half > 0) link(notes, half, notes[half - 1]!.pitch);
  return notes.every((note, i) => note === phrase.notes[i]) ? phrase : withNotes(phrase, notes);
}

/** Gives a note the pitch of the one before, unless the line could not go on from it. The last note stays what the cadence made it. */
function link(notes: PhraseNote[], i: number, pitch: RelativePitch | undefined): void {
  const [note, next] = [notes[i], notes[i + 1]];
  if (pitch === undefined || note === undefined || next === undefined || note.pitch === pitch) return;
  if (Math.abs(next.pitch - pitch) <= REACH) notes[i] = { ...note, pitch, sampled: false };
}
