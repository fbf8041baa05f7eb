/** Custom palettes: for each role, recordings loaded by the game, or an instrument of the package. Plain JSON. */

import type { Moods } from '../mood/moods.ts';
import { plainText } from '../mood/names.ts';
import { PALETTE_NAMES } from '../mood/palette-names.ts';
import { PALETTE_VARIANTS } from '../mood/palette-variants.ts';
import {
  checkFieldsOf,
  checkList,
  checkObject,
  checkOneOf,
  checkText,
  entriesOf,
  type Fields,
  flag,
  number,
  required,
} from '../mood/validate.ts';
import { DECLARED, RECORDINGS } from '../music/limits.ts';
import { type MidiPitch, midiPitchNamed } from '../music/pitch.ts';
import { ROLES, type Role } from '../music/score.ts';
import type { NormalRange, Seconds } from '../music/time.ts';

/** A pitch by its name (`'C4'` is middle C, `'F#3'`, `'Bb5'`) or its MIDI number; for drums, a General MIDI drum key. */
export type PitchName = string | MidiPitch;

/** A recording of one note, which also plays neighboring pitches. */
export interface RecordingDefinition {
  /** Its loader key: `this.load.audio(key, …)`. */
  readonly key: string;
  /** The recorded pitch; for drums, the drum key that it plays (36 kick, 38 snare, 42 hi-hat …). */
  readonly root: PitchName;
  /** Lowest and highest pitch; notes outside move by octaves. Default: an octave around the root; for drums, only their key. */
  readonly range?: readonly [lowest: PitchName, highest: PitchName];
  /** True for sustained sounds (flutes, strings): long notes loop in the recording. Default false: notes decay. */
  readonly sustain?: boolean;
}

/** The mix of an instrument; omitted values come from its role. */
export interface ChannelDefinition {
  /** Gain in dB relative to the role's usual level, -40..12; all recordings are leveled first. */
  readonly gain?: number;
  /** -1 left .. 1 right. */
  readonly pan?: number;
  /** Send level to the shared reverb. */
  readonly reverb?: NormalRange;
  /** Send level to the shared echo. */
  readonly echo?: NormalRange;
  /** Fade-in and fade-out of each note in seconds, 0..5. */
  readonly attack?: Seconds;
  readonly release?: Seconds;
}

/** An instrument with one recording. */
export interface RecordedInstrument extends RecordingDefinition, ChannelDefinition {}

/** An instrument with several recordings, each with its own range. */
export interface RecordedRange extends ChannelDefinition {
  readonly recordings: readonly RecordingDefinition[];
}

/** The name of an instrument of the package, e.g. `'flute'`, or recordings of the game. */
export type InstrumentDefinition = string | RecordedInstrument | RecordedRange;

/** A palette: the roles that differ from the palette in `like`. */
export type PaletteDefinition = { readonly [R in Role]?: InstrumentDefinition } & {
  /** The palette that plays all other roles. Default `'journey'`. */
  readonly like?: string;
};

/** The recordings of an instrument; empty for one of the package. */
export function recordingsOf(instrument: InstrumentDefinition): readonly RecordingDefinition[] {
  if (typeof instrument === 'string') return [];
  return 'recordings' in instrument ? instrument.recordings : [instrument];
}

const EXAMPLE = "{ key: 'fiddle', root: 'A4', range: ['G3', 'E6'] }";
const CHANNEL: Fields = {
  gain: number(-40, 12),
  pan: number(-1, 1),
  reverb: number(0, 1),
  echo: number(0, 1),
  attack: number(0, 5),
  release: number(0, 5),
};
const RECORDING: Fields = {
  key: required((value, owner) => {
    if (typeof value !== 'string' || value === '')
      throw new TypeError(`${owner}: key must be the key of a loaded sound, as in ${EXAMPLE}`);
    checkText(`${owner}: key`, value);
  }),
  root: required((value, owner) => void readPitch(`${owner}: root`, value as PitchName)),
  range: checkRange,
  sustain: flag,
};
const RECORDED: Fields = { ...RECORDING, ...CHANNEL };
const RECORDED_RANGE: Fields = {
  recordings: required((value, owner) => {
    if (!Array.isArray(value) || value.length === 0)
      throw new TypeError(`${owner}: recordings must be a list of ${EXAMPLE}`);
    checkList(`${owner}: recordings`, value, RECORDINGS);
    for (const recording of value as readonly unknown[]) {
      checkObject(`${owner}: a recording`, recording, EXAMPLE);
      checkFieldsOf(owner, recording, RECORDING);
    }
  }),
  ...CHANNEL,
};
const PALETTE: Fields = {
  ...Object.fromEntries(ROLES.map((role) => [role, checkInstrument])),
  like: (value, owner) => {
    if (typeof value !== 'string') throw new TypeError(`${owner}: like must be the name of a palette`);
    checkText(`${owner}: like`, value);
  },
};

/** Checks palettes. @throws naming the palette, the role and what is wrong with it. */
export function checkPalettes(palettes: Readonly<Record<string, PaletteDefinition>>): void {
  for (const [name, palette] of entriesOf('palettes', palettes, DECLARED)) {
    const owner = `palette '${plainText(name)}'`;
    checkObject(owner, palette, `{ like: 'folk', melody: ${EXAMPLE} }`);
    checkFieldsOf(owner, palette, PALETTE, 'role');
  }
}

/**
 * Checks that the palettes which palettes and moods name exist. A palette may be like one above it.
 * @throws RangeError naming the palette or mood, the unknown name and the known ones.
 */
export function checkPaletteNames(palettes: Readonly<Record<string, PaletteDefinition>>, moods: Moods): void {
  const known: string[] = [...PALETTE_NAMES];
  const checkName = (owner: string, name: string) => {
    if (!Object.hasOwn(PALETTE_VARIANTS, name)) checkOneOf(owner, 'palette', name, known);
  };
  for (const [name, { like }] of Object.entries(palettes)) {
    if (like !== undefined) checkName(`palette '${plainText(name)}': like`, like);
    known.push(name);
  }
  for (const [name, { controls }] of moods) checkName(`mood '${plainText(name)}'`, controls.palette);
}

function checkInstrument(instrument: unknown, palette: string, role: string): void {
  const owner = `${palette}: ${role}`;
  if (typeof instrument === 'string') {
    checkText(owner, instrument);
    return;
  }
  if (typeof instrument !== 'object' || instrument === null || Array.isArray(instrument))
    throw new TypeError(`${owner} must be the name of an instrument, or an object like ${EXAMPLE}`);
  checkFieldsOf(owner, instrument, Object.hasOwn(instrument, 'recordings') ? RECORDED_RANGE : RECORDED);
}

function checkRange(range: unknown, owner: string): void {
  if (!Array.isArray(range) || range.length !== 2)
    throw new TypeError(`${owner}: range must be [lowest, highest], as in ${EXAMPLE}`);
  const [lowest, highest] = range.map((pitch) => readPitch(`${owner}: range`, pitch)) as [MidiPitch, MidiPitch];
  if (lowest > highest)
    throw new RangeError(`${owner}: range [${plainText(range)}] goes down; give the lower pitch first`);
}

/** The MIDI pitch of a name or number. @throws RangeError naming `what` if it is invalid. */
export function readPitch(what: string, pitch: PitchName): MidiPitch {
  const midi = typeof pitch === 'string' ? midiPitchNamed(pitch) : pitch;
  if (typeof midi !== 'number' || !(midi >= 0 && midi <= 127))
    throw new RangeError(`${what} is '${plainText(pitch)}'; give a pitch like 'C4' or a MIDI number 0..127`);
  return midi;
}
