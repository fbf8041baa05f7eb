/**
 * Drum kits, in one table: every kit has the same General MIDI drum keys, so that a groove plays on hand drums in a forest
 * and on orchestral drums in a battle. Keys follow the General MIDI 1 percussion map; lengths are those of the strokes until
 * they have decayed by 40 dB; the balance within a kit is the bank's, except for the gains here.
 */

import type { MidiPitch } from '../../music/pitch.ts';
import type { Seconds } from '../../music/time.ts';

/** The source of a drum key's sound. */
export interface DrumSound {
  /** `kit` = a key of a drum set; `program` = a note of a pitched program. */
  readonly from: 'kit' | 'program';
  /** Drum set or program number, counted from 0. */
  readonly number: number;
  readonly bank: number;
  readonly key: MidiPitch;
  /** Semitones of pitch shift. */
  readonly tune: number;
  /** Gain relative to the bank's balance, in dB. */
  readonly gain: number;
  readonly seconds: Seconds;
}

/** A kit: General MIDI drum keys and their sounds. */
export type Kit = Readonly<Record<MidiPitch, DrumSound>>;

const set = (number: number, key: MidiPitch, seconds: Seconds, gain = 0, tune = 0): DrumSound => ({
  from: 'kit',
  number,
  bank: 0,
  key,
  tune,
  gain,
  seconds,
});

const note = (number: number, bank: number, key: MidiPitch, seconds: Seconds, gain = 0): DrumSound => ({
  from: 'program',
  number,
  bank,
  key,
  tune: 0,
  gain,
  seconds,
});

// Drum sets of the bank.
const STANDARD = 0;
const BRUSH = 40;
const ORCHESTRA = 48;
const POWER = 16;
// Programs of the bank that sound as drums.
const TAIKO = 116;
const CONCERT_BASS_DRUM: readonly [program: number, bank: number] = [116, 8];

/** Small percussion, hats and cymbals, which complete every other kit. */
const percussion: Kit = {
  37: set(STANDARD, 37, 0.35),
  39: set(STANDARD, 39, 0.45, -2),
  42: set(STANDARD, 42, 0.25, -2),
  44: set(STANDARD, 44, 0.25, -2),
  46: set(STANDARD, 46, 0.7, -3),
  49: set(STANDARD, 49, 2.2, -2),
  51: set(STANDARD, 51, 1.3, -2),
  54: set(STANDARD, 54, 0.5, -5),
  56: set(STANDARD, 56, 0.5, -4),
  60: set(STANDARD, 60, 0.45),
  61: set(STANDARD, 61, 0.55),
  62: set(STANDARD, 62, 0.35),
  63: set(STANDARD, 63, 0.6),
  64: set(STANDARD, 64, 0.7),
  70: set(STANDARD, 70, 0.25, -1),
  75: set(STANDARD, 75, 0.3, -3),
  76: set(STANDARD, 76, 0.3, -3),
  77: set(STANDARD, 77, 0.3, -3),
  80: set(STANDARD, 80, 0.3, -3),
  81: set(STANDARD, 81, 1.6, -3),
};

/** A light kit with brushes. */
const soft: Kit = {
  36: set(BRUSH, 36, 0.6),
  38: set(BRUSH, 38, 0.5),
  41: set(BRUSH, 41, 0.9),
  43: set(BRUSH, 43, 0.9),
  45: set(BRUSH, 45, 0.8),
  47: set(BRUSH, 47, 0.8),
  48: set(BRUSH, 48, 0.7),
  50: set(BRUSH, 50, 0.7),
  42: set(BRUSH, 42, 0.25),
  44: set(BRUSH, 44, 0.25),
  46: set(BRUSH, 46, 0.8),
  49: set(BRUSH, 49, 1.8, -3),
  51: set(BRUSH, 51, 1.4),
};

/** Hand drums: low conga for the kick, bongos and congas for snare and toms, shaker for the hats. */
const hand: Kit = {
  36: set(STANDARD, 64, 0.8, 0, -6),
  38: set(STANDARD, 62, 0.4),
  41: set(STANDARD, 64, 0.8, 0, -3),
  43: set(STANDARD, 64, 0.7),
  45: set(STANDARD, 63, 0.6),
  47: set(STANDARD, 63, 0.6, 0, 2),
  48: set(STANDARD, 61, 0.5),
  50: set(STANDARD, 60, 0.45),
  42: set(STANDARD, 70, 0.25, -2),
  44: set(STANDARD, 70, 0.25, -4),
  46: set(STANDARD, 54, 0.5, -6),
  49: set(STANDARD, 55, 1.4, -6),
  51: set(STANDARD, 81, 1.6, -4),
};

/** Frame drums: a deep open stroke, a dry rim stroke, jingles as hats. */
const frame: Kit = {
  36: set(STANDARD, 64, 1, 0, -7),
  38: set(STANDARD, 62, 0.4, 0, 3),
  62: set(STANDARD, 62, 0.4, 0, 3),
  63: set(STANDARD, 63, 0.6, 0, -2),
  64: set(STANDARD, 64, 0.9, 0, -5),
  41: set(STANDARD, 64, 0.8, 0, -8),
  43: set(STANDARD, 64, 0.8, 0, -5),
  45: set(STANDARD, 64, 0.7, 0, -2),
  47: set(STANDARD, 63, 0.6),
  48: set(STANDARD, 61, 0.5),
  50: set(STANDARD, 60, 0.45),
  42: set(STANDARD, 54, 0.35, -8),
  44: set(STANDARD, 70, 0.25, -4),
  46: set(STANDARD, 54, 0.6, -5),
  49: set(STANDARD, 55, 1.4, -6),
  51: set(STANDARD, 80, 0.4, -4),
};

/** Orchestral drums: concert bass drum, field snare, big toms. */
const orchestra: Kit = {
  36: note(...CONCERT_BASS_DRUM, 48, 1.2),
  38: set(ORCHESTRA, 38, 0.6),
  41: note(TAIKO, 0, 50, 1),
  43: note(TAIKO, 0, 53, 1),
  45: note(TAIKO, 0, 56, 0.9),
  47: note(TAIKO, 0, 59, 0.9),
  48: note(TAIKO, 0, 62, 0.8),
  50: note(TAIKO, 0, 65, 0.8),
};

/** Low drums: taikos throughout, a hard snare. */
const taiko: Kit = {
  36: note(TAIKO, 0, 46, 1.3),
  38: set(POWER, 38, 0.5, -6),
  41: note(TAIKO, 0, 48, 1.1),
  43: note(TAIKO, 0, 50, 1.1),
  45: note(TAIKO, 0, 53, 1),
  47: note(TAIKO, 0, 55, 1),
  48: note(TAIKO, 0, 58, 0.9),
  50: note(TAIKO, 0, 62, 0.9),
};

/** The drum kits, by name. */
export const KITS = {
  percussion,
  'kit-soft': soft,
  'kit-hand': hand,
  'kit-frame': frame,
  'kit-orchestra': orchestra,
  'kit-taiko': taiko,
} as const satisfies Record<string, Kit>;

/** Names of the drum kits. */
export type KitName = keyof typeof KITS;

/**
 * The most similar key in a kit for other General MIDI keys.
 * Timpani have no drum key: they are a pitched part named `timpani`.
 */
export const NEAREST_DRUM: Readonly<Record<MidiPitch, MidiPitch>> = {
  35: 36,
  40: 38,
  52: 49,
  53: 51,
  55: 49,
  57: 49,
  58: 54,
  59: 51,
  65: 60,
  66: 61,
  67: 56,
  68: 56,
  69: 70,
  71: 81,
  72: 81,
  73: 70,
  74: 70,
  78: 62,
  79: 63,
  82: 70,
};
