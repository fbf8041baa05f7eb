/** Chooses the voicings of a phrase chord by chord, each leading on from the one before and staying under the tune. */

import type { MidiPitch } from '../music/pitch.ts';
import type { Harmony, Setting } from './setting.ts';
import { type Voicing, voiceChord } from './voicing.ts';

/** A chord with its voices. */
export interface Voiced extends Harmony {
  readonly voicing: Voicing;
}

/** A register is not pressed below this height by a low tune: fewer semitones cannot hold a chord. */
const LEAST_ROOM = 9;

/** Voices all chords of a phrase within a register, below the tune wherever that leaves room. */
export function voiceHarmony(
  setting: Setting,
  register: { readonly low: MidiPitch; readonly high: MidiPitch },
  voices: number,
  previous?: Voicing,
): readonly Voiced[] {
  let last = previous;
  return setting.harmony.map((chord) => {
    const lowest = Math.min(127, ...notesWithin(setting, chord).map(({ pitch }) => pitch));
    const high = Math.max(register.low + LEAST_ROOM, Math.min(register.high, lowest - 1));
    const voicing = voiceChord({ tones: chord.tones, voices, low: register.low, high, previous: last });
    last = voicing;
    return { ...chord, voicing };
  });
}

/** The notes of the tune that sound while a chord does. */
export function notesWithin(setting: Setting, { tick, end }: { readonly tick: number; readonly end: number }) {
  return setting.melody.filter((note) => note.tick < end && note.tick + note.durationTicks > tick);
}
