/**
 * Puts the lines of any number of bands on the sixteen channels of a MIDI file. A channel plays one program at a time and
 * one note a key, so a line gets a channel for as long as it sounds, and another line may have it afterwards. Where more
 * sound at once than there are channels, lines go to a second port (meta event 21), which has sixteen of its own.
 */

import type { MidiPitch } from '../music/pitch.ts';
import { type NormalRange, PPQ, type Ticks } from '../music/time.ts';

/** A note of a file. */
export interface MidiNote {
  readonly pitch: MidiPitch;
  readonly tick: Ticks;
  readonly durationTicks: Ticks;
  readonly velocity: NormalRange;
}

/** What one instrument of one band plays. */
export interface MidiLine {
  /** General MIDI program counted from 0; null for drums. */
  readonly program: number | null;
  readonly notes: readonly MidiNote[];
}

/** Notes of a line from one long rest to the next, and where they are played. */
export interface PlacedStretch {
  readonly line: MidiLine;
  readonly port: number;
  readonly channel: number;
  /** The program to change to before it; null where the channel has it, and for drums. */
  readonly program: number | null;
  /** Nothing has sounded on its channel before. */
  readonly isFirst: boolean;
  readonly notes: readonly MidiNote[];
}

/** Counted from 0. */
const DRUMS = 9;
const CHANNELS = Array.from({ length: 16 }, (_, channel) => channel).filter((channel) => channel !== DRUMS);
/** A line that rests for longer may lose its channel to another. */
const LONG_REST: Ticks = 16 * PPQ;

interface Channel {
  readonly port: number;
  readonly channel: number;
  /** Last tick at which a note of it ends; -1 while it is unused. */
  until: Ticks;
  program: number | null;
  line: MidiLine | null;
}

/** The stretches of all lines, by their start, each on a channel that no other line sounds on at the time. */
export function placedStretches(lines: readonly MidiLine[]): readonly PlacedStretch[] {
  const stretches = lines.flatMap((line) => stretchesOf(line).map((notes) => ({ line, notes, ...spanOf(notes) })));
  stretches.sort((a, b) => a.from - b.from);
  const channels: Channel[] = [];
  return stretches.map(({ line, notes, from, to }) => {
    if (line.program === null) return { line, port: 0, channel: DRUMS, program: null, isFirst: false, notes };
    // Tracks are merged by tick, in no order that counts: another line begins a tick after the last note has ended.
    const free = () => channels.filter((each) => each.until < from || (each.line === line && each.until <= from));
    if (free().length === 0) channels.push(...portOf(channels.length / CHANNELS.length));
    const found = best(free(), line);
    const isFirst = found.until < 0;
    const isNew = found.program !== line.program || found.line !== line;
    Object.assign(found, { until: to, program: line.program, line });
    return { line, port: found.port, channel: found.channel, program: isNew ? line.program : null, isFirst, notes };
  });
}

/** The channel that a line had, an unused one, one of the same program, or the one that has been silent longest. */
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

/** A note and the track that it is written to. */
export interface TrackNote extends MidiNote {
  readonly track: number;
}

/**
 * The notes of one channel so that no key is struck while it is down: a note ends where its key is struck again, a tick
 * earlier if another track strikes it, because tracks are merged in no order that counts. Strokes of one key at one time
 * become one, as loud and as long as the loudest and the longest of them.
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
