/**
 * Assigns the parts of any number of bands to the sixteen channels of a MIDI file. A channel plays one program at a time and
 * one note per key, so a part occupies a channel while it sounds, and another part may use it afterwards. If more sound at
 * once than there are channels, parts move to a second port (meta event 0x21), which has sixteen channels of its own.
 */

import type { MidiPitch } from '../music/pitch.ts';
import { type NormalRange, PPQ, type Ticks } from '../music/time.ts';

/** A note of a MIDI file. */
export interface MidiNote {
  readonly pitch: MidiPitch;
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
  readonly velocity: NormalRange;
}

/** The notes of one instrument of one band. */
export interface MidiLine {
  /** General MIDI program counted from 0; null for drums. */
  readonly program: number | null;
  readonly notes: readonly MidiNote[];
}

/** Notes of a part between two long rests, with their channel. */
export interface PlacedStretch {
  readonly line: MidiLine;
  readonly port: number;
  readonly channel: number;
  /** The program to select before it; null if the channel already has it, and for drums. */
  readonly program: number | null;
  /** Whether its channel has not been used before. */
  readonly isFirst: boolean;
  readonly notes: readonly MidiNote[];
}

/** The drum channel, counted from 0. */
const DRUMS = 9;
const CHANNELS = Array.from({ length: 16 }, (_, channel) => channel).filter((channel) => channel !== DRUMS);
/** A part that rests for longer may lose its channel to another. */
const LONG_REST: Ticks = 16 * PPQ;

interface Channel {
  readonly port: number;
  readonly channel: number;
  /** Tick at which its last note ends; -1 while unused. */
  until: Ticks;
  program: number | null;
  line: MidiLine | null;
}

/** The stretches of all parts, sorted by start, each on a channel that no other part uses at that time. */
export function placedStretches(lines: readonly MidiLine[]): readonly PlacedStretch[] {
  const stretches = lines.flatMap((line) => stretchesOf(line).map((notes) => ({ line, notes, ...spanOf(notes) })));
  stretches.sort((a, b) => a.from - b.from);
  const channels: Channel[] = [];
  return stretches.map(({ line, notes, from, to }) => {
    if (line.program === null) return { line, port: 0, channel: DRUMS, program: null, isFirst: false, notes };
    // Tracks are merged by tick in undefined order, so another part starts at least a tick after the last note has ended.
    const free = () => channels.filter((each) => each.until < from || (each.line === line && each.until <= from));
    if (free().length === 0) channels.push(...portOf(channels.length / CHANNELS.length));
    const found = best(free(), line);
    const isFirst = found.until < 0;
    const isNew = found.program !== line.program || found.line !== line;
    Object.assign(found, { until: to, program: line.program, line });
    return { line, port: found.port, channel: found.channel, program: isNew ? line.program : null, isFirst, notes };
  });
}

/** The part's previous channel, an unused one, one with the same program, or the one silent for longest. */
function best(free: readonly Channel[], line: MidiLine): Channel {
  const longest = free.reduce((a, b) => (b.until < a.until ? b : a));
  return (
    free.find((each) => each.line === line) ??
    free.find((each) => each.until < 0) ??
    free.find((each) => each.program === line.program) ??
    longest
  );
}

function portOf(port: number): readonly Channel[] {
  return CHANNELS.map((channel) => ({ port, channel, until: -1, program: null, line: null }));
}

function spanOf(notes: readonly MidiNote[]): { from: Ticks; to: Ticks } {
  return { from: notes[0]!.tick, to: Math.max(...notes.map(({ tick, durationTicks }) => tick + durationTicks)) };
}

function stretchesOf({ notes }: MidiLine): readonly (readonly MidiNote[])[] {
  const stretches: MidiNote[][] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const note of [...notes].sort((a, b) => a.tick - b.tick)) {
    if (note.tick > until + LONG_REST) stretches.push([]);
    stretches.at(-1)!.push(note);
    until = Math.max(until, note.tick + note.durationTicks);
  }
  return stretches;
}

/** A note and the track that contains it. */
export interface TrackNote extends MidiNote {
  readonly track: number;
}

/**
 * The notes of one channel without overlaps per key: a note ends where its key is struck again, a tick earlier if another
 * track strikes it, because tracks are merged in undefined order. Simultaneous notes of one key become one, with the highest
 * velocity and the longest duration.
 */
export function struckOnce<T extends TrackNote>(notes: readonly T[]): readonly T[] {
  const sorted = [...notes].sort((a, b) => a.tick - b.tick || b.velocity - a.velocity);
  const before = new Map<MidiPitch, number>();
  const kept: T[] = [];
  for (const note of sorted) {
    const index = before.get(note.pitch);
    const last = index === undefined ? undefined : kept[index]!;
    const gap = last && last.track !== note.track ? 1 : 0;
    if (last && note.tick - last.tick <= gap) {
      kept[index!] = {
        ...last,
        durationTicks: Math.max(last.durationTicks, note.durationTicks),
        velocity: Math.max(last.velocity, note.velocity),
      };
      continue;
    }
    if (last && last.tick + last.durationTicks > note.tick - gap)
      kept[index!] = { ...last, durationTicks: note.tick - gap - last.tick };
    before.set(note.pitch, kept.push(note) - 1);
  }
  return kept;
}
