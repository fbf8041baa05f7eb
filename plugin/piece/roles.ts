/** Gives each part of a MIDI file its role in the band. */

import type { Note, Role } from '../music/score.ts';
import { PPQ } from '../music/time.ts';
import { melodyIndex, simultaneousShare, type TunePart } from './melody-part.ts';
import { type FilePart, isDrums } from './read-file.ts';

/** A part with its role. */
export interface RolePart {
  /** The role, with a number from the second part of it on: `chords 2`. */
  readonly name: string;
  readonly role: Role;
  readonly notes: readonly Note[];
}

/** Programs of bowed and blown ensembles, and of synthesizer pads; of basses; of sounds without pitch. */
const HELD = [
  [48, 54],
  [88, 95],
] as const;
const BASSES = [[32, 39]] as const;
const EFFECTS = [[119, 127]] as const;
const STRUCK = [[112, 118]] as const;
/** A part whose notes sound together at least this often plays chords. */
const CHORDAL = 0.2;
/** Notes of this mean length and more are a pad's. */
const LONG = 3 * PPQ;
/** Mean pitch below which a single line is a bass. */
const LOW = 50;
/** Drum keys for programs that are struck: a wood block, and low and high toms. */
const STRUCK_KEYS: Readonly<Record<number, number>> = { 113: 75, 115: 76, 116: 41, 117: 45, 118: 45 };
const USUAL_STRUCK = 81;
/** Mean velocity of each role in the package's bands, to which the parts of a file are brought. */
const LOUDNESS: Readonly<Record<Role, number>> = {
  melody: 0.72,
  counter: 0.55,
  chords: 0.5,
  pad: 0.45,
  bass: 0.62,
  drums: 0.55,
  stinger: 0.7,
};

/** The parts by role. Sound effects are left out. */
export function rolesOf(parts: readonly FilePart[]): readonly RolePart[] {
  const heard = parts.filter(({ program, ...part }) => isDrums(part) || !within(program, EFFECTS));
  const tunes = heard.map(tunePart);
  const melody = melodyIndex(tunes);
  const counts = new Map<Role, number>();
  return heard.map((part, i) => {
    const role = i === melody ? 'melody' : roleOf(part, tunes[i]!);
    const count = (counts.get(role) ?? 0) + 1;
    counts.set(role, count);
    const name = count === 1 ? role : `${role} ${count}`;
    return { name, role, notes: balanced(keysOf(part, role), LOUDNESS[role]) };
  });
}

function roleOf(part: FilePart, { notes, name, program }: TunePart): Role {
  if (isDrums(part) || within(program, STRUCK)) return 'drums';
  const mean = notes.reduce((sum, { pitch }) => sum + pitch, 0) / notes.length;
  const together = simultaneousShare(notes);
  if (within(program, BASSES) || /\bbass\b/i.test(name) || (mean < LOW && together < CHORDAL)) return 'bass';
  const length = notes.reduce((sum, { duration }) => sum + duration, 0) / notes.length;
  if (within(program, HELD) ? length >= PPQ : length >= LONG && together >= CHORDAL) return 'pad';
  return together >= CHORDAL ? 'chords' : 'counter';
}

function tunePart({ notes, ...part }: FilePart): TunePart {
  const heard = notes.map(({ pitch, tick, durationTicks }) => ({ pitch, onset: tick, duration: durationTicks }));
  return { ...part, notes: heard };
}

/** The notes of a part; of a struck program as drum keys. */
function keysOf(part: FilePart, role: Role): readonly Note[] {
  if (role !== 'drums' || isDrums(part)) return part.notes;
  return part.notes.map((note) => ({ ...note, pitch: STRUCK_KEYS[part.program] ?? USUAL_STRUCK }));
}

/** The notes with their mean velocity at a level; what is louder in the part stays louder. */
function balanced(notes: readonly Note[], level: number): readonly Note[] {
  const mean = notes.reduce((sum, { velocity }) => sum + velocity, 0) / notes.length;
  return notes.map((note) => ({ ...note, velocity: Math.min(1, Math.max(0.05, (note.velocity * level) / mean)) }));
}

function within(program: number, ranges: readonly (readonly [number, number])[]): boolean {
  return ranges.some(([from, to]) => program >= from && program <= to);
}
