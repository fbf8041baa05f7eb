/** Custom stingers: written in C, transposed to the current key; natural notes follow its mode. */

import { plainText, unknownName } from '../mood/names.ts';
import { type Check, checkFieldsOf, entriesOf, type Fields } from '../mood/validate.ts';
import { DECLARED } from '../music/limits.ts';
import { parseNotes } from '../music/notation.ts';
import { modulo } from '../music/pitch.ts';
import { STINGER_MOTIFS, type StingerMotif, type StingerVoice } from './stinger-motifs.ts';

/** A custom stinger. Plain JSON. */
export interface StingerDefinition {
  /**
   * One voice, or up to four simultaneous ones, as note names and quarter notes in C: `'G4:0.5 C5:0.5 E5:1'`. A natural is a
   * degree of the mode (E is the third, major or minor); `#` and `b` stay as written.
   */
  readonly notes: string | readonly string[];
  /** 0..10; while a stinger plays, others with lower priority are dropped, and one with equal or higher priority replaces it. Default 5. */
  readonly priority?: number;
  /** Seconds before it may play again, 0..60. Default 1. */
  readonly cooldown?: number;
}

/** Stingers by name. */
export type Stingers = ReadonlyMap<string, StingerMotif>;

const MOST_VOICES = 4;
/** Longest stinger, in quarter notes. */
const LONGEST = 16;
/** Level of each voice; lower voices are softer. */
const LEVELS = [0.8, 0.7, 0.65, 0.65];
/** Middle C, which maps to the tonic. */
const TONIC = 60;
const DEGREES: readonly string[] = ['1', 'b2', '2', 'b3', '3', '4', '#4', '5', 'b6', '6', 'b7', '7'];

/** The package's stingers and the custom ones of a game, which may replace them. @throws naming the invalid stinger. */
export function resolveStingers(own: Readonly<Record<string, StingerDefinition>> = {}): Stingers {
  const stingers = new Map<string, StingerMotif>(Object.entries(STINGER_MOTIFS));
  for (const [name, definition] of entriesOf('stingers', own, DECLARED)) stingers.set(name, motifOf(name, definition));
  return stingers;
}

/** @throws RangeError unless the stinger exists, with the known names and the likely intended one. */
export function checkStinger(name: string, stingers: Stingers): void {
  if (!stingers.has(name)) throw new RangeError(unknownName('stinger', name, [...stingers.keys()]));
}

function motifOf(name: string, definition: StingerDefinition): StingerMotif {
  const owner = `stinger '${plainText(name)}'`;
  const lines = typeof definition?.notes === 'string' ? [definition.notes] : definition?.notes;
  if (!Array.isArray(lines) || lines.length === 0 || lines.length > MOST_VOICES)
    throw new TypeError(
      `${owner} needs notes, e.g. { notes: 'G4:0.5 C5:0.5 E5:1' }, or a list of up to ${MOST_VOICES}`,
    );
  checkFieldsOf(owner, definition, FIELDS);
  const voices = (lines as readonly unknown[]).map((line, i) => voiceOf(line, i, owner));
  const { priority = 5, cooldown = 1 } = definition;
  return { voices, ring: 4, octave: 0, priority, cooldown };
}

function voiceOf(line: unknown, index: number, owner: string): StingerVoice {
  if (typeof line !== 'string') throw new TypeError(`${owner}: its notes must be text, like 'G4:0.5 C5:1'`);
  const notes = parseNotes(line, owner);
  const length = notes.reduce((sum, { quarters }) => sum + quarters, 0);
  if (length > LONGEST)
    throw new RangeError(`${owner} lasts ${length} quarter notes; a stinger is short, at most ${LONGEST}`);
  const words = notes.map(({ pitch, quarters }) => `${pitch === null ? 'r' : degreeOf(pitch)}:${quarters * 2}`);
  return { level: LEVELS[index]!, text: words.join(' ') };
}

function degreeOf(pitch: number): string {
  const octaves = Math.floor((pitch - TONIC) / 12);
  return DEGREES[modulo(pitch, 12)]! + (octaves < 0 ? ',' : "'").repeat(Math.abs(octaves));
}

function upTo(max: number): Check {
  return (value, owner, field) => {
    if (typeof value !== 'number' || !(value >= 0 && value <= max))
      throw new RangeError(`${owner}: ${field} is ${plainText(value)}; give a number from 0 to ${max}`);
  };
}

/** A check for each field; the notes are parsed separately. */
const FIELDS: Fields = { notes: () => {}, priority: upTo(10), cooldown: upTo(60) };
