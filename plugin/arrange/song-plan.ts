/** The plan of a whole piece: what plays in which order, how full the band is, and where it ends or begins again. */

import { type PhraseSlot, phraseSlot } from './form.ts';
import type { Feeling } from './request.ts';

/** A stretch of a piece: an intro without its tune, phrases, or the closing bars. */
export interface SongSection {
  readonly name: 'intro' | 'tune' | 'ending';
  readonly bars: number;
  /** The phrase of the tune; null for intro and ending. */
  readonly slot: PhraseSlot | null;
  /** Added to the mood's intensity, -1..1. */
  readonly lift: number;
}

/** What is to be planned. */
export interface SongWish {
  /** Length that is aimed at, in bars. */
  readonly bars: number;
  /** Length of its phrases, in bars. */
  readonly phraseBars: number;
  /** A loop has neither intro nor ending: its last phrase stays open and leads into the first. */
  readonly loop: boolean;
  readonly feeling?: Feeling;
}

/** How full the band is by theme: the second fuller, the third thinner, so that the return of the first is heard as one. */
const LIFTS: Readonly<Record<string, number>> = { A: 0, B: 0.1, C: -0.12, D: 0.1, E: -0.08 };
const INTRO_LIFT = -0.2;
const LAST_LIFT = 0.15;

/**
 * Sections whose bars add up to about what is asked, never fewer than a statement, an answer and a return: the tune of the
 * piece opens it, comes back, and has the last word, closed at home or, in a loop, left open before it begins anew.
 */
export function songPlan({ bars, phraseBars, loop, feeling }: SongWish): readonly SongSection[] {
  const intro = loop ? 0 : phraseBars / 2;
  const count = Math.max(4, Math.round((bars - intro - (loop ? 0 : 1)) / phraseBars));
  const tune = Array.from({ length: count }, (_, index): SongSection => {
    const slot = phraseSlot(index, phraseBars, feeling);
    const last = index === count - 1;
    const lift = last && !loop ? LAST_LIFT : (LIFTS[slot.theme[0]!] ?? 0);
    return { name: 'tune', bars: phraseBars, slot: last ? lastSlot(slot, loop) : slot, lift };
  });
  if (loop) return tune;
  return [
    { name: 'intro', bars: intro, slot: null, lift: INTRO_LIFT },
    ...tune,
    { name: 'ending', bars: 1, slot: null, lift: LAST_LIFT },
  ];
}

/** The last phrase is the piece's own tune again. */
function lastSlot(slot: PhraseSlot, loop: boolean): PhraseSlot {
  const keep = Math.max(1, slot.bars / 2);
  return {
    ...slot,
    theme: 'A',
    keep,
    opening: 'tonic',
    ending: loop ? 'half' : 'full',
    transform: null,
    seedSuffix: `A/last/${slot.index}`,
  };
}
