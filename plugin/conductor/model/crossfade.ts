/** When a crossfade begins and how long it is. */

import type { Seconds } from '../../music/time.ts';
import type { FadeCurve } from '../../soundtrack/transition-options.ts';
import { FADE_LEAD, LONGEST_LEAD_IN, SHORTEST_FADE } from './timing.ts';

/** A crossfade in music time. */
export interface Crossfade {
  readonly from: Seconds;
  readonly length: Seconds;
  readonly curve: FadeCurve | undefined;
}

/** The crossfade of a transition: it begins a little before the line, so that the first beat of the arriving mood is heard. */
export function crossfade(line: Seconds, fade: Seconds, curve: FadeCurve | undefined, now: Seconds): Crossfade {
  const length = Math.max(fade, SHORTEST_FADE);
  const early = Math.max(0, Math.min(length * 0.5, LONGEST_LEAD_IN, line - now - FADE_LEAD));
  return { from: line - early, length, curve };
}
