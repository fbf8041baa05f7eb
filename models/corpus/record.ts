/** Reads the corpus's record format (a JSON object a line, 24 ticks to a quarter) into tunes over a tonic. */

import { Note } from 'tonal';
import {
  anchorOf,
  type Chord,
  type FineStyle,
  METERS,
  type Meter,
  type MeterClass,
  MODES,
  type ModeClass,
  meterInfo,
  type PitchClass,
  parseChord,
  type Style,
  TICKS_PER_GRID,
  TONICS,
} from '../../plugin/internal.ts';
import { fineStyleOf, styleOf } from './style.ts';

/** One line of a `.jsonl` file, as far as it is used here. */
export interface CorpusRecord {
  readonly id: string;
  readonly src?: string;
  readonly title?: string;
  readonly comp?: string;
  readonly date?: string;
  readonly tags?: readonly string[];
  readonly meter?: string | null;
  readonly mchg?: number;
  readonly key?: string | null;
  /** The key by the last note, where it speaks against the stated root. */
  readonly key_final?: string;
  readonly key_est?: string;
  /** Share of the record that the first corpus has already. */
  readonly in_older_folders?: number;
  readonly mode?: string;
  readonly role?: string;
  readonly p: readonly number[];
  readonly d: readonly number[];
  readonly chords?: readonly (readonly [number, string])[];
  readonly chords_src?: string;
  readonly chord_fit?: number;
}

/** A note or rest in grid units (1/24 of a quarter note). */
export interface TuneEvent {
  /** Semitones above the tonic anchor; null is a rest. */
  readonly pitch: number | null;
  readonly onset: number;
  readonly duration: number;
}

/** A chord (relative to the tonic) from a grid time on. */
export interface TuneChord {
  readonly onset: number;
  readonly chord: Chord | null;
}

/** A melody made comparable: over its tonic, on bar lines, rests cut at bar lines. */
export interface Tune {
  readonly id: string;
  /** Folder or file that it came from. */
  readonly source: string;
  readonly title: string;
  readonly composer: string;
  readonly meter: MeterClass;
  /** Bar length in grid units; 0 without meter. */
  readonly bar: number;
  readonly tonic: PitchClass;
  readonly mode: ModeClass;
  readonly style: Style | null;
  readonly fineStyle: FineStyle | null;
  readonly events: readonly TuneEvent[];
  /** Empty where no chord is known. */
  readonly chords: readonly TuneChord[];
}

/** Five hours at 120 quarters a minute, in 1/24 of a quarter. */
const LONGEST = 1_000_000;

/** More than this share of a record that is known says that it is the same music. */
const MOSTLY = 0.5;

/** Scales of Japan and China that records name. */
const EASTERN: Readonly<Record<string, 'major' | 'minor'>> = {
  'miyako-bushi': 'minor',
  minyo: 'minor',
  ritsu: 'major',
  gong: 'major',
  shang: 'minor',
  jue: 'minor',
  zhi: 'major',
  yu: 'minor',
};

/** Chords inferred with a lower fit than this are taken as unknown. */
const MIN_CHORD_FIT = 0.5;

/** Church modes' finals, as pitch classes where the C clef is C (modes 1-2 D, 3-4 E, 5-6 F, 7-8 G). */
const FINALS = [2, 2, 4, 4, 5, 5, 7, 7];

/** Other spellings of the meters that the network knows, and what note values are multiplied by to get there. */
const RESPELLED: Record<string, readonly [Meter, number]> = {
  '2/1': ['2/2', 0.5],
  '4/2': ['4/4', 0.5],
  '3/2': ['3/4', 0.5],
  '6/4': ['6/8', 0.5],
  '3/1': ['3/4', 0.25],
  '4/8': ['2/4', 1],
  '8/8': ['4/4', 1],
};

const isPitch = (value: unknown) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 127;
const isLength = (value: unknown) => Number.isFinite(value) && (value as number) > 0;

/** A record as a tune, or the reason why it is left out. */
export function tuneOf(record: CorpusRecord, source: string): Tune | string {
  if (!Array.isArray(record?.p) || !Array.isArray(record.d) || record.p.length !== record.d.length) {
    return 'p and d are not two arrays of one length';
  }
  if (!record.p.every(isPitch) || !record.d.every(isLength)) return 'p or d holds what is no pitch or length';
  if (record.d.reduce((sum, length) => sum + length, 0) > LONGEST) return 'longer than any piece';
  if (record.p.length < 8) return 'fewer than 8 events';
  if (record.mchg) return 'the meter changes on the way';
  if (record.role === 'bass') return 'a bass line';
  const [respelled, scale] = (record.meter && RESPELLED[record.meter]) || [undefined, 1];
  const meter: MeterClass | undefined = !record.meter
    ? 'none'
    : (respelled ?? METERS.find((known) => known === record.meter));
  if (!meter) return `meter ${record.meter} is not one the network knows`;
  if ((record.in_older_folders ?? 0) > MOSTLY) return 'mostly in the first corpus already';
  const key = keyOf(record);
  if (typeof key === 'string') return key;
  const bar = meter === 'none' ? 0 : meterInfo(meter).barTicks / TICKS_PER_GRID;
  const anchor = anchorOf(key.tonic);
  const events = readEvents(record, scale, bar, anchor);
  const sounding = events.filter((event) => event.pitch !== null);
  if (sounding.length < 8) return 'fewer than 8 notes';
  const trusted = record.chords_src === 'stated' || (record.chord_fit ?? 0) >= MIN_CHORD_FIT;
  return {
    id: record.id,
    source,
    title: record.title ?? record.id,
    composer: record.comp ?? '',
    meter,
    bar,
    tonic: key.tonic,
    mode: key.mode,
    style: styleOf(record, source),
    fineStyle: fineStyleOf(record, source),
    events: inRange(events),
    chords: trusted
      ? (record.chords ?? []).map(([tick, symbol]) => ({ onset: tick * scale, chord: parseChord(symbol, key.tonic) }))
      : [],
  };
}

function keyOf(record: CorpusRecord): { tonic: PitchClass; mode: ModeClass } | string {
  if (record.mode && /^[1-8]$/.test(record.mode)) {
    return { tonic: FINALS[Number(record.mode) - 1]!, mode: `ch${record.mode}` as ModeClass };
  }
  const text = record.key_final ?? record.key ?? record.key_est ?? '';
  const [, letter, scale] = /^([A-G][#b]?)\s*(\S.*)$/.exec(text) ?? [];
  if (letter === undefined || scale === undefined) return 'no key';
  const mode = familyOf(scale);
  if (!mode) return `a key in a scale that is not known: ${scale}`;
  const tonic = Note.chroma(letter);
  return tonic === undefined || tonic >= TONICS.length ? 'no key' : { tonic, mode };
}

/** Major or minor, as the plugin passes a mode to the network: by the third, else by the sixth. */
function familyOf(scale: string): 'major' | 'minor' | undefined {
  if (scale === 'major' || scale === 'minor') return scale;
  return Object.hasOwn(MODES, scale) ? MODES[scale as keyof typeof MODES].family : EASTERN[scale];
}

/** Turns the arrays into events: neighboring rests joined, then cut at bar lines. */
function readEvents(record: CorpusRecord, scale: number, bar: number, anchor: number): TuneEvent[] {
  const events: TuneEvent[] = [];
  let onset = 0;
  for (let i = 0; i < record.p.length; ) {
    if (record.p[i]! > 0) {
      const duration = record.d[i]! * scale;
      events.push({ pitch: record.p[i]! - anchor, onset, duration });
      onset += duration;
      i++;
      continue;
    }
    let silence = 0;
    for (; i < record.p.length && record.p[i] === 0; i++) silence += record.d[i]! * scale;
    if (i >= record.p.length) break;
    onset = pushRests(events, onset, silence, bar || 96);
  }
  return events;
}

function pushRests(events: TuneEvent[], start: number, silence: number, bar: number): number {
  let onset = start;
  const end = start + silence;
  while (onset < end - 1e-6) {
    const line = (Math.floor(onset / bar + 1e-6) + 1) * bar;
    const duration = Math.min(end, line) - onset;
    events.push({ pitch: null, onset, duration });
    onset += duration;
  }
  return end;
}

/** Moves a tune by octaves so that its middle lies where melodies are sung, and single strays into the known range. */
function inRange(events: readonly TuneEvent[]): TuneEvent[] {
  const pitches = events.flatMap((event) => event.pitch ?? []).sort((a, b) => a - b);
  const median = pitches[Math.floor(pitches.length / 2)]!;
  const shift =
    median < -7 ? 12 * Math.ceil((-7 - median) / 12) : median > 19 ? -12 * Math.ceil((median - 19) / 12) : 0;
  return shift === 0
    ? [...events]
    : events.map((event) => (event.pitch === null ? event : { ...event, pitch: event.pitch + shift }));
}
