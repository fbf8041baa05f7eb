/** The pace of a mood that arrives: whether its first bars keep to the beat that was there before. */

import { CONTROL_RANGES, clampTo } from '../mood/ranges.ts';
import { type BPM, type Meter, meterInfo, PPQ } from '../music/time.ts';
import type { TempoMove } from './transition-options.ts';

/** Bars within which a ramp arrives at the mood's own tempo. */
export const RAMP_BARS = 4;

/** How the tempo of a mood's bars differs from its own since its entry. Plain data: it outlasts a pause, a track and a saved game. */
export interface TempoCurve {
  /** The tempo of its first bar over its own. */
  readonly ratio: number;
  /** Bars within which it comes back to its own; null where it stays as it is. */
  readonly bars: number | null;
}

/** The mood's own tempo. */
export const OWN_PACE: TempoCurve = { ratio: 1, bars: null };

/** The tempo of a bar, counted from the mood's entry. What signals do to the mood's own tempo, they do to this one, too. */
export function paceAt({ ratio, bars }: TempoCurve, bar: number, own: BPM): BPM {
  if (ratio === 1) return own;
  const share = bars === null ? 0 : Math.min(1, bar / bars);
  return clampTo(CONTROL_RANGES.tempo, own * ratio ** (1 - share));
}

/** What sounds before a mood enters. */
export interface Pulse {
  readonly bpm: BPM;
  readonly meter: Meter;
}

/** The pace at which a mood enters after a beat. */
export function tempoCurveFrom(move: TempoMove, before: Pulse, arriving: Pulse): TempoCurve {
  if (move === 'jump') return OWN_PACE;
  return { ratio: sameBeat(before, arriving) / arriving.bpm, bars: move === 'match' ? null : RAMP_BARS };
}

/** The tempo at which the arriving meter's felt beat is the old one, half of it or twice, whichever is nearest to its own. */
export function sameBeat(before: Pulse, arriving: Pulse): BPM {
  const felt = (meter: Meter) => meterInfo(meter).beats[0]! / PPQ;
  const same = (before.bpm / felt(before.meter)) * felt(arriving.meter);
  const far = (bpm: BPM) => Math.abs(Math.log(bpm / arriving.bpm));
  return [same / 2, same, same * 2].reduce((best, bpm) => (far(bpm) < far(best) ? bpm : best), same);
}
