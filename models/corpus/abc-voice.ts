/** A parsed ABC tune as written: notes with pitches, bar lines with signs, parts; repeats not expanded. */

import type { TuneObject } from 'abcjs';
import { Note } from 'tonal';
import { GRID_PER_QUARTER, TONICS } from '../../plugin/internal.ts';
import { MARKS, type Mark } from './abc-line.ts';

const GRID_PER_WHOLE = 4 * GRID_PER_QUARTER;
const STEPS = [0, 2, 4, 5, 7, 9, 11];
const ACCIDENTALS: Readonly<Record<string, number>> = { sharp: 1, flat: -1, natural: 0, dblsharp: 2, dblflat: -2 };
/** abcjs's abbreviations of modes with a minor third; the others are major. */
const MINOR_MODES = new Set(['m', 'Aeo', 'Dor', 'Phr', 'Loc']);
/** The scale of the Highland pipes, which has no signature. */
const PIPES = {
  accidentals: [
    { acc: 'sharp', note: 'f' },
    { acc: 'sharp', note: 'c' },
  ],
} as const;

/** A note, rest or chord (its top note). Lengths are in 1/24 of a quarter. */
export interface WrittenNote {
  readonly kind: 'note';
  /** Null for a rest. */
  readonly note: { readonly pitch: number; readonly step: number; readonly hasAccidental: boolean } | null;
  readonly duration: number;
  readonly startTie: boolean;
  readonly endTie: boolean;
  readonly chords: readonly string[];
  /** Null for unmetered music. */
  readonly meter: string | null;
  /** As in records, e.g. `D minor`; null if not stated. */
  readonly key: string | null;
  readonly marks: readonly Mark[];
}

/** A bar line. */
export interface WrittenBar {
  readonly kind: 'bar';
  readonly startsRepeat: boolean;
  readonly endsRepeat: boolean;
  /** How often its repeat is played. */
  readonly rounds: number;
  /** The repetitions that play what follows; empty = all. */
  readonly endings: readonly number[];
  /** Two lines, thin or thick, which end a section. */
  readonly isDouble: boolean;
  readonly marks: readonly Mark[];
}

/** The label of a part. */
export interface WrittenPart {
  readonly kind: 'part';
  readonly name: string;
}

export type Written = WrittenNote | WrittenBar | WrittenPart;

interface Pitch {
  readonly pitch: number;
  readonly accidental?: string;
  readonly startTie?: object;
  readonly endTie?: boolean;
}

interface Key {
  readonly root?: string;
  readonly acc?: string;
  readonly mode?: string;
  readonly accidentals?: readonly { readonly acc: string; readonly note: string }[];
}

interface MeterElement {
  readonly type?: string;
  readonly value?: readonly { readonly num: string; readonly den?: string }[];
}

interface Clef {
  readonly type?: string;
  readonly transpose?: number;
}

/** The fields of abcjs's elements that are used here. */
interface Element extends Key, Clef, MeterElement {
  readonly el_type: string;
  readonly duration?: number;
  readonly pitches?: readonly Pitch[];
  readonly rest?: { readonly type: string; readonly text?: number };
  readonly chord?: readonly { readonly name: string; readonly position: string }[];
  readonly decoration?: readonly string[];
  readonly startTriplet?: number;
  readonly tripletMultiplier?: number;
  readonly tripletR?: number;
  readonly startEnding?: string;
  readonly title?: string;
}

interface Staff {
  readonly clef?: Clef;
  readonly key?: Key;
  readonly meter?: MeterElement;
  readonly voices: readonly (readonly Element[])[];
}

/** The first voice with notes that is not percussion; null if there is none. */
export function writtenVoice({ lines }: TuneObject): readonly Written[] | null {
  const staves = (lines as unknown as readonly { readonly staff?: readonly Staff[] }[]).map(({ staff }) => staff ?? []);
  const count = Math.max(0, ...staves.map((line) => line.reduce((sum, { voices }) => sum + voices.length, 0)));
  for (let voice = 0; voice < count; voice++) {
    const found = staves.flatMap((line) => pieceOf(line, voice));
    const isMelodic = found.some(({ elements }) => elements.some(({ pitches }) => pitches));
    if (isMelodic && !found.some(({ staff }) => staff.clef?.type === 'perc')) return new Voice().read(found);
  }
  return null;
}

interface Piece {
  readonly staff: Staff;
  readonly elements: readonly Element[];
}

/** The elements of a voice in one line, counted over the staves. */
function pieceOf(line: readonly Staff[], voice: number): readonly Piece[] {
  const all = line
    .filter(({ clef }) => clef?.type !== 'TAB')
    .flatMap((staff) => staff.voices.map((elements) => ({ staff, elements })));
  return all.slice(voice, voice + 1);
}

class Voice {
  readonly #written: Written[] = [];
  readonly #key = new Map<string, number>();
  readonly #inBar = new Map<string, number>();
  #stated: string | null = null;
  #meter: string | null = null;
  #transpose = 0;
  #tuplet = { left: 0, factor: 1 };

  read(pieces: readonly Piece[]): readonly Written[] {
    for (const { staff, elements } of pieces) {
      if (staff.key) this.#setKey(staff.key);
      if (staff.meter) this.#meter = meterOf(staff.meter);
      if (staff.clef) this.#setClef(staff.clef, true);
      this.#tuplet = { left: 0, factor: 1 };
      for (const element of elements) this.#element(element);
    }
    return this.#written;
  }

  #element(element: Element): void {
    const { el_type: kind, title = '' } = element;
    if (kind === 'key' || kind === 'keySignature') this.#setKey(element);
    else if (kind === 'meter' || kind === 'timeSignature') this.#meter = meterOf(element);
    else if (kind === 'clef') this.#setClef(element, false);
    else if (kind === 'part') this.#written.push({ kind: 'part', name: title.trim() });
    else if (kind === 'bar') this.#bar(element);
    else if (kind === 'note') this.#note(element);
  }

  #setKey(key: Key): void {
    const { root = '', acc = '', mode = '', accidentals = [] } = key;
    this.#key.clear();
    for (const { acc: sign, note } of root === 'HP' ? PIPES.accidentals : accidentals)
      this.#key.set(note.toUpperCase(), ACCIDENTALS[sign] ?? 0);
    const tonic = TONICS[Note.chroma(`${root}${acc}`) ?? -1];
    this.#stated = tonic === undefined ? null : `${tonic} ${MINOR_MODES.has(mode) ? 'minor' : 'major'}`;
  }

  #setClef({ type = '', transpose }: Clef, atLine: boolean): void {
    if (transpose) this.#transpose = transpose;
    else if (/[-+]8/.test(type)) this.#transpose = type.includes('-8') ? -12 : 12;
    else if (atLine) this.#transpose = 0;
  }

  #bar({ type = '', startEnding = '', decoration = [] }: Element): void {
    const numbers = startEnding.split(',').flatMap((part) => {
      const [from = 0, to = from] = part.split('-').map((text) => Number.parseInt(text, 10));
      return from > 0 && to - from < 20 ? Array.from({ length: to - from + 1 }, (_, i) => from + i) : [];
    });
    this.#inBar.clear();
    this.#written.push({
      kind: 'bar',
      startsRepeat: type === 'bar_left_repeat' || type === 'bar_dbl_repeat',
      endsRepeat: type === 'bar_right_repeat' || type === 'bar_dbl_repeat',
      rounds: Math.max(2, ...decoration.map(Number).filter((count) => count > 2)),
      endings: numbers,
      isDouble: type !== 'bar_thin',
      marks: marksOf(decoration),
    });
  }

  #note(element: Element): void {
    const { rest, pitches, decoration = [], chord = [] } = element;
    if (rest?.type === 'spacer') return;
    if (element.startTriplet) {
      this.#tuplet = { left: element.tripletR ?? element.startTriplet, factor: element.tripletMultiplier ?? 1 };
    }
    const factor = this.#tuplet.left > 0 ? this.#tuplet.factor : 1;
    this.#tuplet.left--;
    const bars = rest?.type.includes('multimeasure') ? (rest.text ?? 1) : 0;
    // A multi-bar rest uses the meter at its position, not the tune's first meter.
    const length = bars > 0 && this.#meter !== null ? bars * wholes(this.#meter) : element.duration || 1 / 4;
    // All accidentals of a chord apply to later notes; its top note is the melody.
    const top = (pitches ?? [])
      .map((written) => ({ ...written, midi: this.#pitch(written) }))
      .sort((a, b) => b.midi - a.midi)[0];
    this.#written.push({
      kind: 'note',
      note: top ? { pitch: top.midi, step: top.pitch, hasAccidental: top.accidental !== undefined } : null,
      duration: length * factor * GRID_PER_WHOLE,
      startTie: top?.startTie !== undefined,
      endTie: top?.endTie === true,
      chords: chord.filter(({ position }) => position === 'default').map(({ name }) => chordSymbol(name)),
      meter: this.#meter,
      key: this.#stated,
      marks: marksOf(decoration),
    });
  }

  /** MIDI pitch of a written note; an accidental applies to its letter, in all octaves, until the bar line. */
  #pitch({ pitch, accidental }: Pitch): number {
    const step = ((pitch % 7) + 7) % 7;
    const letter = 'CDEFGAB'[step]!;
    if (accidental !== undefined && accidental in ACCIDENTALS) this.#inBar.set(letter, ACCIDENTALS[accidental]!);
    const sign = this.#inBar.get(letter) ?? this.#key.get(letter) ?? 0;
    return 60 + 12 * Math.floor(pitch / 7) + STEPS[step]! + sign + this.#transpose;
  }
}

function marksOf(decoration: readonly string[]): readonly Mark[] {
  return MARKS.filter((mark) => decoration.includes(mark));
}

/** A meter as a fraction; null without one. */
function meterOf({ type, value = [] }: MeterElement): string | null {
  if (type === 'common_time') return '4/4';
  if (type === 'cut_time') return '2/2';
  const [fraction] = type === 'specified' ? value : [];
  return fraction?.den ? `${fraction.num}/${fraction.den}` : null;
}

/** Length of a bar in whole notes. */
export function wholes(meter: string): number {
  const [count, unit] = meter.split('/').map(Number) as [number, number];
  return count / unit;
}

/** A chord symbol with # and b: abcjs returns ♯ and ♭. */
function chordSymbol(name: string): string {
  return name.replaceAll('♭', 'b').replaceAll('♯', '#').trim();
}
