/** Pieces made by hand, of which every figure is known: parts as written notes, one after the other from the first bar line. */

import { parseNotes } from '../../plugin/music/notation.ts';
import { barSteps, type FormNote, type Piece, QUARTER } from '../bench/form/piece.ts';

/** A part as text (`"C5:1 r:1 D5:2"`), with one velocity for all of its notes or one for each. */
export interface HandPart {
  readonly role: string;
  readonly notes: string;
  readonly name?: string;
  readonly velocity?: number | ((index: number) => number);
}

/** What a piece may say besides its parts; 4/4 at 120 in C ionian where it says nothing. */
export interface HandMade extends Partial<Omit<Piece, 'parts' | 'bars'>> {
  readonly bars: number;
  readonly parts: readonly HandPart[];
}

/** A piece from its parts. */
export function handMade({ bars, parts, ...said }: HandMade): Piece {
  const meter = said.meter ?? '4/4';
  const length = barSteps(meter);
  return {
    mood: 'forest',
    seed: 'hand',
    bpm: 120,
    tonic: 0,
    mode: 'ionian',
    chords: [],
    phrases: [],
    ...said,
    meter,
    bars: Array.from({ length: bars }, (_, i) => ({ start: i * length, length })),
    parts: parts.map(({ role, notes, name = role, velocity = 0.5 }) => ({
      name,
      role,
      notes: written(notes, velocity),
    })),
  };
}

/** A tune alone. */
export function tuneOnly(bars: number, notes: string, said: Partial<HandMade> = {}): Piece {
  return handMade({ ...said, bars, parts: [{ role: 'melody', notes }, ...(said.parts ?? [])] });
}

/** A text repeated `count` times. */
export function times(count: number, text: string): string {
  return Array<string>(count).fill(text).join(' ');
}

function written(text: string, velocity: number | ((index: number) => number)): FormNote[] {
  let on = 0;
  const notes: FormNote[] = [];
  for (const { pitch, quarters } of parseNotes(text, 'hand')) {
    const length = Math.round(quarters * QUARTER);
    const loud = typeof velocity === 'number' ? velocity : velocity(notes.length);
    if (pitch !== null) notes.push({ on, length, pitch, velocity: loud });
    on += length;
  }
  return notes;
}
