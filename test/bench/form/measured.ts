/** A piece with everything that figures of several families are counted on, worked out once. */

import { heardChords, type Span, statedChords } from './chords.ts';
import { bars, type Piece } from './piece.ts';
import { type PlacedTone, placedTones } from './voice-leading.ts';

/** Bars on which most figures are counted, as on game MIDI; form needs more. */
export const WINDOW = 32;

/** A piece, its first 32 bars, and their chords. */
export interface Measured {
  readonly piece: Piece;
  readonly start: Piece;
  /** Chords of the first 32 bars, heard in the accompaniment. */
  readonly heard: readonly Span[];
  /** Chords of the whole piece as the score states them. */
  readonly stated: readonly Span[];
  /** What the notes of the tune are to the heard chords. */
  readonly tones: readonly PlacedTone[];
}

export function measured(piece: Piece): Measured {
  const start = bars(piece, 0, WINDOW);
  const heard = heardChords(start);
  return { piece, start, heard, stated: statedChords(piece), tones: placedTones(start, heard) };
}
