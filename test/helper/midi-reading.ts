/** Reads a MIDI file as a player does, by `midi-file`, which shares nothing with the package's own reader: all tracks as one. */

import { type MidiEvent, parseMidi } from 'midi-file';

export interface ReadNote {
  readonly track: string;
  readonly port: number;
  readonly channel: number;
  readonly pitch: number;
  readonly tick: number;
  readonly durationTicks: number;
  readonly velocity: number;
  /** The program that its channel had when it began. */
  readonly program: number;
}

export interface MidiReading {
  readonly notes: readonly ReadNote[];
  /** Notes that begin while their key is down, and note-offs of keys that are up. */
  readonly struckWhileDown: number;
  readonly strayOffs: number;
  readonly tracks: readonly { readonly name: string; readonly channels: readonly number[]; readonly port: number }[];
}

/** Reads the bytes. @param lastTrackFirst plays what stands at one tick from the last track to the first: no order counts. */
export function readMidi(bytes: Uint8Array, lastTrackFirst = false): MidiReading {
  const { tracks } = parseMidi(bytes);
  const named = tracks.map((events) => ({
    name: events.flatMap((event) => (event.type === 'trackName' ? [event.text] : []))[0] ?? '',
    port: events.flatMap((event) => (event.type === 'portPrefix' ? [event.port] : []))[0] ?? 0,
    channels: [
      ...new Set(events.flatMap((event) => ('channel' in event && event.type === 'noteOn' ? [event.channel] : []))),
    ],
  }));
  const all: { tick: number; track: number; event: MidiEvent }[] = tracks.flatMap((events, track) => {
    let tick = 0;
    return events.map((event) => {
      tick += event.deltaTime;
      return { tick, track, event };
    });
  });
  // Sorting is stable: within a track the order of the file counts.
  all.sort((a, b) => a.tick - b.tick || (lastTrackFirst ? b.track - a.track : a.track - b.track));
  const programs = new Map<string, number>();
  const down = new Map<string, { note: Omit<ReadNote, 'durationTicks'> }>();
  const notes: ReadNote[] = [];
  let [struckWhileDown, strayOffs] = [0, 0];
  for (const { tick, track, event } of all) {
    if (!('channel' in event)) continue;
    const { name, port } = named[track]!;
    const channel = `${port}/${event.channel}`;
    if (event.type === 'programChange') programs.set(channel, event.programNumber);
    if (event.type !== 'noteOn' && event.type !== 'noteOff') continue;
    const key = `${channel}/${event.noteNumber}`;
    const sounding = down.get(key);
    if (event.type === 'noteOff') {
      if (!sounding) strayOffs++;
      else notes.push({ ...sounding.note, durationTicks: tick - sounding.note.tick });
      down.delete(key);
      continue;
    }
    if (sounding) struckWhileDown++;
    const { velocity } = event;
    const place = { track: name, port, channel: event.channel, pitch: event.noteNumber, tick, velocity };
    down.set(key, { note: { ...place, program: programs.get(channel) ?? 0 } });
  }
  return { notes, struckWhileDown: struckWhileDown + down.size, strayOffs, tracks: named };
}
