/** How a mood arrives by a rule: its fade in seconds, the tempo and key it takes from what sounds before, the bars that lead to it. */

import { turnaround } from '../../arrange/bridge.ts';
import type { Controls, Mood } from '../../mood/controls.ts';
import type { Tonic } from '../../music/pitch.ts';
import { relativeKey } from '../../music/related-keys.ts';
import type { Score } from '../../music/score.ts';
import { type BPM, type Meter, meterInfo, type Seconds, ticksToSeconds } from '../../music/time.ts';
import type { KeyMove } from '../../soundtrack/transition-options.ts';
import { OWN_PACE, paceAt, tempoCurveFrom } from '../model/tempo-curve.ts';
import type { TransitionPlan } from './crossfader.ts';
import type { ScheduledBar } from './timeline.ts';
import type { TransitionRule } from './transition-rules.ts';

/** What an arrival follows from. */
export interface TransitionContext {
  readonly line: Seconds;
  /** The bar that sounds when it comes; null where none does. */
  readonly before: ScheduledBar | null;
  /** The arriving mood's controls and band. */
  readonly controls: Controls;
  readonly band: Mood['band'];
  readonly seed: string;
}

/** A mood's arrival. */
export function planTransition(
  rule: TransitionRule,
  { line, before, controls, band, seed }: TransitionContext,
): TransitionPlan {
  const { meter, tempo } = controls;
  const pulse = before && { bpm: before.bpm, meter: before.timed.origin.score.meter };
  const pace = pulse === null ? OWN_PACE : tempoCurveFrom(rule.tempo, pulse, { bpm: tempo, meter });
  const fade = fadeSeconds(rule.fade, meter, paceAt(pace, 0, tempo));
  const intro = before === null || rule.bridge === 0 ? null : bridge(before, { ...controls, band }, rule.bridge, seed);
  return { line, fade, curve: rule.curve, pace, intro };
}

/** The length of a fade that may be given in felt beats of the arriving mood. */
export function fadeSeconds(fade: TransitionRule['fade'], meter: Meter, bpm: BPM): Seconds {
  return typeof fade === 'number' ? fade : fade.beats * ticksToSeconds(meterInfo(meter).beats[0]!, bpm);
}

/** The tonic that a rule gives the arriving mood; null for its own. */
export function tonicAfter(
  move: KeyMove,
  before: ScheduledBar,
  { tonic, mode }: Pick<Controls, 'tonic' | 'mode'>,
): Tonic | null {
  const from = before.timed.origin.score;
  if (move === 'keep') return from.tonic;
  return move === 'relative' ? relativeKey(from, { tonic, mode }).tonic : null;
}

function bridge({ bpm, timed }: ScheduledBar, to: Controls & Pick<Mood, 'band'>, bars: number, seed: string): Score {
  const { tonic, mode, meter, palette } = timed.origin.score;
  return turnaround({ tonic, mode, meter, tempo: bpm, palette }, to, bars, seed);
}
