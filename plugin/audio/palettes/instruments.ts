/**
 * The sampled instruments, in one table: which notes of which General MIDI program are sampled, and for how long. Ranges are
 * the written ranges of orchestration books, limited to what the arranger uses; steps of 6 to 8 semitones require at most 4
 * semitones of pitch shift, which preserves timbre. Plucked notes last as long as they ring, sustained ones until they are
 * steady and some tenths longer, for the loop (see `loop.ts`).
 */

import type { MidiPitch } from '../../music/pitch.ts';
import type { Seconds } from '../../music/time.ts';

/** How an instrument is sampled from a General MIDI bank. */
export interface Instrument {
  /** `sustained` notes loop, `plucked` ones decay. */
  readonly kind: 'sustained' | 'plucked';
  /** General MIDI program, counted from 0. */
  readonly program: number;
  /** Bank (MSB) of a variation; 0 = the main one. */
  readonly bank: number;
  readonly lowest: MidiPitch;
  readonly highest: MidiPitch;
  /** Semitones between sampled notes. */
  readonly step: number;
  /** Length of each sample. */
  readonly seconds: Seconds;
  /** MIDI velocity of the samples, 1..127; determines timbre. Loudness is leveled afterwards. */
  readonly velocity: number;
  /**
   * Bit rate in kbit/s: 64 carries 17 kHz; 40 carries 12 kHz and 32 carries 9 kHz, enough where the bank has nothing above
   * (less than -55 dB of the note beyond 11 kHz).
   */
  readonly kbits: 32 | 40 | 64;
}

type Row = readonly [
  kind: Instrument['kind'],
  program: number,
  bank: number,
  lowest: MidiPitch,
  highest: MidiPitch,
  step: number,
  seconds: Seconds,
  velocity: number,
  kbits: Instrument['kbits'],
];

// biome-ignore format: a table reads in columns
const ROWS = {
  // kind, program, bank, lowest, highest, step, seconds, velocity, kbits
  flute:           ['sustained', 73, 0, 60, 95, 7, 1.6, 95, 64],
  oboe:            ['sustained', 68, 0, 58, 88, 7, 1.6, 92, 40],
  clarinet:        ['sustained', 71, 0, 52, 88, 7, 1.6, 92, 40],
  violin:          ['sustained', 40, 0, 55, 91, 7, 1.7, 96, 64],
  cello:           ['sustained', 42, 0, 36, 72, 7, 1.7, 92, 40],
  contrabass:      ['sustained', 43, 0, 28, 52, 6, 1.7, 92, 32],
  trumpet:         ['sustained', 56, 0, 55, 85, 6, 1.5, 105, 40],
  horn:            ['sustained', 60, 0, 41, 77, 7, 1.6, 100, 32],
  trombone:        ['sustained', 57, 0, 36, 66, 6, 1.6, 105, 32],
  brass:           ['sustained', 61, 0, 40, 82, 7, 1.6, 108, 40],
  strings:         ['sustained', 48, 0, 37, 91, 8, 1.8, 92, 40],
  'slow-strings':  ['sustained', 49, 0, 42, 84, 7, 1.9, 85, 40],
  tremolo:         ['sustained', 44, 0, 43, 85, 7, 1.7, 92, 40],
  choir:           ['sustained', 52, 0, 43, 79, 7, 2, 95, 32],
  voices:          ['sustained', 53, 0, 48, 78, 7, 1.9, 88, 64],
  accordion:       ['sustained', 21, 0, 52, 80, 7, 1.5, 88, 64],
  'warm-pad':      ['sustained', 89, 0, 36, 78, 7, 1.9, 88, 32],
  glass:           ['sustained', 92, 0, 48, 84, 8, 2.1, 85, 32],
  drone:           ['sustained', 95, 0, 31, 67, 7, 2, 88, 32],
  harp:            ['plucked', 46, 0, 40, 88, 8, 2, 92, 40],
  'nylon-guitar':  ['plucked', 24, 0, 42, 78, 6, 1.8, 90, 40],
  sitar:           ['plucked', 104, 0, 50, 80, 6, 2.1, 95, 64],
  dulcimer:        ['plucked', 15, 0, 48, 80, 7, 1.9, 92, 64],
  piano:           ['plucked', 0, 8, 38, 84, 8, 2.2, 80, 40],
  celesta:         ['plucked', 8, 0, 60, 96, 8, 1.9, 90, 40],
  'music-box':     ['plucked', 10, 0, 60, 96, 7, 1.9, 88, 64],
  glockenspiel:    ['plucked', 9, 0, 72, 102, 8, 1.8, 90, 64],
  vibraphone:      ['plucked', 11, 0, 53, 89, 7, 2.3, 112, 40],
  bell:            ['plucked', 14, 0, 48, 84, 8, 2.4, 92, 64],
  pizzicato:       ['plucked', 45, 0, 36, 84, 8, 1, 100, 40],
  'double-bass':   ['plucked',   32, 0, 28, 55, 6, 1.8, 98, 32],
  'picked-bass':   ['plucked',   34, 0, 28, 55, 6, 1.6, 105, 40],
  koto:            ['plucked', 107, 0, 45, 88, 8, 1.9, 92, 40],
  shamisen:        ['plucked', 106, 0, 50, 81, 8, 1.1, 95, 40],
  shakuhachi:      ['sustained', 77, 0, 55, 88, 8, 1.7, 90, 40],
  whistle:         ['sustained', 74, 0, 62, 95, 8, 1.3, 95, 40],
  fiddle:          ['sustained', 110, 0, 55, 90, 7, 1.4, 100, 40],
  'honky-tonk':    ['plucked', 3, 0, 33, 88, 8, 1.5, 95, 40],
  timpani:         ['plucked', 47, 0, 36, 60, 6, 2, 105, 32],
} as const satisfies Record<string, Row>;

/** Names of the pitched instruments. */
export type InstrumentName = keyof typeof ROWS;

/** The pitched instruments, by name. */
export const INSTRUMENTS = Object.fromEntries(
  Object.entries<Row>(ROWS).map(([name, [kind, program, bank, lowest, highest, step, seconds, velocity, kbits]]) => [
    name,
    { kind, program, bank, lowest, highest, step, seconds, velocity, kbits },
  ]),
) as Readonly<Record<InstrumentName, Instrument>>;

/** The sampled pitches of an instrument, ascending; always includes the highest. */
export function sampledPitches({ lowest, highest, step }: Instrument): readonly MidiPitch[] {
  const pitches: MidiPitch[] = [];
  for (let pitch = highest; pitch > lowest - step / 2; pitch -= step) pitches.unshift(pitch);
  return pitches;
}
