/**
 * Puts written bars on a steady clock. In ABC an upbeat in the middle of a tune, or a part that ends a beat early, is often
 * just a short bar: it is filled with rest, as an upbeat at the start is, so that all later bars keep their lines.
 */

/** From one written bar line to the next, in 1/24 of a quarter. */
export interface BarSpan {
  readonly start: number;
  readonly end: number;
}

/** More bars than this share of another length than the meter says, and the meter is not to be believed. */
const MAX_ODD_BARS = 0.25;
/** Rounding of tuplets, in 1/24 of a quarter. */
const SLACK = 0.5;

/**
 * How much later each bar starts on the steady clock.
 * @throws Error if the bars do not fit the meter.
 */
export function barDelays(bars: readonly BarSpan[], bar: number): number[] {
  const delays: number[] = [];
  let delay = 0;
  let odd = 0;
  for (let i = 0; i < bars.length; i++) {
    const length = bars[i]!.end - bars[i]!.start;
    const next = bars[i + 1] ? bars[i + 1]!.end - bars[i + 1]!.start : null;
    const missing = modulo(-length, bar);
    if (Math.min(missing, bar - missing) <= SLACK) delays.push(delay);
    else if (next !== null && next < bar - SLACK && Math.abs(modulo(length + next, bar)) <= SLACK) {
      // A bar that a repeat sign cuts in two.
      delays.push(delay, delay);
      i++;
    } else {
      if (i > 0 && next !== null) odd++;
      // The last bar may stay short; every other one is taken for an upbeat, which ends on the next line.
      if (next !== null) delay += missing;
      delays.push(delay);
    }
  }
  if (odd > Math.max(1, MAX_ODD_BARS * bars.length)) throw new Error('an ABC tune whose bars do not fit its meter');
  return delays;
}

function modulo(value: number, bar: number): number {
  const rest = ((value % bar) + bar) % bar;
  return bar - rest <= SLACK ? 0 : rest;
}
