/** Thins the strokes of a bar: the more important a stroke is for the meter, the longer it stays. */

import { metricWeight } from '../music/metric-weight.ts';
import { type Meter, meterInfo, type NormalRange, PPQ } from '../music/time.ts';
import type { TimedNote } from './audio-output.ts';

/** People play around the grid: the place of a stroke is that of the nearest sixteenth. */
const GRID = PPQ / 4;

/**
 * The strongest strokes of a bar's drums, a share of them: those on strong places first, of one place the loudest. A smaller
 * share is always part of a larger one.
 */
export function thinned(strokes: readonly TimedNote[], meter: Meter, share: NormalRange): TimedNote[] {
  const { barTicks } = meterInfo(meter);
  const weight = ({ tick }: TimedNote) => metricWeight(meter, (Math.round((tick % barTicks) / GRID) * GRID) % barTicks);
  const ranked = [...strokes].sort(
    (a, b) => weight(b) - weight(a) || b.velocity - a.velocity || a.tick - b.tick || a.pitch - b.pitch,
  );
  const kept = new Set(ranked.slice(0, Math.round(share * strokes.length)));
  return strokes.filter((stroke) => kept.has(stroke));
}
