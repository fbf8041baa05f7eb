/** The validation windows: the same in every run and epoch, with a bounded share per tune. */

import { MELODY_CONTROLS } from '../../plugin/internal.ts';
import type { Stretch } from '../corpus/stretches.ts';
import type { Conditioning, Window } from './batch.ts';

/** Chords and positions are given where known; controls and style are withheld. */
export const NO_CONTROLS: Conditioning = {
  chords: true,
  style: true,
  mode: true,
  barsLeft: true,
  past: true,
  controls: MELODY_CONTROLS.map(() => false),
  groupBars: 8,
};

/** Most windows per stretch, so that long pieces do not dominate. */
const WINDOWS_PER_STRETCH = 3;

/** Consecutive windows from the start of each stretch. */
export function validationWindows(
  stretches: readonly Stretch[],
  steps: number,
): { window: Window; conditioning: Conditioning }[] {
  return stretches.flatMap((stretch) => {
    const starts: number[] = [];
    for (let start = 0; start < stretch.pitch.length - 8 && starts.length < WINDOWS_PER_STRETCH; start += steps)
      starts.push(start);
    return starts.map((start) => ({ window: { stretch, start }, conditioning: NO_CONTROLS }));
  });
}
