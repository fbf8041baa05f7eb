/**
 * The instruments of the palettes, as one table: which notes of which General MIDI program are sampled, and for how
 * long. Ranges are the written ranges of orchestration books, cut to what the arranger asks for; steps of 5 or 6
 * semitones leave at most 3 of pitch shift, where timbre still holds. Plucked notes last as long as they ring,
 * sustained ones 4 s or more: longer notes are bowed again under a crossfade (see `strokes.ts`).
 */

import type { MidiPitch } from '../../music/pitch.ts';
import type { Seconds } from '../../music/time.ts';

/** How a sampled instrument is made from a General MIDI bank. */
export interface Instrument {
  /** `sustained` tones can be prolonged, `plucked` ones die away by themselves. */
  readonly kind: 'sustained' | 'plucked';
  /** General MIDI program, counted from 0. */
  readonly program: number;
  /** Bank (MSB) of a variation; 0 is the main one. */
  readonly bank: number;
  readonly lowest: MidiPitch;
  readonly highest: MidiPitch;
  /** Semitones between sampled notes. */
  readonly step: number;
  /** Length of each sample. */
  readonly seconds: Seconds;
  /** MIDI velocity it is sampled at, 1..127: its timbre. Loudness is levelled afterwards. */
  readonly velocity: number;
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
];

// biome-ignore format: a table reads in columns
const ROWS = {
  // kind, program, bank, lowest, highest, step, seconds, velocity
  flute:           ['sustained', 73, 0, 60, 95, 5, 3.2, 95],
  oboe:            ['sustained', 68, 0, 58, 88, 5, 3.2, 92],
  clarinet:        ['sustained', 71, 0, 52, 88, 6, 3.2, 92],
  violin:          ['sustained', 40, 0, 55, 91, 6, 3.2, 96],
  cello:           ['sustained', 42, 0, 36, 72, 6, 3.2, 92],
  contrabass:      ['sustained', 43, 0, 28, 52, 6, 3.2, 92],
  trumpet:         ['sustained', 56, 0, 55, 85, 5, 2.8, 105],
  horn:            ['sustained', 60, 0, 41, 77, 6, 3.2, 100],
  trombone:        ['sustained', 57, 0, 36, 66, 6, 2.8, 105],
  brass:           ['sustained', 61, 0, 40, 82, 6, 2.8, 108],
  strings:         ['sustained', 48, 0, 37, 91, 6, 4, 92],
  'slow-strings':  ['sustained', 49, 0, 42, 84, 6, 4.2, 85],
  tremolo:         ['sustained', 44, 0, 43, 85, 6, 4, 92],
  choir:           ['sustained', 52, 0, 43, 79, 6, 4, 95],
  voices:          ['sustained', 53, 0, 48, 78, 6, 4, 88],
  accordion:       ['sustained', 21, 0, 48, 84, 6, 3.2, 88],
  'warm-pad':      ['sustained', 89, 0, 36, 78, 7, 4, 88],
  glass:           ['sustained', 92, 0, 48, 84, 6, 4, 85],
  drone:           ['sustained', 95, 0, 31, 67, 6, 4, 88],
  harp:            ['plucked', 46, 0, 37, 91, 6, 2.4, 92],
  'nylon-guitar':  ['plucked', 24, 0, 42, 78, 6, 2.2, 90],
  sitar:           ['plucked',  104, 0, 48, 84, 6, 2.6, 95],
  dulcimer:        ['plucked',   15, 0, 45, 81, 6, 2.4, 92],
  piano:           ['plucked', 0, 8, 34, 88, 6, 2.8, 80],
  celesta:         ['plucked',    8, 0, 60, 96, 6, 2.4, 90],
  'music-box':     ['plucked',   10, 0, 60, 96, 6, 2.4, 88],
  glockenspiel:    ['plucked',    9, 0, 72, 102, 6, 2.2, 90],
  vibraphone:      ['plucked',   11, 0, 53, 89, 6, 3,   88],
  bell:            ['plucked', 14, 0, 48, 84, 6, 3, 92],
  pizzicato:       ['plucked',   45, 0, 36, 84, 6, 1.4, 100],
  'double-bass':   ['plucked',   32, 0, 28, 55, 5, 2,   98],
  'picked-bass':   ['plucked',   34, 0, 28, 55, 5, 1.8, 105],
  timpani:         ['plucked',   47, 0, 36, 60, 4, 2.2, 105],
} as const satisfies Record<string, Row>;

/** Names of the pitched instruments. */
export type InstrumentName = keyof typeof ROWS;

/** The pitched instruments, by name. */
export const INSTRUMENTS = Object.fromEntries(
  Object.entries<Row>(ROWS).map(([name, [kind, program, bank, lowest, highest, step, seconds, velocity]]) => [
    name,
    { kind, program, bank, lowest, highest, step, seconds, velocity },
  ]),
) as Readonly<Record<InstrumentName, Instrument>>;

/** The pitches that are sampled of an instrument, ascending; the highest is always among them. */
export function sampledPitches({ lowest, highest, step }: Instrument): readonly MidiPitch[] {
  const pitches: MidiPitch[] = [];
  for (let pitch = highest; pitch > lowest - step / 2; pitch -= step) pitches.unshift(pitch);
  return pitches;
}
