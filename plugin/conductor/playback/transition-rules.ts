/** Which rule governs a move between two moods: the cue's own wish first, then the soundtrack's, then one drawn from how the moods feel. */

import type { Mood } from '../../mood/controls.ts';
import type { Seconds } from '../../music/time.ts';
import type { Soundtrack } from '../../soundtrack/soundtrack.ts';
import type {
  FadeCurve,
  KeyMove,
  SyncPoint,
  TempoMove,
  TransitionOptions,
} from '../../soundtrack/transition-options.ts';

/** A move with everything decided but its time. */
export interface TransitionRule {
  readonly at: SyncPoint;
  /** Name of the bar that `at: 'cue'` waits for. */
  readonly cue: string;
  readonly fade: Seconds | { readonly beats: number };
  readonly curve: FadeCurve;
  readonly tempo: TempoMove;
  readonly key: KeyMove;
  /** Bars. */
  readonly bridge: number;
  readonly resume: boolean;
  readonly stay: Seconds;
  readonly stinger: string | null;
}

/** A step of arousal that players hear as a change of situation, not of scenery. */
const JUMP = 0.25;
/** Danger cannot wait for a bar line; relief may take its time; scenery changes at an even pace. */
const UP = { at: 'beat', fade: 0.8 } as const;
const DOWN = { at: 'bar', fade: 4 } as const;
const EVEN = { at: 'bar', fade: 2.5 } as const;

/** The rule for a move. Of the soundtrack's rules the one that names both moods wins, then arrival, departure and `* -> *`. */
export function transitionRule(
  soundtrack: Soundtrack,
  from: Mood,
  to: Mood,
  cue: TransitionOptions = {},
): TransitionRule {
  const keys = [`${from.name} -> ${to.name}`, `* -> ${to.name}`, `${from.name} -> *`, '* -> *'];
  const rules = [cue, ...keys.map((key) => soundtrack.transitions.get(key))];
  const said = <K extends keyof TransitionOptions>(field: K): TransitionOptions[K] | undefined =>
    rules.find((rule) => rule?.[field] !== undefined)?.[field];
  const change = to.arousal - from.arousal;
  const felt = change > JUMP ? UP : change < -JUMP ? DOWN : EVEN;
  const key = said('key') ?? 'own';
  return {
    at: said('at') ?? felt.at,
    cue: said('cue') ?? 'A',
    fade: said('fade') ?? felt.fade,
    curve: said('curve') ?? 'power',
    tempo: said('tempo') ?? 'jump',
    key,
    bridge: said('bridge') ?? (key === 'pivot' ? 1 : 0),
    resume: said('resume') ?? true,
    stay: said('stay') ?? 0,
    stinger: said('stinger') ?? null,
  };
}
