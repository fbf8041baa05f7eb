/**
 * What the modulations of the mix add at the moment: those that follow `now` move all the time, those that follow `beat` or
 * `bar` are held until the next one. Signals are read as they were sent, not in steps of music time.
 */

import type { Seconds } from '../music/time.ts';
import { AMBIENCE_NAMES, type AmbienceName } from './ambience.ts';
import { isMixTarget, type Modulation, type Pushes, sumsOf, weightOf } from './modulation.ts';
import type { Signals } from './signals.ts';

/** Modulations by whether they come with the controls of a bar, or are followed: sooner, or in what is no control. */
export interface SortedModulations {
  readonly followed: readonly Modulation[];
  readonly others: readonly Modulation[];
}

const sorted = new WeakMap<readonly Modulation[], SortedModulations>();

/** Sorts modulations; each list once. */
export function sortedModulations(modulations: readonly Modulation[]): SortedModulations {
  const known = sorted.get(modulations);
  if (known !== undefined) return known;
  const isFollowed = ({ follow = 'bar', control }: Modulation) => follow !== 'bar' || isMixTarget(control);
  const fresh = {
    followed: modulations.filter(isFollowed),
    others: modulations.filter((modulation) => !isFollowed(modulation)),
  };
  sorted.set(modulations, fresh);
  return fresh;
}

/** Sounds of the place that modulations may bring. */
export function soundsBroughtBy(modulations: readonly Modulation[]): readonly AmbienceName[] {
  return AMBIENCE_NAMES.filter((name) =>
    modulations.some(({ control, amount }) => control === `ambience.${name}` && amount > 0),
  );
}

/** Holds what each followed modulation adds. */
export class FollowedModulations {
  #held = new Map<Modulation, number>();

  constructor(private readonly signals: Signals) {}

  /**
   * Reads the signals at a music time: for what follows `now`, for what is new, and on a line for what follows that.
   * @param fixed controls that nothing moves
   */
  read(followed: readonly Modulation[], time: Seconds, line: 'beat' | 'bar' | null, fixed: object): Pushes {
    const held = new Map<Modulation, number>();
    for (const modulation of followed) {
      const { follow = 'bar', amount, control } = modulation;
      const isDue = follow === 'now' || follow === line || (follow === 'beat' && line === 'bar');
      const before = isDue ? undefined : this.#held.get(modulation);
      held.set(modulation, control in fixed ? 0 : (before ?? amount * weightOf(modulation, this.signals.live, time)));
    }
    this.#held = held;
    return sumsOf(followed, (modulation) => held.get(modulation)!);
  }

  /** What each adds. */
  adds(followed: readonly Modulation[]): readonly number[] {
    return followed.map((modulation) => this.#held.get(modulation) ?? 0);
  }

  /** Goes on from what {@link adds} returned. */
  goOn(followed: readonly Modulation[], adds: readonly number[]): Pushes {
    this.#held = new Map(followed.map((modulation, i) => [modulation, adds[i] ?? 0]));
    return sumsOf(followed, (modulation) => this.#held.get(modulation)!);
  }

  /** Whether a signal that something follows at once is still on its way. */
  isMoving(followed: readonly Modulation[], time: Seconds): boolean {
    return followed.some(({ follow, signal }) => follow === 'now' && this.signals.isMoving(signal, time));
  }
}
