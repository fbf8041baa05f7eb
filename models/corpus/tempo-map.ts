/** From ticks to seconds, through all changes of tempo. */

import type { MidiContent } from './midi-content.ts';
import { lastAt } from './stretch.ts';

/** A quarter lasts this long where no tempo is stated, and half a second of film frames always does. */
const DEFAULT = 0.5;

/** What tells the second at which a tick of a file stands. */
export function secondsByTick({ ppq, framed, tempos }: MidiContent): (tick: number) => number {
  const changes = [{ start: 0, seconds: 0, perQuarter: DEFAULT }];
  for (const { tick, secondsPerQuarter } of framed ? [] : tempos) {
    const { start, seconds, perQuarter } = changes.at(-1)!;
    const reached = seconds + ((tick - start) * perQuarter) / ppq;
    changes.push({ start: tick, seconds: reached, perQuarter: secondsPerQuarter });
  }
  return (tick) => {
    const { start, seconds, perQuarter } = lastAt(changes, tick)!;
    return seconds + ((tick - start) * perQuarter) / ppq;
  };
}
