/** The music of a MIDI file as the band's data: phrases of whole bars, with parts by role, chords and the melody as one line. */

import type { ChordSpan } from '../music/harmony.ts';
import { HEARD_MODES, hearKey } from '../music/key.ts';
import { PHRASE_REACH } from '../music/limits.ts';
import type { PhraseNote } from '../music/phrase.ts';
import { type Mode, type Tonic, tonicAnchor, tonicPitchClass } from '../music/pitch.ts';
import type { Note } from '../music/score.ts';
import { type BPM, type Meter, meterInfo, PPQ, type Ticks } from '../music/time.ts';
import { barsOf, type FileBar } from './bars.ts';
import { hearChords } from './hear-chords.ts';
import { type FileContent, readMidiFile } from './read-file.ts';
import { type RolePart, rolesOf } from './roles.ts';

/** Some bars of a file in one meter. Ticks count from its first bar line. */
export interface FilePhrase {
  readonly bars: number;
  readonly meter: Meter;
  /** The tempo of each bar, as a multiple of the file's. */
  readonly paces: readonly number[];
  readonly chords: readonly ChordSpan[];
  /** The upper voice of the melody, relative to the tonic. */
  readonly melody: readonly PhraseNote[];
  /** All notes by part, as in the file. */
  readonly parts: readonly RolePart[];
}

/** A file as phrases. */
export interface FilePhrases {
  readonly bpm: BPM;
  readonly tonic: Tonic;
  readonly mode: Mode;
  readonly meter: Meter;
  readonly phrases: readonly FilePhrase[];
  /** The phrase with which later passes begin. */
  readonly loopFrom: number;
}

const PHRASE_BARS = 4;
/** Bars shorter than this come eight to a phrase. */
const SHORT_BAR: Ticks = 1200;
/** Bars that are read: half an hour of fast music. */
const MOST_BARS = 2000;
/** A note this close before a bar line, as a player's hand may be, does not make the bar before it sound. */
const EARLY: Ticks = 30;
/** Tempos of the controls. */
const TEMPO = { min: 40, max: 220 };

/** Reads a file. @throws Error with one line if it cannot be played. */
export function filePhrases(bytes: Uint8Array): FilePhrases {
  const content = readMidiFile(bytes);
  const parts = rolesOf(content.parts);
  const pitched = parts.filter(({ role }) => role !== 'drums').flatMap(({ notes }) => notes);
  if (pitched.length === 0) throw new Error('it has no part but drums');
  pitched.sort((a, b) => a.tick - b.tick);
  const { tonic, mode } = hearKey(
    pitched.map(({ pitch, durationTicks }) => ({ pitch, duration: durationTicks })),
    HEARD_MODES,
  );
  const bars = soundingBars(content, parts);
  const bpm = Math.min(TEMPO.max, Math.max(TEMPO.min, usualTempo(content, bars)));
  const groups = grouped(bars, content.loop?.from ?? null);
  const phrases = groups.map((group) => phraseOf(group, { content, parts, pitched, bpm, tonic }));
  const from = content.loop?.from ?? 0;
  return {
    ...{ bpm, tonic, mode, phrases },
    meter: mostOf(bars.map(({ meter }) => meter)),
    loopFrom: Math.max(
      0,
      groups.findIndex(([first]) => first!.tick >= from - EARLY),
    ),
  };
}

/** The bars from the first that sounds to the last; with a marked end, to that. */
function soundingBars({ meters, loop, end: over }: FileContent, parts: readonly RolePart[]): readonly FileBar[] {
  const notes = parts.flatMap((part) => part.notes);
  const first = notes.reduce((least, { tick }) => Math.min(least, tick), Number.POSITIVE_INFINITY);
  const last = notes.reduce((most, { tick }) => Math.max(most, tick), 0);
  const silent = notes.reduce((most, { tick, durationTicks }) => Math.max(most, tick + durationTicks), 0);
  const written = Math.max(last + 1, Math.min(over, silent) - EARLY);
  const end = loop?.to != null && loop.to > loop.from ? loop.to : written;
  const bars = barsOf({ meters }, end);
  const from = bars.findLastIndex(({ tick }) => tick <= first + EARLY);
  return bars.slice(Math.max(0, from), Math.max(0, from) + MOST_BARS);
}

/** Bars in phrases: of one meter each, and one begins where the loop does. */
function grouped(bars: readonly FileBar[], loopFrom: Ticks | null): FileBar[][] {
  const groups: FileBar[][] = [];
  for (const bar of bars) {
    const group = groups.at(-1);
    const { barTicks } = meterInfo(bar.meter);
    const most = barTicks < SHORT_BAR ? 2 * PHRASE_BARS : PHRASE_BARS;
    const begins = loopFrom !== null && Math.abs(bar.tick - loopFrom) <= EARLY;
    if (group === undefined || begins || group[0]!.meter !== bar.meter || group.length >= most) groups.push([bar]);
    else group.push(bar);
  }
  return groups;
}

interface FileContext {
  readonly content: FileContent;
  readonly parts: readonly RolePart[];
  readonly pitched: readonly Note[];
  readonly bpm: BPM;
  readonly tonic: Tonic;
}

function phraseOf(bars: readonly FileBar[], { content, parts, pitched, bpm, tonic }: FileContext): FilePhrase {
  const { tick: from, meter } = bars[0]!;
  const { barTicks } = meterInfo(meter);
  const to = from + bars.length * barTicks;
  const own = parts.flatMap(({ notes, ...part }) => {
    const inside = notes.filter(({ tick }) => tick >= from && tick < to);
    return inside.length === 0 ? [] : [{ ...part, notes: inside.map((note) => ({ ...note, tick: note.tick - from })) }];
  });
  const sounding = pitched.filter(({ tick, durationTicks }) => tick < to && tick + durationTicks > from);
  const tune = own.find(({ role }) => role === 'melody')?.notes ?? [];
  return {
    bars: bars.length,
    meter,
    paces: bars.map(({ tick }) => meanTempo(content, tick, tick + barTicks) / bpm),
    chords: hearChords(sounding, { from, bars: bars.length, meter, tonic: tonicPitchClass(tonic) }),
    melody: upperVoice(tune, tonicAnchor(tonic), to - from),
    parts: own,
  };
}

/** The highest of notes that begin together, each until the next. */
function upperVoice(notes: readonly Note[], anchor: number, end: Ticks): readonly PhraseNote[] {
  const line: { -readonly [K in keyof PhraseNote]: PhraseNote[K] }[] = [];
  for (const { pitch, tick, durationTicks } of notes) {
    const last = line.at(-1);
    if (last?.tick === tick || Math.abs(pitch - anchor) > PHRASE_REACH) continue;
    // A lower note under one that is held is another voice.
    const isUnder = last && tick < last.tick + last.durationTicks / 2 && pitch - anchor < last.pitch;
    if (isUnder) continue;
    if (last && last.tick + last.durationTicks > tick) last.durationTicks = tick - last.tick;
    line.push({ pitch: pitch - anchor, tick, durationTicks: Math.min(durationTicks, end - tick), sampled: false });
  }
  return line;
}

/** The tempo of a stretch: what one without changes would have. */
function meanTempo({ tempos }: FileContent, from: Ticks, to: Ticks): BPM {
  let seconds = 0;
  for (const [i, { tick, bpm }] of tempos.entries()) {
    const end = Math.min(to, tempos[i + 1]?.tick ?? Number.POSITIVE_INFINITY);
    const length = end - Math.max(from, tick);
    if (length > 0) seconds += ((length / PPQ) * 60) / bpm;
  }
  return (((to - from) / PPQ) * 60) / seconds;
}

/** The tempo of most bars, in whole tenths. */
function usualTempo(content: FileContent, bars: readonly FileBar[]): BPM {
  const tempos = bars.map(({ tick, meter }) => {
    return Math.round(10 * meanTempo(content, tick, tick + meterInfo(meter).barTicks)) / 10;
  });
  return mostOf(tempos);
}

function mostOf<T>(values: readonly T[]): T {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}
