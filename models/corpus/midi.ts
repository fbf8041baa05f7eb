/**
 * The melody of a MIDI file as corpus records: its most tune-like part, its highest notes, on the corpus's clock of 24 to a
 * quarter. A change of meter begins a new record on its own bar lines; a free performance is read without meter.
 */

import { GRID_PER_QUARTER, TONICS } from '../../plugin/headless.ts';
import { estimateKey } from './key-profile.ts';
import { type Heard, lineArrays, singleLine, upperLine } from './line.ts';
import { melodyPart, togetherness } from './melody-track.ts';
import { type MidiContent, type MidiMeter, type MidiNote, type MidiPart, readMidiBytes } from './midi-bytes.ts';
import { performedLine } from './performance.ts';
import type { CorpusRecord } from './record.ts';

/** What a MIDI file gives; `remark` says what should be known of it. */
export interface MidiReading {
  readonly records: readonly CorpusRecord[];
  readonly remark: string | null;
}

/** Told of files that are read without meter. */
export const FREE_PERFORMANCE = 'keeps to no beat: read as unmetered, lengths told against its own pace';
/** Told of files that broke off. */
export const DAMAGED = 'damaged: what could be read was kept';

/** A file whose notes start on the grid of sixteenths and triplets less often than this was played freely: it has no bar lines to learn. */
const MIN_ON_GRID = 0.6;
/** The grid, in 1/24 of a quarter, and how far from it a note still counts as on it. */
const GRID = [0, 6, 8, 12, 16, 18, 24];
const ON_GRID = 0.75;
/** Places that are written on purpose though they are off the grid: 32nds and triplet sixteenths. */
const FINE_PLACES = new Set([3, 4, 9, 15, 20, 21]);
/** The shortest note that is told apart. */
const SHORTEST = 3;
/** A shorter silence after a note is how it was played (staccato, a finger lifted), not a rest; in 1/24 of a quarter. */
const LONGEST_GAP = 12;
/** A part in which so many notes overlap is played on keys or strings: its upper line has to be found. */
const CHORDAL = 0.15;

/** From one change of meter to the next, in quarters. */
interface Section {
  start: number;
  end: number;
  readonly meter: string;
  readonly bar: number;
}

/**
 * The melody of a MIDI file as corpus records, one for each stretch of one meter.
 * @throws Error that says why where there is none to be read.
 */
export function midiRecords(bytes: Uint8Array, id: string): MidiReading {
  const content = readMidiBytes(bytes);
  const part = melodyPart(content.parts);
  if (!part)
    throw new Error(`a MIDI file ${content.damaged ? 'that is damaged, ' : ''}without a melodic part of 8 notes`);
  const key = keyOf(content);
  const sections = sectionsOf(content, part);
  const free = content.framed || shareOnGrid(content, part, sections) < MIN_ON_GRID;
  const records = free ? [performance(content, part, id, key)] : metered(content, part, sections, id, key);
  return { records, remark: content.damaged ? DAMAGED : free ? FREE_PERFORMANCE : null };
}

/** The key of all that is played on pitches: the tune alone often leaves it open. */
function keyOf({ parts }: MidiContent): string {
  const tonal = parts.filter(({ channel }) => channel !== 9);
  const { tonic, mode } = estimateKey(tonal.flatMap(({ notes }) => notes));
  return `${TONICS[tonic]} ${mode}`;
}

function performance(content: MidiContent, part: MidiPart, id: string, key: string): CorpusRecord {
  const perTick = content.secondsPerQuarter / content.ppq;
  const line = performedLine(part.notes.map((note) => scaled(note, perTick)));
  return { id, title: id, meter: null, key, ...lineArrays(line, 0) };
}

function scaled({ pitch, onset, duration }: MidiNote, factor: number): Heard {
  return { pitch, onset: onset * factor, duration: duration * factor };
}

function metered(
  { ppq }: MidiContent,
  part: MidiPart,
  sections: readonly Section[],
  id: string,
  key: string,
): CorpusRecord[] {
  const notes = part.notes.map((note) => scaled(note, 1 / ppq)).sort((a, b) => a.onset - b.onset);
  const chordal = togetherness(part) > CHORDAL;
  const records: CorpusRecord[] = [];
  let next = 0;
  sections.forEach(({ start, end, meter, bar }, i) => {
    const own: Heard[] = [];
    for (; next < notes.length && notes[next]!.onset < end; next++) own.push(onClock(notes[next]!, start, end));
    if (own.length === 0) return;
    const line = joined(chordal ? upperLine(own) : singleLine(own));
    const bars = (end - start) / bar;
    // A section that ends inside a bar was not in the meter that it states.
    const astray = i < sections.length - 1 && Math.abs(bars - Math.round(bars)) * bar > 0.05;
    records.push({ id, title: id, meter, mchg: astray ? 1 : 0, key, ...lineArrays(line, bar * GRID_PER_QUARTER) });
  });
  if (records.length === 1) return records;
  return records.map((record, i) => ({ ...record, id: `${id}@${i + 1}` }));
}

/** A line in which short silences belong to the note before them. */
function joined(line: readonly Heard[]): Heard[] {
  return line.map((note, i) => {
    const gap = line[i + 1] ? line[i + 1]!.onset - note.onset - note.duration : 0;
    return gap > 0 && gap <= LONGEST_GAP ? { ...note, duration: note.duration + gap } : note;
  });
}

/** A note's place in a section, drawn to the grid where it was played a little beside it. */
function onClock({ pitch, onset, duration }: Heard, start: number, end: number): Heard {
  const at = drawn((onset - start) * GRID_PER_QUARTER);
  const until = Math.round((Math.min(onset + duration, end) - start) * GRID_PER_QUARTER);
  return { pitch, onset: at, duration: Math.max(SHORTEST, drawn(until) - at) };
}

function drawn(clock: number): number {
  const whole = Math.round(clock);
  const place = whole % GRID_PER_QUARTER;
  return FINE_PLACES.has(place) ? whole : whole - place + nearestLine(place);
}

function nearestLine(place: number): number {
  return GRID.reduce((best, line) => (Math.abs(line - place) < Math.abs(best - place) ? line : best));
}

function shareOnGrid({ ppq }: MidiContent, { notes }: MidiPart, sections: readonly Section[]): number {
  let on = 0;
  let at = 0;
  for (const { onset } of [...notes].sort((a, b) => a.onset - b.onset)) {
    while (at < sections.length - 1 && onset / ppq >= sections[at + 1]!.start) at++;
    const place = ((onset / ppq - sections[at]!.start) * GRID_PER_QUARTER) % GRID_PER_QUARTER;
    if (Math.abs(place - nearestLine(place)) <= ON_GRID) on++;
  }
  return on / notes.length;
}

/** Stretches of one meter; a first one shorter than a bar of the next is that one's upbeat. */
function sectionsOf({ ppq, meters }: MidiContent, { notes }: MidiPart): Section[] {
  const changes: MidiMeter[] = [{ tick: 0, meter: '4/4' }];
  for (const change of meters) {
    const last = changes[changes.length - 1]!;
    if (last.tick === change.tick) changes.pop();
    if (changes[changes.length - 1]?.meter !== change.meter) changes.push(change);
  }
  const sections = changes.map(({ tick, meter }, i): Section => {
    const [count, unit] = meter.split('/').map(Number) as [number, number];
    const end = changes[i + 1] ? changes[i + 1]!.tick / ppq : Number.POSITIVE_INFINITY;
    return { start: tick / ppq, end, meter, bar: (4 * count) / unit };
  });
  const [first, second] = sections;
  const upbeat = first && second && first.end - first.start < second.bar - 1e-6;
  if (upbeat && notes.some(({ onset }) => onset / ppq < first.end)) {
    second.start -= second.bar;
    sections.shift();
  }
  return sections;
}
