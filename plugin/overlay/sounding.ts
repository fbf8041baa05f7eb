/** What sounds at a moment, read from the bars handed over: which bar leads, and how strongly each layer speaks. */

import type { BarState } from '../conductor/observe/inspection.ts';
import type { Seconds } from '../music/time.ts';
import type { TargetInspection } from './target.ts';

/** How fast a struck note dies away in a meter, per second. Meters show what is played, not what is measured at the output. */
const FALL = 2.2;

/** The bar that sounds; of two moods that cross, the arriving one's. */
export function heardBar({ bars, time }: Pick<TargetInspection, 'bars' | 'time'>): BarState | null {
  return bars.findLast(({ timed }) => timed.time <= time) ?? bars[0] ?? null;
}

/** How strongly each part speaks at a clock time, 0..1, by name: the loudest of its notes, each fading from when it was struck. */
export function layerLevels({ bars }: Pick<TargetInspection, 'bars'>, time: Seconds): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  for (const { timed } of bars) {
    for (const { name, notes } of timed.parts) {
      let level = levels.get(name) ?? 0;
      for (const note of notes) {
        if (note.time > time || time > note.time + Math.max(note.duration, 0.15)) continue;
        level = Math.max(level, note.velocity * Math.exp(-FALL * 0.5 * (time - note.time)));
      }
      levels.set(name, level);
    }
  }
  return levels;
}
