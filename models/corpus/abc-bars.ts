/**
 * Aligns written bars to a regular grid. In ABC an upbeat within a tune, or a part that ends a beat early, is often a short
 * bar: it is filled with rest, like an upbeat at the start, so that later bars keep their bar lines.
 */

/** A written bar, in 1/24 of a quarter. */
export interface BarSpan {
  readonly start: number;
  readonly end: number;
}

/** Share of bars of another length above which the stated meter is not trusted. */
const MAX_ODD_BARS = 0.25;
/** Tolerance for the rounding of tuplets, in 1/24 of a quarter. */
const SLACK = 0.5;

/**
 * The delay of each bar on the regular grid.
 * @throws Error if the bars do not fit the meter.
 */
export function barDelays(bars: readonly BarSpan[], bar: number): number[] {
  const delays: number[] = [];
  let delay = 0;
  let odd = 0;
  for (let i = 0; i < bars.length; i++) {
    const length = bars[i]!.end - bars[i]!.start;
    const next = bars[i + 1] ? bars[i + 1]!.end - bars[i + 1]!.start : null;
    const missing = placeInBar(-length, bar);
    if (Math.min(missing, bar - missing) <= SLACK) delays.push(delay);
    else if (next !== null && next < bar - SLACK && Math.abs(placeInBar(length + next, bar)) <= SLACK) {
      // A bar that a repeat sign splits.
      delays.push(delay, delay);
      i++;
    } else {
      if (i > 0 && next !== null) odd++;
      // The last bar may stay short; any other short bar counts as an upbeat, which ends at the next bar line.
      if (next !== null) delay += missing;
      delays.push(delay);
    }
  }
  if (odd > Math.max(1, MAX_ODD_BARS * bars.length)) throw new Error('an ABC tune whose bars do not fit its meter');
  return delays;
}

/** A position within its bar; just before a bar line, it counts as on the line. */
function placeInBar(value: number, bar: number): number {
  const rest = ((value % bar) + bar) % bar;
  return bar - rest <= SLACK ? 0 : rest;
}
