/** Variety between games: what the games of one mood, each from its own seed, have in common. */

import { jaccard, mean, median, pairsOf } from './numbers.ts';
import { barOf, type Piece, tuneOf } from './piece.ts';

/** Bars in which openings are compared. */
const OPENING = 8;
const LEAST_NOTES = 8;

/** Different keys (tonic and mode) of the games. */
export function keys(pieces: readonly Piece[]): number {
  return new Set(pieces.map(({ tonic, mode }) => `${tonic} ${mode}`)).size;
}

/** Different meters of the games. */
export function meters(pieces: readonly Piece[]): number {
  return new Set(pieces.map(({ meter }) => meter)).size;
}

/** The fastest tempo over the slowest one, less 1: 0.05 is five percent. */
export function tempoSpread(pieces: readonly Piece[]): number {
  const tempos = pieces.map(({ bpm }) => bpm);
  return Math.max(...tempos) / Math.min(...tempos) - 1;
}

/**
 * How alike the bars of one role are in two games: bars that both have over bars that either has (Jaccard), mean over all
 * pairs of games. A bar is the places of its notes by part; of drums also which drum. Null where no game has the role.
 * Source: review, section 6.
 */
export function barLikeness(pieces: readonly Piece[], role: 'bass' | 'chords' | 'drums'): number | null {
  const has = pieces.some(({ parts }) => parts.some((part) => part.role === role && part.notes.length > 0));
  if (!has) return null;
  const sets = pieces.map((piece) => new Set(barsOf(piece, role)));
  return mean(pairsOf(sets).map(([a, b]) => jaccard(a, b)));
}

function barsOf({ bars, parts }: Piece, role: 'bass' | 'chords' | 'drums'): readonly string[] {
  const playing = parts.filter((part) => part.role === role);
  return bars.map(({ start, length }) =>
    playing
      .map(({ name, notes }) => {
        const inside = notes.filter(({ on }) => on >= start && on < start + length);
        const strokes = inside.map(({ on, pitch }) => `${on - start}${role === 'drums' ? `:${pitch}` : ''}`);
        return `${name} ${strokes.sort().join(' ')}`;
      })
      .join(' | '),
  );
}

/**
 * How alike openings of eight bars are: the same degree at the same place, over all notes (Jaccard); median over all pairs
 * of games. Real tunes of one genre and meter have .04 to .07.
 */
export function placeLikeness(pieces: readonly Piece[]): number | null {
  const openings = pieces
    .map((piece) => {
      const notes = tuneOf(piece).filter(({ on }) => barOf(piece, on) < OPENING);
      return { notes, places: new Set(notes.map(({ on, pitch }) => `${on} ${(pitch - piece.tonic + 12) % 12}`)) };
    })
    .filter(({ notes }) => notes.length >= LEAST_NOTES)
    .map(({ places }) => places);
  return median(pairsOf(openings).map(([a, b]) => jaccard(a, b)));
}
