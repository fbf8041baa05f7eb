/** Swing: where the second eighth of a beat begins. */

import type { MoodStyle } from '../music/style.ts';
import { type BPM, PPQ, type Ticks } from '../music/time.ts';
import { SWING_TABLE } from './swing-table.generated.ts';

/** Full triplet swing puts the second eighth on the third triplet. */
export const TRIPLET: Ticks = (PPQ * 2) / 3;

/** The styles that swing as drummers do: later than the triplet when slow, earlier when fast. */
const PLAYED: readonly (MoodStyle | null)[] = ['swing'];

/** Ticks into the quarter at which its second eighth begins in full swing: 240 is straight, 320 the third triplet. */
export function fullSwing(style: MoodStyle | null, bpm: BPM): Ticks {
  return PLAYED.includes(style) ? Math.round(PPQ * playedPlace(bpm)) : TRIPLET;
}

/** Linear between the tempos of the table, level beyond them. */
function playedPlace(bpm: BPM): number {
  const after = SWING_TABLE.findIndex(([tempo]) => tempo >= bpm);
  if (after <= 0) return SWING_TABLE.at(after)![1];
  const [[from, a], [to, b]] = [SWING_TABLE[after - 1]!, SWING_TABLE[after]!];
  return a + ((b - a) * (bpm - from)) / (to - from);
}
