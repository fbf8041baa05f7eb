/** A file's notes and chords in the key that is asked for: moved to the nearest such tonic, each note on its degree of the mode. */

import { sameDegree } from '../arrange/transform.ts';
import { type Chord, type ChordSpan, QUALITIES, type Quality } from '../music/harmony.ts';
import { type MidiPitch, type Mode, modulo, type PitchClass, type Tonic, tonicPitchClass } from '../music/pitch.ts';

/** A key. */
export interface Key {
  readonly tonic: Tonic;
  readonly mode: Mode;
}

/** A function that moves pitches from one key to another, by at most six semitones beside the change of mode. */
export function rekeyed(from: Key, to: Key): (pitch: MidiPitch) => MidiPitch {
  const tonic = tonicPitchClass(from.tonic);
  const up = modulo(tonicPitchClass(to.tonic) - tonic, 12);
  const shift = up > 6 ? up - 12 : up;
  return (pitch) => tonic + degreeIn(pitch - tonic, from.mode, to.mode) + shift;
}

/** A relative pitch in another mode; notes outside the mode stay what they are. */
export function degreeIn(pitch: number, from: Mode, to: Mode): number {
  return from === to ? pitch : sameDegree(pitch, from, to);
}

/** Chords in another mode: each tone on its degree, with the quality that gives. */
export function chordsIn(chords: readonly ChordSpan[], from: Mode, to: Mode): readonly ChordSpan[] {
  return from === to ? chords : chords.map((span) => ({ ...span, chord: chordIn(span.chord, from, to) }));
}

function chordIn({ root, quality }: Chord, from: Mode, to: Mode): Chord {
  const moved = (pc: PitchClass) => modulo(degreeIn(pc, from, to), 12);
  const start = moved(root);
  const tones: readonly number[] = QUALITIES[quality].tones.map((tone) =>
    modulo(moved((root + tone) % 12) - start, 12),
  );
  const known = Object.entries(QUALITIES).find(
    ([, each]) => each.tones.length === tones.length && each.tones.every((tone) => tones.includes(tone)),
  );
  return { root: start, quality: (known?.[0] as Quality | undefined) ?? 'power' };
}
