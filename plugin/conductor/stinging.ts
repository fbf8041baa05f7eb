/** Puts a stinger on the clock, in the key and on the chord of the bar it falls into. */

import type { Seconds } from '../music/time.ts';
import type { TimedNote } from './stage.ts';
import type { HandedBar } from './timeline.ts';

/** Throws unless there is a stinger of that name. */
export function checkStinger(_name: string): void {}

/** The stinger's notes on the clock. */
export function stingerNotes(
  _name: string,
  _bar: HandedBar,
  _line: Seconds,
  _toClock: (music: Seconds) => Seconds,
): readonly TimedNote[] {
  return [];
}
