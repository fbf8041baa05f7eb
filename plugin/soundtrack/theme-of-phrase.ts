/** Turns a phrase into a theme: its opening in scale steps, so that it can return in any key. */

import type { PhraseNote, PhraseRequest } from '../music/phrase.ts';
import { type Mode, moveByScale } from '../music/pitch.ts';
import { meterInfo, PPQ } from '../music/time.ts';
import { LONGEST_QUARTERS, type ThemeDefinition } from './theme.ts';

/** What a theme is made from; a `Phrase` fits. */
export interface ThemeSource {
  readonly notes: readonly PhraseNote[];
  readonly request: Pick<PhraseRequest, 'meter' | 'mode'>;
}

const FARTHEST = 14;
/** Lengths are rounded down to thousandths, so that they are readable and never exceed the original. */
const GRID = 1000;

/** The first bars of a phrase, as many as a theme may have, as a theme. Null if they are silent. */
export function themeOf({ notes, request }: ThemeSource): ThemeDefinition | null {
  const { barTicks } = meterInfo(request.meter);
  const bars = Math.max(1, Math.floor((LONGEST_QUARTERS * PPQ) / barTicks));
  const end = Math.min(bars * barTicks, LONGEST_QUARTERS * PPQ);
  const written: [step: number | null, quarters: number][] = [];
  let at = 0;
  for (const { pitch, tick, durationTicks } of notes) {
    if (tick >= end) break;
    if (quarters(tick - at) > 0) written.push([null, quarters(tick - at)]);
    const length = Math.min(durationTicks, end - tick);
    if (quarters(length) > 0) written.push([stepOf(pitch, request.mode), quarters(length)]);
    at = tick + length;
  }
  return written.some(([step]) => step !== null) ? { notes: written } : null;
}

function quarters(ticks: number): number {
  return Math.floor((ticks / PPQ) * GRID + 1e-6) / GRID;
}

/** The scale step nearest to a pitch. */
function stepOf(pitch: number, mode: Mode): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let step = -FARTHEST; step <= FARTHEST; step++) {
    const far = Math.abs(moveByScale(0, step, mode) - pitch);
    if (far < least) [best, least] = [step, far];
  }
  return best;
}
