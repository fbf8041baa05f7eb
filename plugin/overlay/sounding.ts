/** What sounds at a time, derived from the scheduled bars: the leading bar, and the level of each layer. */

import type { BarState } from '../conductor/observe/inspection.ts';
import type { Seconds } from '../music/time.ts';
import type { TargetInspection } from './target.ts';

/** Decay of a note in the meters, per second. Meters show scheduled notes, not the measured output. */
const FALL = 2.2;

/** The current bar; during a crossfade, that of the new mood. */
export function heardBar({ bars, time }: Pick<TargetInspection, 'bars' | 'time'>): BarState | null {
  return bars.findLast(({ timed }) => timed.time <= time) ?? bars[0] ?? null;
}

/** The level of each part at a clock time, 0..1, by name: its loudest note, decaying since its start. */
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
