/** A second voice in parallel thirds and sixths below the melody, as for two fiddles or two horns. */

import { type MidiPitch, modulo } from '../music/pitch.ts';
import type { Note } from '../music/score.ts';
import { PPQ } from '../music/time.ts';
import { harmonyUnder, type Setting } from './arrange-context.ts';

/** Smallest and largest interval below the melody, in semitones: a minor third and a major sixth. */
const NEAREST = 3;
const FURTHEST = 9;
/** Cost of an interval: thirds and sixths sound full, fourths and fifths hollow, a tritone harsh. */
const INTERVAL_COST: Readonly<Record<number, number>> = { 3: 0, 4: 0, 5: 2, 6: 5, 7: 2.5, 8: 0.5, 9: 0.5 };
/** Cost of a scale tone outside the chord: on the beat, off it, and as a short note that passes. */
const FOREIGN_ON_BEAT = 6;
const FOREIGN_OFF_BEAT = 2.5;
const FOREIGN_PASSING = 1;

/** The second voice of a phrase. Where no tone fits, the melody plays alone. */
export function duetNotes(setting: Setting, previous?: MidiPitch): readonly Note[] {
  const { low, high, level } = setting.style.counter;
  let at = previous ?? null;
  return setting.melody.flatMap((note): Note[] => {
    const { tones } = harmonyUnder(setting, note);
    const passes = note.durationTicks <= PPQ / 2;
    const outside = note.tick % PPQ === 0 ? FOREIGN_ON_BEAT : passes ? FOREIGN_PASSING : FOREIGN_OFF_BEAT;
    let best: { pitch: MidiPitch; cost: number } | null = null;
    for (let pitch = note.pitch - FURTHEST; pitch <= note.pitch - NEAREST; pitch++) {
      const inChord = tones.includes(modulo(pitch, 12));
      if (
        pitch < low ||
        pitch > Math.max(high, note.pitch - NEAREST - 2) ||
        !(inChord || setting.scale.includes(modulo(pitch, 12)))
      )
        continue;
      const foreign = inChord ? 0 : outside;
      const move = at === null ? 0 : 0.3 * Math.abs(pitch - at);
      const cost = INTERVAL_COST[note.pitch - pitch]! + foreign + move;
      if (!best || cost < best.cost) best = { pitch, cost };
    }
    if (!best) return [];
    at = best.pitch;
    return [{ ...note, pitch: best.pitch, velocity: Math.min(1, level * (0.75 + 0.3 * note.velocity)) }];
  });
}
