/** Reads a game's MIDI file: notes by track and channel, tempo, meter, and the loop that game music marks. */

import { type MidiEvent, parseMidi } from 'midi-file';
import { reasonOf } from '../mood/names.ts';
import type { MidiPitch } from '../music/pitch.ts';
import type { Note } from '../music/score.ts';
import { type BPM, PPQ, type Ticks } from '../music/time.ts';

/** The notes of one channel of one track, in order, 480 ticks to a quarter note. */
export interface FilePart {
  readonly name: string;
  readonly track: number;
  readonly channel: number;
  /** General MIDI program of most of its notes, from 0. */
  readonly program: number;
  readonly notes: readonly Note[];
}

/** What a MIDI file says. */
export interface FileContent {
  readonly parts: readonly FilePart[];
  /** By tick; there is one at 0. */
  readonly tempos: readonly { readonly tick: Ticks; readonly bpm: BPM }[];
  /** By tick; may be empty. */
  readonly meters: readonly { readonly tick: Ticks; readonly numerator: number; readonly denominator: number }[];
  /** Where its longest track ends. */
  readonly end: Ticks;
  /** Where a repetition begins and ends, where the file marks it. */
  readonly loop: { readonly from: Ticks; readonly to: Ticks | null } | null;
}

/** The tempo of a file that states none. */
const USUAL_BPM = 120;
const DRUMS = 9;
/** Controllers of volume, of expression, and the one by which some engines mark where a loop begins. */
const VOLUME = 7;
const EXPRESSION = 11;
const LOOP_START = 111;
const USUAL_VOLUME = 100;
/** Length of a note without an end. */
const UNENDED: Ticks = 2 * PPQ;

/** @throws Error with one line if it is not a MIDI file, or one without beats or notes. */
export function readMidiFile(bytes: Uint8Array): FileContent {
  const { header, tracks } = parsed(bytes);
  const { ticksPerBeat } = header;
  if (!ticksPerBeat) throw new Error('it counts film frames, not beats; export it with ticks per quarter note');
  const scale = PPQ / ticksPerBeat;
  const tempos: { tick: Ticks; bpm: BPM }[] = [];
  const meters: FileContent['meters'][number][] = [];
  const marks = new Map<'from' | 'to', Ticks>();
  let end = 0;
  const parts = tracks.flatMap((events, track) => {
    const channels = new Map<number, ChannelReader>();
    let name = '';
    let now = 0;
    for (const event of events) {
      now += event.deltaTime;
      const tick = Math.round(now * scale);
      if (event.type === 'setTempo') tempos.push({ tick, bpm: 60e6 / Math.max(1, event.microsecondsPerBeat) });
      else if (event.type === 'timeSignature') meters.push({ tick, ...event });
      else if (event.type === 'trackName') name ||= event.text;
      else if (event.type === 'marker' || event.type === 'text' || event.type === 'cuePoint')
        mark(marks, event.text, tick);
      else if ('channel' in event && event.type !== 'channelPrefix') {
        if (event.type === 'controller' && event.controllerType === LOOP_START) marks.set('from', tick);
        const reader = channels.get(event.channel) ?? new ChannelReader();
        channels.set(event.channel, reader);
        reader.take(event, tick);
      }
    }
    end = Math.max(end, Math.round(now * scale));
    return [...channels].flatMap(([channel, reader]) => {
      const { notes, program } = reader.end();
      return notes.every(({ velocity }) => velocity === 0) ? [] : [{ name, track, channel, program, notes }];
    });
  });
  if (parts.length === 0) throw new Error('it has no notes that are heard');
  const byTick = (a: { tick: Ticks }, b: { tick: Ticks }) => a.tick - b.tick;
  if (!tempos.some(({ tick }) => tick === 0)) tempos.push({ tick: 0, bpm: tempos.sort(byTick)[0]?.bpm ?? USUAL_BPM });
  const from = marks.get('from');
  return {
    parts,
    tempos: tempos.sort(byTick),
    meters: meters.sort(byTick),
    end,
    loop: from === undefined ? null : { from, to: marks.get('to') ?? null },
  };
}

function parsed(bytes: Uint8Array) {
  try {
    return parseMidi(bytes);
  } catch (error) {
    throw new Error(`it is not a MIDI file that can be read (${reasonOf(error)})`);
  }
}

/** Markers `loopStart` and `loopEnd`, as the engines of many games read them. */
function mark(marks: Map<'from' | 'to', Ticks>, text: string, tick: Ticks): void {
  const word = text.toLowerCase().replace(/[^a-z]/g, '');
  if (word === 'loopstart') marks.set('from', tick);
  if (word === 'loopend') marks.set('to', tick);
}

/** A note, and the velocity with which its key was struck, 0..127. */
interface StruckNote {
  readonly pitch: MidiPitch;
  readonly tick: Ticks;
  readonly struck: number;
  durationTicks: Ticks;
  velocity: number;
}

/**
 * Collects the notes of a channel. Each note-off ends the oldest note of its key. A note that begins at volume 0 is as loud as
 * where it is first heard.
 */
class ChannelReader {
  readonly #notes: StruckNote[] = [];
  readonly #open = new Map<MidiPitch, StruckNote[]>();
  readonly #programs = new Map<number, number>();
  #program = 0;
  #volume = USUAL_VOLUME / 127;
  #expression = 1;

  take(event: MidiEvent, tick: Ticks): void {
    if (event.type === 'programChange') this.#program = event.programNumber;
    else if (event.type === 'controller') {
      if (event.controllerType === VOLUME) this.#volume = event.value / 127;
      if (event.controllerType === EXPRESSION) this.#expression = event.value / 127;
      for (const note of [...this.#open.values()].flat())
        if (note.velocity === 0) note.velocity = this.#loudnessOf(note.struck);
    } else if (event.type === 'noteOn') {
      const { noteNumber: pitch, velocity: struck } = event;
      const note = { pitch, tick, struck, durationTicks: 0, velocity: this.#loudnessOf(struck) };
      this.#notes.push(note);
      this.#open.set(pitch, [...(this.#open.get(pitch) ?? []), note]);
      this.#programs.set(this.#program, (this.#programs.get(this.#program) ?? 0) + 1);
    } else if (event.type === 'noteOff') {
      const note = this.#open.get(event.noteNumber)?.shift();
      if (note) note.durationTicks = Math.max(1, tick - note.tick);
    }
  }

  end(): { readonly notes: readonly Note[]; readonly program: number } {
    for (const open of this.#open.values()) for (const note of open) note.durationTicks = UNENDED;
    const program = [...this.#programs].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
    const notes = this.#notes.map(({ struck: _, ...note }) => note);
    return { notes: notes.sort((a, b) => a.tick - b.tick || b.pitch - a.pitch), program };
  }

  #loudnessOf(struck: number): number {
    return (struck / 127) * this.#volume * this.#expression;
  }
}

/** Whether a part is played by drums. */
export function isDrums({ channel }: Pick<FilePart, 'channel'>): boolean {
  return channel === DRUMS;
}
