/** Writes tracks of notes, tempo, meter and key as a Standard MIDI File, for the game's export and the command line. */

import { PPQ, type Ticks } from '../music/time.ts';
import { big, fileBytes, type MidiMessage, meta, trackChunk } from './midi-bytes.ts';
import { type MidiLine, type MidiNote, type PlacedStretch, placedStretches, struckOnce } from './midi-channels.ts';

/** A track: one part of the music on one instrument. Lines overlap while bands crossfade. */
export interface MidiTrack {
  readonly name: string;
  readonly lines: readonly MidiLine[];
}

/** A piece to write. Changes are sorted by tick. */
export interface MidiSong {
  readonly name: string;
  readonly tempos: readonly { readonly tick: Ticks /** Millionths of a second. */; readonly quarter: number }[];
  readonly meters: readonly { readonly tick: Ticks; readonly numerator: number; readonly denominator: number }[];
  /** Number of sharps (negative: flats), -7 to 7. */
  readonly keys: readonly { readonly tick: Ticks; readonly sharps: number; readonly minor: boolean }[];
  /** Texts at ticks, which other software shows as markers. Default: none. */
  readonly markers?: readonly { readonly tick: Ticks; readonly text: string }[];
  readonly tracks: readonly MidiTrack[];
}

/** Order of messages at one tick: ends before starts, programs before notes. */
const ENDS = 0;
const CHANGES = 1;
const BEGINS = 2;

/** The bytes of a MIDI file. */
export function midiFile({ name, tempos, meters, keys, markers = [], tracks }: MidiSong): Uint8Array {
  const stretches = placedStretches(tracks.flatMap(({ lines }) => lines));
  const notes = soundingNotes(stretches, tracks);
  const timing: MidiMessage[] = [
    ...tempos.map(({ tick, quarter }) => change(tick, meta(0x51, big(quarter, 3)))),
    ...meters.map(({ tick, numerator, denominator }) =>
      change(tick, meta(0x58, [numerator, Math.log2(denominator), 24, 8])),
    ),
    ...keys.map(({ tick, sharps, minor }) => change(tick, meta(0x59, [sharps & 0xff, Number(minor)]))),
    ...markers.map(({ tick, text }) => change(tick, meta(0x06, [...new TextEncoder().encode(text)]))),
  ];
  const hasPorts = stretches.some(({ port }) => port > 0);
  // Readers treat a track as one instrument: if its lines overlap, each channel gets a track.
  const band = tracks.flatMap((track) => {
    const byChannel = new Map<number, MidiMessage[]>();
    for (const stretch of stretches) {
      if (!track.lines.includes(stretch.line)) continue;
      const { port, channel, program } = stretch;
      const place = 16 * port + channel;
      const messages = byChannel.get(place) ?? (hasPorts ? [change(0, meta(0x21, [port]), ENDS)] : []);
      byChannel.set(place, messages);
      if (program !== null)
        messages.push(change(stretch.isFirst ? 0 : stretch.notes[0]!.tick, [0xc0 | channel, program]));
      messages.push(...notes.get(stretch)!.flatMap((note) => strokes(note, channel)));
    }
    return [...byChannel.values()].map((messages) => trackChunk(track.name, messages));
  });
  return fileBytes(PPQ, [trackChunk(name, timing), ...band]);
}

function change(tick: Ticks, bytes: readonly number[], order = CHANGES): MidiMessage {
  return { tick, order, bytes };
}

function strokes({ pitch, tick, durationTicks, velocity }: MidiNote, channel: number): MidiMessage[] {
  const key = pitch & 0x7f;
  const loud = Math.min(127, Math.max(1, Math.round(velocity * 127)));
  return [
    { tick, order: BEGINS, bytes: [0x90 | channel, key, loud] },
    { tick: tick + durationTicks, order: ENDS, bytes: [0x80 | channel, key, 0] },
  ];
}

/** The audible notes of each stretch: drums of several parts share a channel, as do successive lines. */
function soundingNotes(
  stretches: readonly PlacedStretch[],
  tracks: readonly MidiTrack[],
): ReadonlyMap<PlacedStretch, readonly MidiNote[]> {
  const trackOf = new Map(tracks.flatMap(({ lines }, track) => lines.map((line) => [line, track] as const)));
  const channels = new Map<number, (MidiNote & { readonly track: number; readonly stretch: PlacedStretch })[]>();
  for (const stretch of stretches) {
    const place = 16 * stretch.port + stretch.channel;
    const track = trackOf.get(stretch.line)!;
    const channel = channels.get(place) ?? [];
    channels.set(place, channel);
    for (const note of stretch.notes)
      channel.push({ ...note, durationTicks: Math.max(1, note.durationTicks), stretch, track });
  }
  const found = new Map<PlacedStretch, MidiNote[]>(stretches.map((stretch) => [stretch, []]));
  for (const channel of channels.values()) for (const note of struckOnce(channel)) found.get(note.stretch)!.push(note);
  return found;
}
