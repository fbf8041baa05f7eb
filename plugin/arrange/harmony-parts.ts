/** Chooses the voicings of a phrase, chord by chord, with smooth voice leading and clear of the melody. */

import { type MidiPitch, modulo } from '../music/pitch.ts';
import type { Note, Score } from '../music/score.ts';
import type { Harmony, Setting } from './arrange-context.ts';
import { CLEAR_ABOVE, type Voicing, voiceChord } from './voicing.ts';

/** A chord with its voicing. */
export interface Voiced extends Harmony {
  readonly voicing: Voicing;
}

/** Smallest register, in semitones, that the melody may leave: fewer cannot hold a chord. */
const LEAST_ROOM = 9;

/** Voices of a full chord of four tones: without its fifth, a seventh chord is heard as another one. */
const FULL_SEVENTH = 4;
/** Smallest register above {@link CLEAR_ABOVE}, in semitones, for them: in a smaller one they stand close and low. */
const FULL_ROOM = LEAST_ROOM;

/** Distance between chords and melody, in semitones: a second would clash. */
const CLEARANCE = 3;

/** Register of the voicings: below the melody, or above it for bells. */
export interface ChordRegister {
  readonly low: MidiPitch;
  readonly high: MidiPitch;
  readonly above?: boolean;
}

/** Voices all chords of a phrase within a register, clear of the melody where possible; `full` gives chords of four tones a voice for each where they have room. */
export function voiceHarmony(
  setting: Setting,
  register: ChordRegister,
  { voices, full = false }: { readonly voices: number; readonly full?: boolean },
  previous?: Voicing,
): readonly Voiced[] {
  let last = previous;
  return setting.harmony.map((chord) => {
    const { low, high } = clearOf(notesWithin(setting, chord), register);
    const isFull = full && chord.tones.length > 3 && high - Math.max(low, CLEAR_ABOVE) >= FULL_ROOM;
    const size = isFull ? Math.max(voices, FULL_SEVENTH) : voices;
    const voicing = voiceChord({ tones: chord.tones, voices: size, low, high, previous: last });
    last = voicing;
    return { ...chord, voicing };
  });
}

function clearOf(tune: readonly Note[], { low, high, above }: ChordRegister): { low: MidiPitch; high: MidiPitch } {
  const pitches = tune.map(({ pitch }) => pitch);
  if (above)
    return { low: Math.min(high - LEAST_ROOM, Math.max(low, ...pitches.map((pitch) => pitch + CLEARANCE))), high };
  return { low, high: Math.max(low + LEAST_ROOM, Math.min(high, ...pitches.map((pitch) => pitch - CLEARANCE))) };
}

/**
 * Adds the band's color tone to each chord that allows it: the mode contains it, and the melody is not a semitone away. A
 * color next to the fifth replaces it (a Lydian fourth). The pad has plain chords, so that the root is clear.
 */
export function withColorTone(setting: Setting): Setting {
  const { color } = setting.style.chords;
  if (color === undefined) return setting;
  const harmony = setting.harmony.map((chord) => {
    const [root, third, fifth, ...more] = chord.tones;
    const tone = (root! + color) % 12;
    const foreign = chord.tones.includes(tone) || !setting.scale.includes(tone);
    if (foreign || notesWithin(setting, chord).some(({ pitch }) => apart(pitch, tone) === 1)) return chord;
    if (third !== undefined && fifth !== undefined && apart(fifth, tone) === 1)
      return { ...chord, tones: [root!, third, tone, ...more] };
    return { ...chord, tones: [...chord.tones, tone] };
  });
  return { ...setting, harmony };
}

function apart(a: number, b: number): number {
  const distance = modulo(a - b, 12);
  return Math.min(distance, 12 - distance);
}

/** The voicing that a pattern played over the last chord of a score, for voice leading. */
export function lastChord(score: Score, part: string): Voicing | undefined {
  const from = (score.chords.at(-1)?.tick ?? 0) - FEEL;
  const notes = score.parts.find(({ name }) => name === part)?.notes.filter(({ tick }) => tick >= from) ?? [];
  return notes.length > 0 ? [...new Set(notes.map(({ pitch }) => pitch))].sort((a, b) => a - b) : undefined;
}

/** Ticks by which a humanized note may precede its chord. */
const FEEL = 40;

/** The notes of the melody that sound during a span. */
export function notesWithin(
  setting: Setting,
  { tick, end }: { readonly tick: number; readonly end: number },
): readonly Note[] {
  return setting.melody.filter((note) => note.tick < end && note.tick + note.durationTicks > tick);
}
