/** The pace of a mood that arrives: whether its first bars keep to the beat that was there before. */

import { CONTROL_RANGES, clampTo } from '../mood/ranges.ts';
import { type BPM, type Meter, meterInfo, PPQ } from '../music/time.ts';
import type { TempoMove } from './cue.ts';

/** Bars within which a ramp arrives at the mood's own tempo. */
export const RAMP_BARS = 4;

/** The tempo of each bar since a mood's entry. */
export type Pace = (bar: number, own: BPM) => BPM;

/** What sounds before a mood enters. */
export interface Pulse {
  readonly bpm: BPM;
  readonly meter: Meter;
}

/** The pace at which a mood enters after a beat. */
export function paceFrom(move: TempoMove, before: Pulse, arriving: Pulse): Pace {
  if (move === 'jump') return (_, own) => own;
  const start = sameBeat(before, arriving);
  const keep = (own: BPM, share: number) => clampTo(CONTROL_RANGES.tempo, own * (start / arriving.bpm) ** (1 - share));
  // What signals do to the tempo, they do to the one that was kept, too.
  if (move === 'match') return (_, own) => keep(own, 0);
  return (bar, own) => keep(own, Math.min(1, bar / RAMP_BARS));
}

/** The tempo at which the arriving meter's felt beat is the old one, half of it or twice, whichever is nearest to its own. */
export function sameBeat(before: Pulse, arriving: Pulse): BPM {
  const felt = (meter: Meter) => meterInfo(meter).beats[0]! / PPQ;
  const same = (before.bpm / felt(before.meter)) * felt(arriving.meter);
  const far = (bpm: BPM) => Math.abs(Math.log(bpm / arriving.bpm));
  return [same / 2, same, same * 2].reduce((best, bpm) => (far(bpm) < far(best) ? bpm : best), same);
}
