/** The content of a MIDI file: its notes and the statements of its tracks. */

import { isNoteOn, META, META_TYPES, type MidiEvent } from './midi-event.ts';
import { type ReadingBudget, readTrack, TooManyNotes } from './midi-track.ts';
import { type MidiNote, pairedNotes } from './note-pairing.ts';

export type { MidiNote } from './note-pairing.ts';

/** The notes of one channel of one track. */
export interface MidiPart {
  /** Name of its track or instrument. */
  readonly name: string;
  /** Index of its track. */
  readonly track: number;
  readonly channel: number;
  /** General MIDI program of most of its notes, from 0. */
  readonly program: number;
  readonly notes: readonly MidiNote[];
}

/** A statement that applies from a tick on. */
interface Stated {
  readonly tick: number;
  readonly track: number;
}

/** A meter from a tick on. */
export interface MidiMeter extends Stated {
  readonly meter: string;
}

/** A key signature from a tick on. */
export interface MidiKey extends Stated {
  /** Number of sharps; negative for flats. */
  readonly fifths: number;
  readonly minor: boolean;
}

/** A tempo from a tick on. */
export interface MidiTempo extends Stated {
  readonly secondsPerQuarter: number;
}

/** The content of a MIDI file, as far as melodies need it. */
export interface MidiContent {
  /** 0: one track; 1: simultaneous tracks; 2: independent tracks. */
  readonly format: number;
  /** Ticks per quarter note; in SMPTE time, ticks per half second. */
  readonly ppq: number;
  /** Whether the file has SMPTE time, without beats. */
  readonly framed: boolean;
  /** The title, or ''. */
  readonly title: string;
  readonly parts: readonly MidiPart[];
  /** Sorted by tick, then by track. */
  readonly meters: readonly MidiMeter[];
  readonly keys: readonly MidiKey[];
  readonly tempos: readonly MidiTempo[];
  /** Whether the file is truncated or a track damaged. */
  readonly damaged: boolean;
}

/** Most notes of a file. */
const MAX_NOTES = 500_000;
/** Most bytes of damaged tracks that are repaired. */
const MAX_MENDING = 2 ** 19;
const MAX_TEXT = 200;
/** Default names of a first track, which are not titles. */
const NO_TITLE =
  /^(untitled|unnamed|no name|new (song|project)|tempo( track| map)?|conductor( track)?|control track|master( track)?|(midi )?(midi|track|seq|song|out)[ #-]*\d*)$/i;

/** Collects the content of a file's tracks. */
export class TrackContents {
  readonly #budget: ReadingBudget = { mending: MAX_MENDING, notes: MAX_NOTES };
  readonly #parts: MidiPart[] = [];
  readonly #meters: MidiMeter[] = [];
  readonly #keys: MidiKey[] = [];
  readonly #tempos: MidiTempo[] = [];
  #title = '';
  #tracks = 0;

  constructor(
    readonly format: number,
    readonly ppq: number,
  ) {}

  /** Adds a track. */
  read(bytes: Uint8Array): { whole: boolean; read: number } {
    const { events, end, whole, read } = this.#readTrack(bytes);
    const names = new TrackNames();
    const channels = new Map<number, MidiEvent[]>();
    for (const event of events) {
      names.take(event);
      if (event.status === META) this.#state(event);
      else if (event.status < 0xf0) {
        const channel = event.status & 0x0f;
        const own = channels.get(channel);
        if (own) own.push(event);
        else channels.set(channel, [event]);
      }
    }
    let sounds = false;
    for (const [channel, own] of channels) {
      const notes = pairedNotes(own, end, this.ppq);
      if (notes.length === 0) continue;
      sounds = true;
      this.#parts.push({ name: names.of(channel), track: this.#tracks, channel, program: programOf(own), notes });
    }
    // The first track names the piece, unless it is one of several parts.
    if (this.#tracks === 0 && (this.format !== 1 || !sounds) && !NO_TITLE.test(names.track)) this.#title = names.track;
    this.#tracks++;
    return { whole, read };
  }

  #readTrack(bytes: Uint8Array): ReturnType<typeof readTrack> {
    try {
      return readTrack(bytes, this.#budget);
    } catch (error) {
      if (error instanceof TooManyNotes) throw new Error(`a MIDI file of more than ${MAX_NOTES} notes`);
      throw error;
    }
  }

  #state({ tick, first: type, body }: MidiEvent): void {
    const at = { tick, track: this.#tracks };
    if (type === META_TYPES.tempo && body.length === 3) {
      const micros = (body[0]! << 16) | (body[1]! << 8) | body[2]!;
      if (micros > 0) this.#tempos.push({ ...at, secondsPerQuarter: micros / 1e6 });
    } else if (type === META_TYPES.meter && body.length >= 2 && body[0]! > 0 && body[1]! <= 6)
      this.#meters.push({ ...at, meter: `${body[0]}/${2 ** body[1]!}` });
    else if (type === META_TYPES.key && body.length >= 2) {
      const fifths = (body[0]! << 24) >> 24;
      if (Math.abs(fifths) <= 7 && body[1]! <= 1) this.#keys.push({ ...at, fifths, minor: body[1] === 1 });
    }
  }

  content(): Omit<MidiContent, 'framed' | 'damaged'> {
    const byTick = (a: Stated, b: Stated) => a.tick - b.tick || a.track - b.track;
    return {
      format: this.format,
      ppq: this.ppq,
      title: this.#title,
      parts: this.#parts,
      meters: this.#meters.sort(byTick),
      keys: this.#keys.sort(byTick),
      tempos: this.#tempos.sort(byTick),
    };
  }
}

/** The names that a track states for itself or its channels. */
class TrackNames {
  track = '';
  #instrument = '';
  readonly #channels = new Map<number, string>();
  /** Channel of the following texts, until the next channel message. */
  #prefix: number | null = null;

  take({ status, first: type, body }: MidiEvent): void {
    if (status !== META) this.#prefix = null;
    else if (type === META_TYPES.channelPrefix) this.#prefix = body[0] ?? null;
    else if (type === META_TYPES.trackName || type === META_TYPES.instrumentName) {
      const text = decoded(body);
      if (this.#prefix !== null) this.#channels.set(this.#prefix, this.#channels.get(this.#prefix) || text);
      else if (type === META_TYPES.trackName) this.track ||= text;
      else this.#instrument ||= text;
    }
  }

  of(channel: number): string {
    return this.#channels.get(channel) || this.track || this.#instrument;
  }
}

/** Decodes text as UTF-8, else as Latin-1. */
function decoded(body: Uint8Array): string {
  const text = body.subarray(0, MAX_TEXT);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text).trim();
  } catch {
    return new TextDecoder('latin1').decode(text).trim();
  }
}

/** The program of most notes of a channel. */
function programOf(events: readonly MidiEvent[]): number {
  const counts = new Map<number, number>();
  let program = 0;
  for (const event of events) {
    if ((event.status & 0xf0) === 0xc0) program = event.first;
    else if (isNoteOn(event)) counts.set(program, (counts.get(program) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}
