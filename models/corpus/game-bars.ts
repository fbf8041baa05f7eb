/** Bass, chords and melody of games' MIDI files, bar by bar on sixteenths, as the reader of such files finds their roles. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  chordTones,
  type FilePhrase,
  type FilePhrases,
  filePhrases,
  hashText,
  type Meter,
  type MidiPitch,
  meterInfo,
  modulo,
  type Note,
  type PitchClass,
  type Role,
  SIXTEENTH,
  type Ticks,
  tonicPitchClass,
} from '../../plugin/internal.ts';
import { sceneOf } from './scene-tags.ts';

/** The collections that are learnt from. Simutrans is only measured. */
export const TAUGHT_GAMES = ['freedoom', 'helland-free-music', 'easyrpg-rtp'] as const;

/** Meters that many files have. */
export const METERS: readonly Meter[] = ['4/4', '3/4'];
/** Fewer bars with a part say nothing about it; more of one file would outweigh the others. */
const BARS = { least: 4, most: 64 } as const;
/** Every fifth piece is held out. */
const FOLDS = 5;

/** What a part begins on a sixteenth: its pitches, lowest first; null where it begins nothing. */
export type Struck = readonly MidiPitch[] | null;

export type BandPart = 'bass' | 'chords';

/** One bar. */
export interface BandBar {
  readonly meter: Meter;
  readonly bass: readonly Struck[];
  readonly chords: readonly Struck[];
  /** The longest note that begins on each sixteenth, in sixteenths; 0 where none does. */
  readonly held: Readonly<Record<BandPart, readonly number[]>>;
  /** Whether the melody begins a note. */
  readonly tune: readonly boolean[];
  /** Tones of the chord, root first, and whether it is new. */
  readonly tones: readonly (readonly PitchClass[])[];
  readonly changes: readonly boolean[];
}

/** A phrase of a file with its bars. */
export interface BandPhrase {
  readonly from: FilePhrase;
  readonly bars: readonly BandBar[];
}

/** A piece. */
export interface BandPiece {
  readonly name: string;
  readonly scene: string;
  readonly file: FilePhrases;
  readonly phrases: readonly BandPhrase[];
  readonly isHeldOut: boolean;
}

interface Entry {
  readonly file: string;
  readonly tags?: readonly string[];
}

/** The pieces of a collection of the corpus; none where it is missing. */
export function bandPieces(corpus: string, collection: string): readonly BandPiece[] {
  const index = join(corpus, collection, 'index.jsonl');
  if (!existsSync(index)) return [];
  const lines = readFileSync(index, 'utf8').split('\n').filter(Boolean);
  return lines.flatMap((line) => {
    const { file: name, tags } = JSON.parse(line) as Entry;
    const path = join(corpus, collection, 'midi', name);
    if (!existsSync(path)) return [];
    const file = readable(new Uint8Array(readFileSync(path)));
    if (file === null) return [];
    const scene = sceneOf(tags) ?? 'field';
    const phrases = phrasesOf(file);
    return [{ name, scene, file, phrases, isHeldOut: hashText(name) % FOLDS === 0 }];
  });
}

function readable(bytes: Uint8Array): FilePhrases | null {
  try {
    return filePhrases(bytes);
  } catch {
    return null;
  }
}

function phrasesOf(file: FilePhrases): readonly BandPhrase[] {
  let left: number = BARS.most;
  return file.phrases.flatMap((from) => {
    if (!METERS.includes(from.meter) || left < from.bars || from.chords.length === 0) return [];
    left -= from.bars;
    return [{ from, bars: barsOf(from, tonicPitchClass(file.tonic)) }];
  });
}

function barsOf(phrase: FilePhrase, tonic: PitchClass): readonly BandBar[] {
  const { meter, bars, chords, parts, melody } = phrase;
  const places = meterInfo(meter).barTicks / SIXTEENTH;
  const notesOf = (role: Role) => parts.find((part) => part.role === role)?.notes ?? [];
  const held = (role: Role) => {
    const all = new Array<number>(bars * places).fill(0);
    for (const { tick, durationTicks } of notesOf(role)) {
      const at = placeOf(tick, all.length);
      all[at] = Math.max(all[at]!, durationTicks / SIXTEENTH);
    }
    return all;
  };
  const [bass, harmony] = [struckBy(notesOf('bass'), bars * places), struckBy(notesOf('chords'), bars * places)];
  const [bassHeld, chordsHeld] = [held('bass'), held('chords')];
  const tune = struckBy(melody, bars * places);
  const spans = Array.from({ length: bars * places }, (_, at) =>
    chords.find(({ tick, durationTicks }) => at * SIXTEENTH < tick + durationTicks),
  );
  return Array.from({ length: bars }, (_, bar) => {
    const here = <T>(all: readonly T[]) => all.slice(bar * places, (bar + 1) * places);
    return {
      meter,
      bass: here(bass),
      chords: here(harmony),
      held: { bass: here(bassHeld), chords: here(chordsHeld) },
      tune: here(tune).map((pitches) => pitches !== null),
      tones: here(spans).map((span) => (span ? chordTones(span.chord).map((tone) => modulo(tone + tonic, 12)) : [])),
      changes: here(spans.map((span, at) => at === 0 || span !== spans[at - 1])),
    };
  });
}

const placeOf = (tick: Ticks, places: number) => Math.min(places - 1, Math.round(tick / SIXTEENTH));

/** The notes of a part by sixteenth. */
export function struckBy(notes: readonly Pick<Note, 'pitch' | 'tick'>[], places: number): readonly Struck[] {
  const all: MidiPitch[][] = Array.from({ length: places }, () => []);
  for (const { pitch, tick } of notes) all[placeOf(tick, places)]?.push(pitch);
  return all.map((pitches) => (pitches.length === 0 ? null : pitches.sort((a, b) => a - b)));
}

/** Whether a piece has enough bars with a part to say something about it. */
export function hasPart({ phrases }: BandPiece, part: BandPart): boolean {
  const bars = phrases.flatMap((phrase) => phrase.bars).filter((bar) => bar[part].some((struck) => struck !== null));
  return bars.length >= BARS.least;
}
