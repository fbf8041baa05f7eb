/** A cue in the form: a named bar of a mood's music, at which it can be left as if it had been written so. */

import { phraseSlot } from '../../arrange/form.ts';
import { SECTION } from '../../arrange/plans.ts';
import type { Mood } from '../../mood/controls.ts';

/** A bar in a mood's music. */
export interface BarPlace {
  /** Phrase of the mood, from 0. */
  readonly slot: number;
  /** Bar within the phrase; negative in a bridge. */
  readonly phraseBar: number;
  /** Bars of a phrase. */
  readonly bars: number;
}

/** Whether a bar is the one that a name means: a bar of the mood's `cues`, else the first bar of a theme, else of any phrase. */
export function isMarkerBar(mood: Mood, name: string, { slot, phraseBar, bars }: BarPlace): boolean {
  if (phraseBar < 0) return false;
  const bar = mood.cues !== undefined && Object.hasOwn(mood.cues, name) ? mood.cues[name] : undefined;
  if (bar !== undefined) {
    const form = SECTION.length * bars;
    return (slot * bars + phraseBar) % form === bar % form;
  }
  if (phraseBar !== 0) return false;
  return !THEMES.has(name) || phraseSlot(slot, bars, mood).theme.startsWith(name);
}

/** The slot at which a mood's tune begins again, from a slot on. */
export function nextThemeSlot(slot: number): number {
  let at = slot;
  const theme = (index: number) => phraseSlot(index, 1).theme;
  while (at > 0 && !(theme(at) === TUNE && theme(at - 1) !== TUNE)) at++;
  return at;
}

const TUNE = 'A';
const THEMES: ReadonlySet<string> = new Set(SECTION.map(({ theme }) => theme));
