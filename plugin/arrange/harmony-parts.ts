/** Chooses the voicings of a phrase chord by chord, each leading on from the one before and staying under the tune. */

import { type MidiPitch, modulo } from '../music/pitch.ts';
import type { Note, Score } from '../music/score.ts';
import type { Harmony, Setting } from './arrange-context.ts';
import { type Voicing, voiceChord } from './voicing.ts';

/** A chord with its voices. */
export interface Voiced extends Harmony {
  readonly voicing: Voicing;
}

/** A register is not pressed below this many semitones by the tune: fewer cannot hold a chord. */
const LEAST_ROOM = 9;

/** How far from the tune chords stay, in semitones: a second beside it would rub. */
const CLEARANCE = 3;

/** Where chords are voiced: under the tune, or over it, as bells are. */
export interface ChordRegister {
  readonly low: MidiPitch;
  readonly high: MidiPitch;
  readonly above?: boolean;
}

/** Voices all chords of a phrase within a register, clear of the tune wherever that leaves room. */
export function voiceHarmony(
  setting: Setting,
  register: ChordRegister,
  voices: number,
  previous?: Voicing,
): readonly Voiced[] {
  let last = previous;
  return setting.harmony.map((chord) => {
    const { low, high } = clearOf(notesWithin(setting, chord), register);
    const voicing = voiceChord({ tones: chord.tones, voices, low, high, previous: last });
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
 * The harmony with the colour of the band, wherever the mode has it and the tune does not stand a semitone from it. A
 * colour next to the fifth takes its place (a Lydian fourth); another is added, where that is wanted.
 */
export function coloured(setting: Setting, others: 'add' | 'leave'): Setting {
  const { colour } = setting.style.chords;
  if (colour === undefined) return setting;
  const harmony = setting.harmony.map((chord) => {
    const [root, third, fifth, ...more] = chord.tones;
    const tone = (root! + colour) % 12;
    const foreign = chord.tones.includes(tone) || !setting.scale.includes(tone);
    if (foreign || notesWithin(setting, chord).some(({ pitch }) => apart(pitch, tone) === 1)) return chord;
    if (third !== undefined && fifth !== undefined && apart(fifth, tone) === 1)
      return { ...chord, tones: [root!, third, tone, ...more] };
    return others === 'add' ? { ...chord, tones: [...chord.tones, tone] } : chord;
  });
  return { ...setting, harmony };
}

function apart(a: number, b: number): number {
  const distance = modulo(a - b, 12);
  return Math.min(distance, 12 - distance);
}

/** The voices that a pattern moved through over the last chord of a score, to lead on from. */
export function lastChord(score: Score, part: string): Voicing | undefined {
  const from = (score.chords.at(-1)?.tick ?? 0) - FEEL;
  const notes = score.parts.find(({ name }) => name === part)?.notes.filter(({ tick }) => tick >= from) ?? [];
  return notes.length > 0 ? [...new Set(notes.map(({ pitch }) => pitch))].sort((a, b) => a - b) : undefined;
}

/** Notes may come before their chord by this many ticks: it is how far they stray. */
const FEEL = 40;

/** The notes of the tune that sound while a chord does. */
export function notesWithin(
  setting: Setting,
  { tick, end }: { readonly tick: number; readonly end: number },
): readonly Note[] {
  return setting.melody.filter((note) => note.tick < end && note.tick + note.durationTicks > tick);
}
