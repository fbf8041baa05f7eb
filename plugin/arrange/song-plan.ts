/** The plan of a whole piece: its sections in order, their intensity, and how it ends or loops. */

import type { Mode } from '../music/pitch.ts';
import { type FormedMood, type PhraseSlot, phraseSlot } from './form.ts';
import { ENDING_BARS } from './song-ending.ts';

/** A section of a piece: an intro without melody, a phrase, or the ending. */
export interface SongSection {
  readonly name: 'intro' | 'tune' | 'ending';
  readonly bars: number;
  /** The slot of its phrase; null for intro and ending. */
  readonly slot: PhraseSlot | null;
  /** Added to the mood's intensity, -1..1. */
  readonly lift: number;
}

/** Options of a song plan. */
export interface SongPlanOptions {
  /** Target length, in bars. */
  readonly bars: number;
  /** Length of a phrase, in bars. */
  readonly phraseBars: number;
  /** A loop has no intro and no ending: its last phrase stays open and leads into the first. */
  readonly loop: boolean;
  readonly feeling?: FormedMood;
  readonly mode?: Mode;
}

/** Change of intensity by theme: the second fuller, the third thinner, so that the return of the first is noticeable. */
const LIFTS: Readonly<Record<string, number>> = { A: 0, B: 0.1, C: -0.12, D: 0.1, E: -0.08 };
const INTRO_LIFT = -0.2;
const LAST_LIFT = 0.15;

/**
 * Sections whose total length is near the target, at least a statement, an answer and a return. The main theme begins the
 * piece, returns, and ends it with a full cadence; in a loop it stays open.
 */
export function songPlan({ bars, phraseBars, loop, feeling: mood, mode }: SongPlanOptions): readonly SongSection[] {
  // A song has an ending of its own.
  const feeling: FormedMood | undefined = mood?.form === 'fanfare' ? { ...mood, form: 'round' } : mood;
  const intro = loop ? 0 : phraseBars / 2;
  const count = Math.max(4, Math.round((bars - intro - (loop ? 0 : ENDING_BARS)) / phraseBars));
  const tune = Array.from({ length: count }, (_, index): SongSection => {
    const slot = phraseSlot(index, phraseBars, feeling, mode);
    const last = index === count - 1;
    const lift = last && !loop ? LAST_LIFT : (LIFTS[slot.theme[0]!] ?? 0);
    return { name: 'tune', bars: phraseBars, slot: last ? lastSlot(slot, loop) : slot, lift };
  });
  const inOrder = tune.map((section, i) => ({ ...section, slot: amid(section.slot!, i, tune, loop) }));
  if (loop) return inOrder;
  return [
    { name: 'intro', bars: intro, slot: null, lift: INTRO_LIFT },
    ...inOrder,
    { name: 'ending', bars: ENDING_BARS, slot: null, lift: LAST_LIFT },
  ];
}

/** A slot with the lineups of the phrases that stand around it in the piece. */
function amid(slot: PhraseSlot, i: number, tune: readonly SongSection[], loop: boolean): PhraseSlot {
  const at = (place: number) => (loop ? tune.at(place % tune.length) : tune[place])?.slot?.lineup ?? null;
  return { ...slot, before: at(i - 1), next: at(i + 1) };
}

/** Makes the last phrase a return of the main theme. */
function lastSlot(slot: PhraseSlot, loop: boolean): PhraseSlot {
  const keep = Math.max(1, slot.bars / 2);
  return {
    ...slot,
    theme: 'A',
    from: 'A',
    lineup: loop ? 'full' : 'peak',
    keep,
    opening: 'tonic',
    ending: loop ? 'half' : 'full',
    transform: null,
    seedSuffix: `A/last/${slot.index}`,
  };
}
