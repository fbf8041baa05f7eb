/** Tracks of notes, tempo, meter and key as the bytes of a Standard MIDI File of format 1. */

import type { MidiEvent } from 'midi-file';
import writeMidi from 'midi-file/lib/midi-writer.js';
import { PPQ, type Ticks } from '../music/time.ts';
import {
  type MidiLine,
  type MidiNote,
  type PlacedStretch,
  placedStretches,
  struckOnce,
  type TrackNote,
} from './midi-channels.ts';

/** A track: one part of the music, played by one instrument. Lines of it may sound together, as bands do that cross. */
export interface MidiTrack {
  readonly name: string;
  readonly lines: readonly MidiLine[];
}

/** A piece to be written. Changes stand at ticks, by time. */
export interface MidiSong {
  readonly name: string;
  readonly tempos: readonly { readonly tick: Ticks /** Millionths of a second. */; readonly quarter: number }[];
  readonly meters: readonly { readonly tick: Ticks; readonly numerator: number; readonly denominator: number }[];
  /** Sharps (flats below 0), -7 to 7. */
  readonly keys: readonly { readonly tick: Ticks; readonly sharps: number; readonly minor: boolean }[];
  readonly tracks: readonly MidiTrack[];
}

type Unplaced<T> = T extends unknown ? Omit<T, 'deltaTime'> : never;
interface Placed {
  readonly tick: Ticks;
  /** Of events at one tick, what ends comes first, then programs, then what begins. */
  readonly order: number;
  readonly event: Unplaced<MidiEvent>;
}

interface Sounding extends TrackNote {
  readonly stretch: PlacedStretch;
}

/** The bytes of the file. */
export function midiFile({ name, tempos, meters, keys, tracks }: MidiSong): Uint8Array {
  const stretches = placedStretches(tracks.flatMap(({ lines }) => lines));
  const notes = soundingNotes(stretches, tracks);
  const first: Placed[] = [
    ...tempos.map(({ tick, quarter }) => placed(tick, 0, { type: 'setTempo', microsecondsPerBeat: quarter })),
    ...meters.map(({ tick, numerator, denominator }) =>
      placed(tick, 1, { type: 'timeSignature', numerator, denominator, metronome: 24, thirtyseconds: 8 }),
    ),
    ...keys.map(({ tick, sharps, minor }) =>
      placed(tick, 2, { type: 'keySignature', key: sharps, scale: minor ? 1 : 0 }),
    ),
  ];
  // Readers take a track for one instrument: where its lines sound together, each channel has a track.
  const band = tracks.flatMap((track) => {
    const byChannel = new Map<number, PlacedStretch[]>();
    for (const stretch of stretches.filter(({ line }) => track.lines.includes(line))) {
      const key = 16 * stretch.port + stretch.channel;
      byChannel.set(key, [...(byChannel.get(key) ?? []), stretch]);
    }
    return [...byChannel.values()].map((own) => ({ name: track.name, port: own[0]!.port, own }));
  });
  const hasPorts = band.some(({ port }) => port > 0);
  const written = [
    trackOf(name, first),
    ...band.map(({ name: title, port, own }) => {
      const prefix = hasPorts ? [placed(0, -1, { type: 'portPrefix', port })] : [];
      return trackOf(title, [...prefix, ...own.flatMap((stretch) => eventsOf(stretch, stretches, notes))]);
    }),
  ];
  const header = { format: 1, numTracks: written.length, ticksPerBeat: PPQ } as const;
  return Uint8Array.from(writeMidi({ header, tracks: written }));
}

function placed(tick: Ticks, order: number, event: Unplaced<MidiEvent>): Placed {
  return { tick, order, event };
}

/** What of each stretch sounds: drums of several parts share their channel, and so do lines after one another. */
function soundingNotes(
  stretches: readonly PlacedStretch[],
  tracks: readonly MidiTrack[],
): ReadonlyMap<PlacedStretch, readonly MidiNote[]> {
  const trackOfLine = new Map(tracks.flatMap(({ lines }, track) => lines.map((line) => [line, track] as const)));
  const channels = new Map<string, Sounding[]>();
  for (const stretch of stretches) {
    const key = `${stretch.port}/${stretch.channel}`;
    const channel = channels.get(key) ?? [];
    channels.set(key, channel);
    const track = trackOfLine.get(stretch.line)!;
    for (const { pitch, tick, durationTicks, velocity } of stretch.notes)
      channel.push({ pitch, tick, durationTicks: Math.max(1, durationTicks), velocity, stretch, track });
  }
  const found = new Map<PlacedStretch, MidiNote[]>(stretches.map((stretch) => [stretch, []]));
  for (const channel of channels.values()) for (const note of struckOnce(channel)) found.get(note.stretch)!.push(note);
  return found;
}

function eventsOf(
  stretch: PlacedStretch,
  all: readonly PlacedStretch[],
  sounding: ReadonlyMap<PlacedStretch, readonly MidiNote[]>,
): Placed[] {
  const { channel, port, program, notes } = stretch;
  // The first program of a channel stands at the beginning, where players look for it.
  const isFirst = all.find((each) => each.channel === channel && each.port === port) === stretch;
  const change =
    program === null
      ? []
      : [placed(isFirst ? 0 : notes[0]!.tick, 1, { type: 'programChange', channel, programNumber: program })];
  const strokes = sounding.get(stretch)!.flatMap(({ pitch, tick, durationTicks, velocity }) => {
    const key = { channel, noteNumber: pitch & 0x7f };
    const loud = Math.min(127, Math.max(1, Math.round(velocity * 127)));
    return [
      placed(tick, 2, { type: 'noteOn', ...key, velocity: loud }),
      placed(tick + durationTicks, 0, { type: 'noteOff', ...key, velocity: 0 }),
    ];
  });
  return [...change, ...strokes];
}

function trackOf(name: string, events: readonly Placed[]): MidiEvent[] {
  // The writer takes a letter for a byte.
  const text = String.fromCharCode(...new TextEncoder().encode(name));
  let at = 0;
  const sorted = [...events].sort((a, b) => a.tick - b.tick || a.order - b.order);
  const timed = sorted.map(({ tick, event }) => {
    const deltaTime = tick - at;
    at = tick;
    return { ...event, deltaTime } as MidiEvent;
  });
  return [{ deltaTime: 0, type: 'trackName', text }, ...timed, { deltaTime: 0, type: 'endOfTrack' }];
}
