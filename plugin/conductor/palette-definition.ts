/** A palette of a game's own: which recordings, loaded by the game like any sound, or instruments of the package play which role. Plain JSON. */

import { checkNumber } from '../mood/moods.ts';
import { unknownName } from '../mood/names.ts';
import { type MidiPitch, midiPitchNamed } from '../music/pitch.ts';
import { ROLES, type Role } from '../music/score.ts';
import type { NormalRange, Seconds } from '../music/time.ts';

/** A pitch by its name (`'C4'` is middle C, `'F#3'`, `'Bb5'`) or its MIDI number; for drums, a General MIDI drum key. */
export type PitchName = string | MidiPitch;

/** One recording of one note, which plays the notes around it too. */
export interface RecordingDefinition {
  /** The key it was loaded with: `this.load.audio(key, …)`. */
  readonly key: string;
  /** The pitch that was recorded; for drums, the drum key it plays (36 kick, 38 snare, 42 hi-hat …). */
  readonly root: PitchName;
  /** Lowest and highest pitch it plays; notes outside are moved by octaves. Default: an octave around the root; drums: their key alone. */
  readonly range?: readonly [lowest: PitchName, highest: PitchName];
  /** True for tones that can be held (flutes, strings): long notes go round in the recording. Default false: they die away. */
  readonly sustain?: boolean;
}

/** How an instrument sits in the band; what is left out comes from its role. */
export interface SeatDefinition {
  /** Loudness in dB against what the role usually has, -40..12; recordings are all brought to one loudness first. */
  readonly gain?: number;
  /** -1 left .. 1 right. */
  readonly pan?: number;
  /** How much of it goes to the shared reverb. */
  readonly reverb?: NormalRange;
  /** How much of it goes to the shared echo. */
  readonly echo?: NormalRange;
  /** Fade-in and fade-out of each note in seconds, 0..5. */
  readonly attack?: Seconds;
  readonly release?: Seconds;
}

/** An instrument out of one recording. */
export interface RecordedInstrument extends RecordingDefinition, SeatDefinition {}

/** An instrument out of several recordings, each for its own range. */
export interface RecordedRange extends SeatDefinition {
  readonly recordings: readonly RecordingDefinition[];
}

/** The name of an instrument of the package, e.g. `'flute'`, or recordings of the game's own. */
export type InstrumentDefinition = string | RecordedInstrument | RecordedRange;

/** A palette: `like` another one but for the roles given. */
export type PaletteDefinition = { readonly [R in Role]?: InstrumentDefinition } & {
  /** The palette that plays everything else. Default `'journey'`. */
  readonly like?: string;
};

/** The recordings of an instrument; none for one of the package. */
export function recordingsOf(instrument: InstrumentDefinition): readonly RecordingDefinition[] {
  if (typeof instrument === 'string') return [];
  return 'recordings' in instrument ? instrument.recordings : [instrument];
}

const SEAT_RANGES = {
  gain: { min: -40, max: 12 },
  pan: { min: -1, max: 1 },
  reverb: { min: 0, max: 1 },
  echo: { min: 0, max: 1 },
  attack: { min: 0, max: 5 },
  release: { min: 0, max: 5 },
} as const;
const RECORDING_FIELDS = ['key', 'root', 'range', 'sustain'];
const EXAMPLE = "{ key: 'fiddle', root: 'A4', range: ['G3', 'E6'] }";

/** Checks palettes. @throws naming the palette, the role and what is wrong with it. */
export function checkPalettes(palettes: Readonly<Record<string, PaletteDefinition>>): void {
  for (const [name, palette] of Object.entries(palettes)) {
    const owner = `palette '${name}'`;
    if (typeof palette !== 'object' || palette === null)
      throw new TypeError(`${owner} must be an object like { like: 'folk', melody: ${EXAMPLE} }`);
    for (const [field, value] of Object.entries(palette)) {
      if (field === 'like') {
        if (typeof value !== 'string') throw new TypeError(`${owner}: like must be the name of a palette`);
      } else if ((ROLES as readonly string[]).includes(field))
        checkInstrument(`${owner}: ${field}`, value as InstrumentDefinition);
      else throw new RangeError(`${owner}: ${unknownName('role', field, [...ROLES, 'like'])}`);
    }
  }
}

function checkInstrument(owner: string, instrument: InstrumentDefinition): void {
  if (typeof instrument === 'string') return;
  if (typeof instrument !== 'object' || instrument === null)
    throw new TypeError(`${owner} must be the name of an instrument, or an object like ${EXAMPLE}`);
  const recordings = recordingsOf(instrument);
  if (!Array.isArray(recordings) || recordings.length === 0)
    throw new TypeError(`${owner}: recordings must be a list of ${EXAMPLE}`);
  const fields = 'recordings' in instrument ? ['recordings'] : RECORDING_FIELDS;
  for (const [field, value] of Object.entries(instrument)) {
    if (Object.hasOwn(SEAT_RANGES, field))
      checkNumber(`${owner}: ${field}`, value, SEAT_RANGES[field as keyof typeof SEAT_RANGES]);
    else if (!fields.includes(field))
      throw new RangeError(`${owner}: ${unknownName('field', field, [...fields, ...Object.keys(SEAT_RANGES)])}`);
  }
  for (const recording of recordings) checkRecording(owner, recording);
}

function checkRecording(owner: string, { key, root, range }: RecordingDefinition): void {
  if (typeof key !== 'string' || key === '')
    throw new TypeError(`${owner}: key must be the key of a loaded sound, as in ${EXAMPLE}`);
  readPitch(`${owner}: root`, root);
  if (range === undefined) return;
  if (!Array.isArray(range) || range.length !== 2)
    throw new TypeError(`${owner}: range must be [lowest, highest], as in ${EXAMPLE}`);
  const [lowest, highest] = range.map((pitch) => readPitch(`${owner}: range`, pitch)) as [MidiPitch, MidiPitch];
  if (lowest > highest) throw new RangeError(`${owner}: range [${range}] goes down; give the lower pitch first`);
}

/** A pitch out of its name or number. @throws RangeError naming `what` where it is none. */
export function readPitch(what: string, pitch: PitchName): MidiPitch {
  const midi = typeof pitch === 'string' ? midiPitchNamed(pitch) : pitch;
  if (typeof midi !== 'number' || !(midi >= 0 && midi <= 127))
    throw new RangeError(`${what} is '${pitch}'; give a pitch like 'C4' or a MIDI number 0..127`);
  return midi;
}
