/** The beat that listeners feel: a quarter, or a dotted quarter where beats have three eighths. */

import { type Meter, meterInfo, PPQ, type Ticks } from '../music/time.ts';

/** A dotted quarter: the beat of 6/8. */
export const DOTTED: Ticks = PPQ * 1.5;

/** The beat on which most of a motif's notes fall, a quarter or a dotted quarter, for motifs without a meter. */
export function beatOfNotes(notes: readonly { readonly tick: Ticks }[]): Ticks {
  const on = (beat: Ticks) => notes.filter(({ tick }) => tick > 0 && tick % beat === 0).length;
  return on(DOTTED) > on(PPQ) ? DOTTED : PPQ;
}

/** The beat of a meter: a dotted quarter if all beats have three eighths, else a quarter. */
export function beatOfMeter(meter: Meter): Ticks {
  return meterInfo(meter).beats.every((beat) => beat === DOTTED) ? DOTTED : PPQ;
}

/** Whether a beat, or half or double of it, divides in three. */
export function isTernary(beat: Ticks): boolean {
  return !Number.isInteger(Math.log2(beat / PPQ));
}
