/**
 * The melody of a MIDI file as corpus records: its most tune-like part, its highest notes, on the corpus's clock of 24 to a
 * quarter. A change of meter begins a new record on its own bar lines; a free performance is read without meter.
 */

import { GRID_PER_QUARTER } from '../../plugin/internal.ts';
import { type BeatReading, type FreeReason, readBeat } from './beat-grid.ts';
import { type Heard, lineArrays, singleLine, upperLine } from './line.ts';
import { melodyPart, simultaneousShare } from './melody-track.ts';
import { readMidiBytes } from './midi-bytes.ts';
import { chordsOnRecord, type TimedSymbol } from './midi-chords.ts';
import type { MidiContent, MidiPart } from './midi-content.ts';
import { lengthOf } from './note-pairing.ts';
import { performedLine } from './performance.ts';
import { quantized } from './quantize.ts';
import type { CorpusRecord } from './record.ts';
import { EDGE, type Section, sectionsOf } from './sections.ts';
import { secondsByTick } from './tempo-map.ts';

/** What a MIDI file gives; `remark` says what should be known of it. */
export interface MidiReading {
  readonly records: readonly CorpusRecord[];
  readonly remark: string | null;
  /** Why it is read without meter, or null where it has one. */
  readonly free: FreeReason | null;
  /** The file is cut short, or bytes of it are wrong. */
  readonly damaged: boolean;
}

/** Warning for files that are read without meter. */
export const FREE_PERFORMANCE = 'keeps to no beat: read as unmetered, lengths told against its own pace';
/** Warning for files that are cut short. */
export const DAMAGED = 'damaged: what could be read was kept';

/** Longest silence, in 1/24 of a quarter note, that counts as articulation (staccato) and not as a rest. */
const LONGEST_GAP = 12;
/** A part with this share of overlapping notes is for keys or strings: its melody is the upper voice. */
const CHORDAL = 0.15;

/**
 * The melody of a MIDI file as corpus records, one for each stretch of one meter and key.
 * @param chords its annotated chords, with times in 1/24 of a quarter note; not used for free performances.
 * @throws Error with the reason if it has no readable melody.
 */
export function midiRecords(bytes: Uint8Array, id: string, chords: readonly TimedSymbol[] = []): MidiReading {
  const content = readMidiBytes(bytes);
  const pieces = piecesOf(content).map((piece) => readPiece(piece, chords));
  const drafts = pieces.flatMap((piece) => piece?.drafts ?? []);
  if (drafts.length === 0)
    throw new Error(`a MIDI file ${content.damaged ? 'that is damaged, ' : ''}without a melodic part of 8 notes`);
  const free = pieces.find((piece) => piece?.free)?.free ?? null;
  const records = drafts.map((draft, i) => ({
    id: drafts.length === 1 ? id : `${id}@${i + 1}`,
    title: content.title || id,
    ...draft,
  }));
  const { damaged } = content;
  const remarks = [...(damaged ? [DAMAGED] : []), ...(free ? [FREE_PERFORMANCE] : [])];
  return { records, remark: remarks.join('; ') || null, free, damaged };
}

type Draft = Omit<CorpusRecord, 'id' | 'title'>;

/** The pieces of a file: tracks of a file of type 2 do not sound together. */
function piecesOf(content: MidiContent): MidiContent[] {
  if (content.format !== 2) return [content];
  const tracks = [...new Set(content.parts.map(({ track }) => track))];
  const of =
    (own: number) =>
    <T extends { readonly track: number }>(all: readonly T[]) =>
      all.filter(({ track }) => track === own);
  return tracks.map((track) => {
    const own = of(track);
    const { parts, meters, keys, tempos } = content;
    return { ...content, parts: own(parts), meters: own(meters), keys: own(keys), tempos: own(tempos) };
  });
}

function readPiece(
  content: MidiContent,
  chords: readonly TimedSymbol[],
): { drafts: Draft[]; free: FreeReason | null } | null {
  const tune = melodyPart(content.parts);
  if (!tune) return null;
  const sections = sectionsOf(content, tune);
  const beat = readBeat(content, tune, sections);
  return {
    drafts: beat.free ? performed(content, tune, sections) : metered(content, tune, sections, beat, chords),
    free: beat.free,
  };
}

/** A free performance, one record for each key. */
function performed(content: MidiContent, { notes }: MidiPart, sections: readonly Section[]): Draft[] {
  const secondAt = secondsByTick(content);
  const keys = sections.filter(({ key }, i) => key !== sections[i - 1]?.key);
  return keys.flatMap(({ start, key }, i) => {
    const end = keys[i + 1]?.start ?? Number.POSITIVE_INFINITY;
    const own = notes.filter(({ onset }) => onset >= start * content.ppq && onset < end * content.ppq);
    if (own.length === 0) return [];
    const line = performedLine(
      own.map((note) => ({
        pitch: note.pitch,
        onset: secondAt(note.onset),
        duration: secondAt(note.onset + lengthOf(note)) - secondAt(note.onset),
      })),
    );
    return [{ meter: null, key, ...lineArrays(line, 0) }];
  });
}

function metered(
  { ppq }: MidiContent,
  tune: MidiPart,
  sections: readonly Section[],
  beat: BeatReading,
  chords: readonly TimedSymbol[],
): Draft[] {
  const { lateness, written } = beat.of(tune);
  const late = lateness / GRID_PER_QUARTER;
  const notes = tune.notes
    .map((note) => ({ pitch: note.pitch, onset: note.onset / ppq - late, duration: lengthOf(note) / ppq }))
    .sort((a, b) => a.onset - b.onset);
  const chordal = simultaneousShare(tune) > CHORDAL;
  const drafts: Draft[] = [];
  let next = 0;
  for (const section of sections) {
    const own: Heard[] = [];
    for (; next < notes.length && notes[next]!.onset < section.end - EDGE; next++)
      own.push(onClock(notes[next]!, section));
    if (own.length === 0) continue;
    const heard = quantized(own, written);
    const line = joined(chordal ? upperLine(heard) : singleLine(heard));
    const { meter, bar, key, astray } = section;
    const arrays = lineArrays(line, bar * GRID_PER_QUARTER);
    const from = section.origin * GRID_PER_QUARTER;
    const known = chordsOnRecord(
      chords.map(([time, symbol]) => [time - from, symbol] as const),
      line,
      arrays,
      (section.end - section.origin) * GRID_PER_QUARTER,
    );
    drafts.push({ meter, mchg: astray ? 1 : 0, key, ...arrays, ...(known.length > 0 ? { chords: known } : {}) });
  }
  return drafts;
}

/** A line in which short silences belong to the note before them. */
function joined(line: readonly Heard[]): Heard[] {
  return line.map((note, i) => {
    const gap = line[i + 1] ? line[i + 1]!.onset - note.onset - note.duration : 0;
    return gap > 0 && gap <= LONGEST_GAP ? { ...note, duration: note.duration + gap } : note;
  });
}

/** A note in 1/24 of a quarter from the bar line that a section is counted from. */
function onClock({ pitch, onset, duration }: Heard, { origin, end }: Section): Heard {
  const at = (onset - origin) * GRID_PER_QUARTER;
  return {
    pitch,
    onset: at,
    duration: Math.min(onset + duration, end) * GRID_PER_QUARTER - origin * GRID_PER_QUARTER - at,
  };
}
