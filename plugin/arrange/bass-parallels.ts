/**
 * Removes parallel octaves and fifths between bass and melody: the bass note moves to another octave, or to another chord
 * tone.
 */

import { type MidiPitch, modulo } from '../music/pitch.ts';
import type { Note } from '../music/score.ts';
import { harmonyAt, type Setting } from './arrange-context.ts';
import { isSemitoneClash } from './bass-clear.ts';
import { parallel, tuneAt, tuneBeforeTick } from './bass-line.ts';

/** Cost of another chord tone over the same tone in another octave, in semitones. */
const OTHER_TONE = 6;

/** The bass notes without parallels. */
export function clearOfParallels(bass: readonly Note[], setting: Setting): readonly Note[] {
  const struck = new Map(setting.melody.map(({ tick, pitch }) => [tick, pitch]));
  const runs = (from: MidiPitch | undefined, to: MidiPitch, tick: number) =>
    from !== undefined && parallel(from, to, tuneBeforeTick(setting, tick), struck.get(tick) ?? null);
  const clear: Note[] = [];
  bass.forEach((note, i) => {
    const before = clear.at(-1)?.pitch;
    const next = bass[i + 1];
    const free = (pitch: MidiPitch) => !runs(before, pitch, note.tick) && !(next && runs(pitch, next.pitch, next.tick));
    if (free(note.pitch)) {
      clear.push(note);
      return;
    }
    const cost = (pitch: MidiPitch) =>
      Math.abs(pitch - note.pitch) + (modulo(pitch - note.pitch, 12) === 0 ? 0 : OTHER_TONE);
    // The first note keeps its pitch class, which the bass line chose.
    const others = choices(note, setting).filter(
      (pitch) => free(pitch) && (i > 0 || modulo(pitch - note.pitch, 12) === 0),
    );
    const pitch = others.reduce((best, one) => (cost(one) < cost(best) ? one : best), others[0] ?? note.pitch);
    clear.push({ ...note, pitch });
  });
  return clear;
}

/** Other pitches in the bass's register: chord tones, and the note's pitch class in other octaves. */
function choices({ pitch: own, tick }: Note, setting: Setting): MidiPitch[] {
  const { low, high } = setting.style.bass;
  const { tones } = harmonyAt(setting, tick);
  const tune = tuneAt(setting, tick);
  const rubs = (pitch: MidiPitch) => tune !== null && isSemitoneClash(pitch, modulo(tune, 12));
  const found: MidiPitch[] = [];
  for (let pitch = low; pitch <= high; pitch++)
    if (pitch !== own && !rubs(pitch) && (modulo(pitch - own, 12) === 0 || tones.includes(modulo(pitch, 12))))
      found.push(pitch);
  return found;
}
