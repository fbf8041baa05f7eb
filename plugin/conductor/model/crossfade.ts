/** How one mood's music crosses into another's: when the fade begins, and where the mood that leaves goes on when it comes back. */

import type { Seconds } from '../../music/time.ts';
import type { FadeCurve } from '../../soundtrack/transition-options.ts';
import type { Timeline } from '../playback/timeline.ts';
import type { MoodPlayer } from './mood-player.ts';

/** A crossfade begins at most so long before its line, and no sooner after it was asked for than the clock can follow. */
const LONGEST_LEAD_IN: Seconds = 0.4;
const SOONEST: Seconds = 0.02;
/** Shorter fades click. */
export const SHORTEST_FADE: Seconds = 0.03;

/** A crossfade on its way. */
export interface Crossfade {
  readonly from: Seconds;
  readonly length: Seconds;
  readonly curve: FadeCurve | undefined;
}

/** When a crossfade begins: a little before its line, so that the first beat of what arrives is heard. */
export function crossfade(line: Seconds, fade: Seconds, curve: FadeCurve | undefined, now: Seconds): Crossfade {
  const length = Math.max(fade, SHORTEST_FADE);
  const early = Math.max(0, Math.min(length * 0.5, LONGEST_LEAD_IN, line - now - SOONEST));
  return { from: line - early, length, curve };
}

/** Where a mood goes on when it comes back: at the phrase that was interrupted, or at the next one if half of it was heard. */
export function saveResumePoint(player: MoodPlayer, timeline: Timeline, at: Seconds): void {
  const bar = timeline.at(player, at - 1e-6);
  if (bar === null) return;
  const heard = (bar.phraseBar + (at - bar.time) / (bar.end - bar.time)) / bar.phrase.request.bars;
  player.memory.slot = heard >= 0.5 ? bar.slot + 1 : bar.slot;
  player.memory.bars = bar.number + 1;
}
