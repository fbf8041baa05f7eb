/** Pitches, tonics and modes. Melodies are stored in semitones above a tonic, so that they can be transposed to any key. */

import { Note } from 'tonal';
import type { NormalRange } from './time.ts';

/** A MIDI note number; 60 is middle C. */
export type MidiPitch = number;
/** Semitones above C (0..11), or above the tonic where stated. */
export type PitchClass = number;
/** Semitones above the tonic anchor (see {@link tonicAnchor}); may be negative. */
export type RelativePitch = number;

/** Names of the twelve tonics, spelled as keys usually are. */
export const TONICS = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'] as const;
export type Tonic = (typeof TONICS)[number];

/** Scales as semitones above the tonic, and whether their third is major or minor. */
export const MODES = {
  ionian: { scale: [0, 2, 4, 5, 7, 9, 11], family: 'major' },
  dorian: { scale: [0, 2, 3, 5, 7, 9, 10], family: 'minor' },
  phrygian: { scale: [0, 1, 3, 5, 7, 8, 10], family: 'minor' },
  lydian: { scale: [0, 2, 4, 6, 7, 9, 11], family: 'major' },
  mixolydian: { scale: [0, 2, 4, 5, 7, 9, 10], family: 'major' },
  aeolian: { scale: [0, 2, 3, 5, 7, 8, 10], family: 'minor' },
  locrian: { scale: [0, 1, 3, 5, 6, 8, 10], family: 'minor' },
  'harmonic minor': { scale: [0, 2, 3, 5, 7, 8, 11], family: 'minor' },
  'major pentatonic': { scale: [0, 2, 4, 7, 9], family: 'major' },
  'minor pentatonic': { scale: [0, 3, 5, 7, 10], family: 'minor' },
  'phrygian dominant': { scale: [0, 1, 4, 5, 7, 8, 10], family: 'major' },
  'double harmonic': { scale: [0, 1, 4, 5, 7, 8, 11], family: 'major' },
  'whole tone': { scale: [0, 2, 4, 6, 8, 10], family: 'major' },
  octatonic: { scale: [0, 1, 3, 4, 6, 7, 9, 10], family: 'minor' },
  // Five notes of one collection, each with another final: in gong on C, they are C D E G A, and zhi ends on its G.
  gong: { scale: [0, 2, 4, 7, 9], family: 'major' },
  shang: { scale: [0, 2, 5, 7, 10], family: 'minor' },
  zhi: { scale: [0, 2, 5, 7, 9], family: 'major' },
  yu: { scale: [0, 3, 5, 7, 10], family: 'minor' },
  // Two fourths, each with a half step above its lower note, as a koto is tuned.
  'miyako-bushi': { scale: [0, 1, 5, 7, 8], family: 'minor' },
} as const satisfies Record<string, { scale: readonly PitchClass[]; family: 'major' | 'minor' }>;
export type Mode = keyof typeof MODES;

/** Modes of five notes that have one tonic among several with the same notes: they are asked for, and no tune is heard as one of them. */
export const NAMED_MODES: readonly Mode[] = ['gong', 'shang', 'zhi', 'yu', 'miyako-bushi'];

/** The scale of a mode, in semitones above the tonic, ascending from 0. */
export function scaleOf(mode: Mode): readonly PitchClass[] {
  return MODES[mode].scale;
}

/**
 * Whether a mode is a minor one without a leading tone, as dorian, phrygian and aeolian are. Only the tonic itself says where home
 * is there: the notes are those of a major key, as which they are easily heard.
 */
export function isModalMinor(mode: Mode): boolean {
  const scale: readonly PitchClass[] = scaleOf(mode);
  return MODES[mode].family === 'minor' && !scale.includes(11);
}

/** A number modulo n, 0..n-1, also for negative numbers. */
export function modulo(value: number, n: number): number {
  return ((value % n) + n) % n;
}

/** A tonic's pitch class above C. */
export function tonicPitchClass(tonic: Tonic): PitchClass {
  return TONICS.indexOf(tonic);
}

/** The MIDI pitch from which relative pitches count: the tonic between G3 (55) and F#4 (66). */
export function tonicAnchor(tonic: Tonic): MidiPitch {
  return anchorOf(tonicPitchClass(tonic));
}

/** As {@link tonicAnchor}, for a pitch class above C. */
export function anchorOf(tonic: PitchClass): MidiPitch {
  return 55 + modulo(tonic - 7, 12);
}

/** The note `steps` scale steps away from a pitch; a pitch outside the scale keeps its distance to the step below. */
export function moveByScale(pitch: RelativePitch, steps: number, mode: Mode): RelativePitch {
  const scale = scaleOf(mode);
  const pc = modulo(pitch, 12);
  let index = scale.length - 1;
  while (index > 0 && scale[index]! > pc) index--;
  const offset = pc - scale[index]!;
  const target = Math.floor(pitch / 12) * scale.length + index + steps;
  return Math.floor(target / scale.length) * 12 + scale[modulo(target, scale.length)]! + offset;
}

/** The nearest pitch of a mode's scale; of two equally near, the lower. */
export function nearestInMode(pitch: RelativePitch, mode: Mode): RelativePitch {
  const scale: readonly number[] = scaleOf(mode);
  for (let distance = 0; distance < 12; distance++) {
    if (scale.includes(modulo(pitch - distance, 12))) return pitch - distance;
    if (scale.includes(modulo(pitch + distance, 12))) return pitch + distance;
  }
  return pitch;
}

/** The MIDI pitch of a name in scientific notation (`C4` = 60, `F#3`, `Bb5`), or null if the name is invalid. */
export function midiPitchNamed(name: string): MidiPitch | null {
  return Note.midi(name);
}

/** Keeps a number inside 0..1. */
export function clamp01(value: number): NormalRange {
  return Math.min(1, Math.max(0, value));
}
