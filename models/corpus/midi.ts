/** Reads the melody out of a MIDI file: the track most like a tune, its highest notes, on the corpus's clock of 24 to a quarter. */

import midi from '@tonejs/midi';
import { GRID_PER_QUARTER, TONICS } from '../../plugin/headless.ts';
import { estimateKey } from './key-profile.ts';
import type { CorpusRecord } from './record.ts';

/** Fewer notes are no tune. */
const MIN_NOTES = 8;
/** A file whose notes start on the grid of sixteenths and triplets less often than this was played freely: it has no bar lines to learn. */
const MIN_ON_GRID = 0.6;
/** General MIDI programs of basses (33-40 as people count). */
const BASSES = { from: 32, to: 39 };
/** Where tunes lie: tracks whose mean pitch is far from it are less likely to carry one. */
const TUNE_CENTRE = 70;

interface Heard {
  readonly pitch: number;
  onset: number;
  duration: number;
}

/**
 * The melody of a MIDI file as a corpus record.
 * @throws Error that says why where there is none to be read.
 */
export function midiRecord(bytes: Uint8Array, id: string): CorpusRecord {
  if (bytes.length < 14 || String.fromCharCode(...bytes.subarray(0, 4)) !== 'MThd') throw new Error('not a MIDI file');
  const file = parse(bytes);
  const tracks = file.tracks.filter(
    ({ instrument, channel, notes }) => !instrument.percussion && channel !== 9 && notes.length >= MIN_NOTES,
  );
  if (tracks.length === 0) throw new Error('a MIDI file without a melodic track of 8 notes or more');
  const melody = tracks
    .map((track) => ({ track, likeness: likenessToTune(track) }))
    .sort((a, b) => b.likeness - a.likeness)[0]!.track;
  const perGrid = file.header.ppq / GRID_PER_QUARTER;
  const onGrid = melody.notes.filter(({ ticks }) => isOnGrid(ticks / perGrid)).length / melody.notes.length;
  if (onGrid < MIN_ON_GRID) throw new Error('a MIDI file that keeps to no beat (a free performance)');
  const heard = skyline(
    melody.notes.map(({ midi: pitch, ticks, durationTicks }) => ({
      pitch,
      onset: Math.round(ticks / perGrid),
      duration: Math.max(1, Math.round(durationTicks / perGrid)),
    })),
  );
  const { tonic, mode } = estimateKey(heard);
  const meters = file.header.timeSignatures.map(({ timeSignature }) => timeSignature.join('/'));
  return {
    id,
    title: file.name || id,
    meter: meters[0] ?? '4/4',
    mchg: meters.filter((meter, i) => i > 0 && meter !== meters[i - 1]).length,
    key: `${TONICS[tonic]} ${mode}`,
    ...asArrays(heard),
  };
}

type MidiFile = InstanceType<typeof midi.Midi>;

function parse(bytes: Uint8Array): MidiFile {
  try {
    return new midi.Midi(bytes);
  } catch {
    throw new Error('a MIDI file that is cut short or damaged');
  }
}

/** Higher for tracks that are named as one, play one note at a time, lie in the middle and are no bass. */
function likenessToTune(track: MidiFile['tracks'][number]): number {
  const { notes, name, instrument } = track;
  let together = 0;
  for (let i = 1; i < notes.length; i++)
    if (notes[i]!.ticks < notes[i - 1]!.ticks + notes[i - 1]!.durationTicks * 0.5) together++;
  const mean = notes.reduce((sum, note) => sum + note.midi, 0) / notes.length;
  const named = /melod|lead|vocal|voice|tune|sopran|solo/i.test(name) ? 2 : 0;
  const bass = instrument.number >= BASSES.from && instrument.number <= BASSES.to ? -2 : 0;
  return (
    named + bass - (2 * together) / notes.length - Math.abs(mean - TUNE_CENTRE) / 12 + Math.min(1, notes.length / 100)
  );
}

function isOnGrid(grid: number): boolean {
  const place = ((grid % GRID_PER_QUARTER) + GRID_PER_QUARTER) % GRID_PER_QUARTER;
  return [0, 6, 8, 12, 16, 18, 24].some((line) => Math.abs(place - line) <= 0.75);
}

/** One line out of many notes: of those that start together the highest, each until the next. */
function skyline(notes: readonly Heard[]): Heard[] {
  const sorted = [...notes].sort((a, b) => a.onset - b.onset || b.pitch - a.pitch);
  const line: Heard[] = [];
  for (const note of sorted) {
    const last = line[line.length - 1];
    if (last && note.onset < last.onset + last.duration) {
      if (note.onset === last.onset || note.pitch < last.pitch) continue;
      last.duration = note.onset - last.onset;
    }
    line.push({ ...note });
  }
  return line;
}

function asArrays(line: readonly Heard[]): { p: number[]; d: number[] } {
  const p: number[] = [];
  const d: number[] = [];
  let reached = 0;
  for (const { pitch, onset, duration } of line) {
    if (onset > reached) {
      p.push(0);
      d.push(onset - reached);
    }
    p.push(pitch);
    d.push(duration);
    reached = onset + duration;
  }
  return { p, d };
}
