/** Which rule governs a move between two moods: the cue's own wish first, then the soundtrack's, then one drawn from how the moods feel. */

import type { Mood } from '../mood/controls.ts';
import type { Seconds } from '../music/time.ts';
import type { CueLine, MoodCue, Soundtrack } from './soundtrack.ts';

/** A move with everything decided but its time. */
export interface TransitionRule {
  readonly at: CueLine;
  readonly fade: Seconds;
  readonly stinger: string | null;
}

/** A step of arousal that players hear as a change of situation, not of scenery. */
const JUMP = 0.25;
/** Danger cannot wait for a bar line; relief may take its time; scenery changes at an even pace. */
const UP = { at: 'beat', fade: 0.8 } as const;
const DOWN = { at: 'bar', fade: 4 } as const;
const EVEN = { at: 'bar', fade: 2.5 } as const;

/** The rule for a move. Of the soundtrack's rules the one that names both moods wins, then arrival, departure and `* -> *`. */
export function transitionRule(soundtrack: Soundtrack, from: Mood, to: Mood, cue: MoodCue = {}): TransitionRule {
  const keys = [`${from.name} -> ${to.name}`, `* -> ${to.name}`, `${from.name} -> *`, '* -> *'];
  const rules = keys.map((key) => soundtrack.transitions.get(key)).filter((rule) => rule !== undefined);
  const change = to.arousal - from.arousal;
  const felt = change > JUMP ? UP : change < -JUMP ? DOWN : EVEN;
  return {
    at: cue.at ?? rules.find((rule) => rule.at !== undefined)?.at ?? felt.at,
    fade: cue.fade ?? rules.find((rule) => rule.fade !== undefined)?.fade ?? felt.fade,
    stinger: rules.find((rule) => rule.stinger !== undefined)?.stinger ?? null,
  };
}
