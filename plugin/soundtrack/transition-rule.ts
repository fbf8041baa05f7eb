/** How one mood changes to another: as the call says, else as the soundtrack's transitions say, else by the difference in arousal. */

import type { Mood } from '../mood/controls.ts';
import type { Seconds } from '../music/time.ts';
import type { Soundtrack } from './soundtrack.ts';
import type { FadeCurve, KeyMove, SyncPoint, TempoMove, TransitionOptions } from './transition-options.ts';

/** A transition with everything decided but its time. */
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
/** Sync points that leave time for a bridge. */
const WAITING: readonly SyncPoint[] = ['bar', 'phrase', 'cue'];

/** The rule for a transition. Of the soundtrack's rules the one that names both moods wins, then `* -> to`, `from -> *` and `* -> *`. */
export function transitionRule(
  soundtrack: Soundtrack,
  from: Mood,
  to: Mood,
  options: TransitionOptions = {},
): TransitionRule {
  const keys = [`${from.name} -> ${to.name}`, `* -> ${to.name}`, `${from.name} -> *`, '* -> *'];
  const rules = [options, ...keys.map((key) => soundtrack.transitions.get(key))];
  const option = <K extends keyof TransitionOptions>(field: K): TransitionOptions[K] | undefined =>
    rules.find((rule) => rule?.[field] !== undefined)?.[field];
  const change = to.arousal - from.arousal;
  const usual = change > JUMP ? UP : change < -JUMP ? DOWN : EVEN;
  const key = option('key') ?? 'own';
  // A bridge takes a bar, which a rise in arousal does not wait for.
  const leadsOver = usual !== UP && WAITING.includes(option('at') ?? usual.at);
  return {
    at: option('at') ?? usual.at,
    cue: option('cue') ?? 'A',
    fade: option('fade') ?? usual.fade,
    curve: option('curve') ?? 'power',
    tempo: option('tempo') ?? 'jump',
    key,
    bridge: option('bridge') ?? (key === 'pivot' || leadsOver ? 1 : 0),
    resume: option('resume') ?? true,
    stay: option('stay') ?? 0,
    stinger: option('stinger') ?? null,
  };
}
