/** Timpani: tuned to the roots and fifths of the chords, on strong beats, with a roll at the end of a phrase. */

import type { MidiPitch } from '../music/pitch.ts';
import type { Note } from '../music/score.ts';
import { EIGHTH, SIXTEENTH, type Ticks } from '../music/time.ts';
import { barsOf, harmonyAt, nearestPitch, type Setting } from './arrange-context.ts';

/** The written range of a pair of timpani, E2 to A3 (Adler, The Study of Orchestration, ch. 12). */
export const TIMPANI_LOW: MidiPitch = 40;
export const TIMPANI_HIGH: MidiPitch = 57;

/** Name of the part. */
export const TIMPANI = 'timpani';

/** The timpani part of a phrase: pitched notes at the given level. */
export function timpaniNotes(setting: Setting, level: number): readonly Note[] {
  const notes: Note[] = [];
  const stroke = (pitch: MidiPitch, tick: Ticks, strength: number, ticks = EIGHTH) =>
    notes.push({ pitch, tick, durationTicks: ticks, velocity: Math.min(1, level * strength) });
  for (const { bar, tick } of barsOf(setting)) {
    const chord = harmonyAt(setting, tick);
    const root = nearestPitch(chord.tones[0]!, 46, TIMPANI_LOW, TIMPANI_HIGH);
    const fifth = nearestPitch(chord.tones[2] ?? chord.tones[0]!, 46, TIMPANI_LOW, TIMPANI_HIGH);
    stroke(root, tick, 1.1);
    const last = setting.beats.at(-1)!;
    if (bar === setting.bars - 1) {
      roll(setting, tick + last.tick, tick + setting.barTicks, root, level, notes);
      continue;
    }
    // In every second bar, fifth and root lead back to the first beat.
    if (bar % 2 === 1) {
      stroke(fifth, tick + last.tick, 0.85);
      stroke(root, tick + last.tick + EIGHTH, 0.95);
    } else if (setting.beats.length > 2) {
      const middle = setting.beats[Math.floor(setting.beats.length / 2)]!;
      const sounding = harmonyAt(setting, tick + middle.tick);
      stroke(nearestPitch(sounding.tones[0]!, 46, TIMPANI_LOW, TIMPANI_HIGH), tick + middle.tick, 0.8);
    }
  }
  return notes;
}

function roll(setting: Setting, from: Ticks, to: Ticks, pitch: MidiPitch, level: number, notes: Note[]): void {
  if (from % setting.barTicks === 0) return; // in a bar of one beat, the first stroke is enough
  for (let tick = from; tick < to; tick += SIXTEENTH) {
    const growing = 0.5 + 0.5 * ((tick - from) / (to - from));
    notes.push({ pitch, tick, durationTicks: SIXTEENTH, velocity: Math.min(1, level * growing) });
  }
}
