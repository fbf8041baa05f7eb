/** Converts ticks to seconds through all changes of tempo. */

import type { MidiContent } from './midi-content.ts';
import { lastAt } from './stretch.ts';

/** Seconds per quarter without a stated tempo, and always in SMPTE time. */
const DEFAULT = 0.5;

/** A function that converts a tick of a file to seconds. */
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
