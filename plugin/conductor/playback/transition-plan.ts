/** Turns a transition rule into times and notes: the fade in seconds, the tempo and key taken from the mood before, the bridge. */

import { turnaround } from '../../arrange/bridge.ts';
import type { Controls, Mood } from '../../mood/controls.ts';
import type { Tonic } from '../../music/pitch.ts';
import { relativeKey } from '../../music/related-keys.ts';
import type { Score } from '../../music/score.ts';
import { type BPM, type Meter, meterInfo, type Seconds, ticksToSeconds } from '../../music/time.ts';
import type { DeckIndex } from '../../output/audio-output.ts';
import { OWN_PACE, paceAt, tempoCurveFrom } from '../../soundtrack/tempo-curve.ts';
import type { FadeCurve, KeyMove } from '../../soundtrack/transition-options.ts';
import type { TransitionRule } from '../../soundtrack/transition-rule.ts';
import type { Crossfade } from '../model/crossfade.ts';
import type { Entry } from '../model/mood-player.ts';
import type { ScheduledBar } from '../model/timeline.ts';

/** How a mood starts. All times are music times. */
export interface TransitionPlan extends Entry {
  readonly line: Seconds;
  readonly fade: Seconds;
  /** Default `power`. */
  readonly curve?: FadeCurve;
  /** A crossfade that is under way already, to take part in. */
  readonly joins?: Crossfade;
  /** The deck to play on, where a log names it. */
  readonly deck?: DeckIndex;
}

/** A start without anything that leads from the mood before. */
export const IMMEDIATE: Omit<TransitionPlan, 'line'> = { fade: 0, pace: OWN_PACE, intro: null };

/** The moment of a transition. */
export interface TransitionMoment {
  readonly line: Seconds;
  /** The bar that sounds at the line, or null. */
  readonly before: ScheduledBar | null;
  /** The arriving mood's controls and band. */
  readonly controls: Controls;
  readonly band: Mood['band'];
  readonly seed: string;
}

/** The plan by which a mood starts after another. */
export function planTransition(
  rule: TransitionRule,
  { line, before, controls, band, seed }: TransitionMoment,
): TransitionPlan {
  const { meter, tempo } = controls;
  const pulse = before && { bpm: before.bpm, meter: before.timed.origin.score.meter };
  const pace = pulse === null ? OWN_PACE : tempoCurveFrom(rule.tempo, pulse, { bpm: tempo, meter });
  const fade = fadeSeconds(rule.fade, meter, paceAt(pace, 0, tempo));
  const intro = before === null || rule.bridge === 0 ? null : bridge(before, { ...controls, band }, rule.bridge, seed);
  return { line, fade, curve: rule.curve, pace, intro };
}

/** The length of a fade, which may be given in felt beats of the arriving mood. */
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
